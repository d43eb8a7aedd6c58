/** A rule that records a series. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A rule that raises an alert. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Rules that are evaluated one after the other.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group
 */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/**
 * Text in an annotation, which Prometheus reads as a template of Go: what would begin an action comes out as it is.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export function plain(text: string): string {
  return text.replaceAll('{{', '{{"{{"}}');
}
