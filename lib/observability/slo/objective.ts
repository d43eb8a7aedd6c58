import type { Sample } from '../rule-tests/sample';
import type { Severity } from '../severity';
import type { Fraction } from './fraction';
import type { Indicator } from './indicator';
import type { ObjectiveLabels } from './recorded';

/** An objective of a service in one environment, ready to be written. */
export interface Objective {
  readonly labels: ObjectiveLabels;
  /** What is promised, as a sentence. */
  readonly description: string;
  /** What is promised, as a share such as 0.999. */
  readonly target: Fraction;
  /** What may be bad, as a share such as 0.001. */
  readonly budget: Fraction;
  readonly periodDays: number;
  readonly indicator: Indicator;
  /** An alert is raised from this many bad events on. */
  readonly minFailures: number;
  /** The severity of a page: that of tickets outside of production. */
  readonly pageSeverity: Severity;
  /** Series that show good and bad events, for tests; nothing if PromQL of the team's own measures it. */
  readonly sample?: Sample;
}
