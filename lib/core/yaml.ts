import { DEFAULT_SCHEMA, dump, Type } from 'js-yaml';

/** The order in which a reader of Kubernetes documents expects the first fields. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'spec'];

/**
 * What some reader takes for a number and js-yaml does not, such as the short commit hash `12e3456`, `1_000`, `0B1` or
 * `+.5`; as text it is quoted.
 */
const NUMBER =
  /^[-+]?([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9_]+)([eE][-+]?[0-9_]+)?)$/;

const NUMBER_ELSEWHERE = new Type('tag:yaml.org,2002:number-elsewhere', {
  kind: 'scalar',
  resolve: (text: unknown) => typeof text === 'string' && NUMBER.test(text),
});

const SCHEMA = DEFAULT_SCHEMA.extend({ implicit: [NUMBER_ELSEWHERE] });

const OPTIONS = { lineWidth: -1, noRefs: true, schema: SCHEMA };

/**
 * A document as block YAML that means the same to readers of YAML 1.1 and 1.2: what either of them would take for a
 * boolean, number or date is quoted where it is text.
 *
 * @see https://yaml.org/spec/1.1/#id864510
 */
export function toYaml(document: unknown): string {
  return dump(document, { ...OPTIONS, sortKeys: byReadingOrder });
}

/** The same for a document in which the order of fields means something, such as that of a form. */
export function toYamlInOrder(document: unknown): string {
  return dump(document, OPTIONS);
}

function byReadingOrder(one: string, other: string): number {
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index === -1 ? FIRST.length : index;
}
