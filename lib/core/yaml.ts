import { dump } from 'js-yaml';

/** The order in which a reader of Kubernetes documents expects the first fields. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'spec'];

/**
 * A document as block YAML that means the same to readers of YAML 1.1 and 1.2: what either of them would take for a
 * boolean, number or date is quoted where it is text.
 *
 * @see https://yaml.org/spec/1.1/#id864510
 */
export function toYaml(document: unknown): string {
  return dump(document, { lineWidth: -1, noRefs: true, sortKeys: byReadingOrder });
}

function byReadingOrder(one: string, other: string): number {
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index === -1 ? FIRST.length : index;
}
