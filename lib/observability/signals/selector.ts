/** A matcher of one label. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A metric of Prometheus with the labels that select its series. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** A selector of the series that have exactly these labels. */
export function selector(metric: string, labels: Readonly<Record<string, string>>, more: readonly Matcher[] = []): Selector {
  return { metric, matchers: [...Object.entries(labels).map(([label, value]) => ({ label, operator: '=' as const, value })), ...more] };
}

/** The same selector with more matchers. */
export function narrowed({ metric, matchers }: Selector, ...more: readonly Matcher[]): Selector {
  return { metric, matchers: [...matchers, ...more] };
}

/** A matcher of a regular expression of RE2, which has to match the whole value. */
export function matching(label: string, value: string): Matcher {
  return { label, operator: '=~', value };
}

/** A selector as PromQL. @see https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors */
export function promql({ metric, matchers }: Selector): string {
  return `${metric}{${matchers.map(({ label, operator, value }) => `${label}${operator}${quoted(value)}`).join(',')}}`;
}

/**
 * A text as PromQL has it in double quotes: nothing of it can end the text.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;
}

/** A text as a regular expression of RE2 that matches nothing else. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
