import type { InputSeries } from '../rule-tests/sample';
import type { Severity } from '../severity';

/** Series with which an alert is raised, beyond its threshold, and others with which it is not. */
export interface AlertExamples {
  readonly raised: readonly InputSeries[];
  readonly silent: readonly InputSeries[];
  /** The minute from which on the expression holds; absent means the first. */
  readonly holdsFrom?: number;
}

/** An alert that follows from what a service declared, before its team changed anything. */
export interface AlertDefinition {
  /** Its name: the label `alertname`. */
  readonly name: string;
  /** What tells it from others of the name, such as a database; part of its heading in the runbook. */
  readonly about?: string;
  readonly severity: Severity;
  /** The value beyond which it is raised; absent if it has none. */
  readonly threshold?: number;
  /** The largest threshold that can be exceeded, or that anybody means; absent means that of every alert. */
  readonly maximum?: number;
  /** The least that what is measured can be, where the alert is raised below its threshold: no threshold of this can be crossed. */
  readonly lowest?: number;
  /** What the threshold is, for people, such as `restarts in 30 minutes`. */
  readonly unit?: string;
  /** How long it has to last, in minutes. */
  readonly minutes: number;
  /** The expression, by the threshold. */
  readonly expr: (threshold: string) => string;
  /** More labels that tell it from others of the name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What is wrong, as a short sentence. */
  readonly summary: string;
  /** What it means for users. */
  readonly meaning: string;
  /** The first three steps. */
  readonly steps: readonly [string, string, string];
  /** The page about the metric. */
  readonly source: string;
  /** Series that show it, for its test. */
  readonly examples: (threshold: number) => AlertExamples;
}
