/**
 * A gauge with its samples as text for a scrape; nothing if it has none.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function gauge(name: string, help: string, samples: readonly string[]): string {
  if (samples.length === 0) return '';
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.map((each) => `${name}${each}\n`).join('')}`;
}

/** A sample of a gauge; none without a value. Texts of users are in labels only, where they are escaped. */
export function sample(labels: Readonly<Record<string, string>>, value: number | undefined): string[] {
  if (value === undefined) return [];
  return [`{${Object.entries(labels).map(([name, text]) => `${name}="${escaped(text)}"`).join(',')}} ${value}`];
}

function escaped(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd').replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
