/** Stands between two characters, is not seen, and allows no line break. */
const JOINER = '\u2060';

/**
 * Text of a user as Grafana shows it: what looks like a variable (`$name`, `${name}`, `[[name]]`) or a placeholder of a legend
 * (`{{name}}`) stays text, and so does what looks like HTML.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
export function plain(text: string): string {
  return text.replace(/[$[{](?=[\w[{])/g, `$&${JOINER}`).replace(/<(?=[A-Za-z/!?])/g, `<${JOINER}`);
}
