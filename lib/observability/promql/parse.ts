import { createRequire } from 'node:module';

/** A node of a parsed query. */
interface QueryNode {
  readonly from: number;
  readonly type: { readonly isError: boolean };
}

/** As much of the parser as is used; its own types are those of an ES module. */
interface Grammar {
  readonly parser: { parse(query: string): { iterate(visitor: { enter: (node: QueryNode) => boolean }): void } };
}

const load = createRequire(__filename);

/**
 * What is wrong with PromQL, in words, or nothing if it can be read. Types are not checked: `rate(x)` can be read.
 *
 * @see https://github.com/prometheus/prometheus/tree/main/web/ui/module/lezer-promql
 */
export function faultOfQuery(query: string): string | undefined {
  if (query.trim() === '') return 'nothing';
  const { parser } = load('@prometheus-io/lezer-promql') as Grammar;
  let at: number | undefined;
  parser.parse(query).iterate({
    enter: ({ from, type }) => {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  return at === undefined ? undefined : `cannot be read from character ${at + 1} on`;
}
