import { createRequire } from 'node:module';

/** A node of a parsed query. */
interface QueryNode {
  readonly from: number;
  readonly type: { readonly isError: boolean };
  readonly name: string;
  readonly node: SyntaxNode;
}

/** A node with those around it. */
interface SyntaxNode {
  readonly name: string;
  readonly parent: SyntaxNode | null;
}

/** As much of the parser as is used; its own types are those of an ES module. */
interface Grammar {
  readonly parser: { parse(query: string): { iterate(visitor: { enter: (node: QueryNode) => boolean }): void } };
}

const load = createRequire(__filename);

/** What gives many values for each series, and what may stand around it without a change of that. */
const RANGES = ['MatrixSelector', 'SubqueryExpr'];
const AROUND_RANGES = ['ParenExpr', 'OffsetExpr', 'StepInvariantExpr'];

/**
 * What is wrong with PromQL, in words, or nothing if it can be read. Types are not checked: `rate(x)` can be read.
 *
 * @see https://github.com/prometheus/prometheus/tree/main/web/ui/module/lezer-promql
 */
export function faultOfQuery(query: string): string | undefined {
  if (query.trim() === '') return 'nothing';
  let at: number | undefined;
  visit(query, ({ from, type }) => {
    if (type.isError) at ??= from;
    return at === undefined;
  });
  return at === undefined ? undefined : `cannot be read from character ${at + 1} on`;
}

/**
 * The same for PromQL that stands within other PromQL and has to give one value for each series: a comment at its end would take what
 * follows with it, and no rule may have a range such as `a[5m]` that no function reads.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types
 */
export function faultOfPart(query: string): string | undefined {
  const fault = faultOfQuery(query);
  if (fault !== undefined) return fault;
  if (faultOfQuery(`(${query})`) !== undefined) return 'it ends with a comment';
  let hasRange = false;
  visit(query, ({ name, node }) => {
    hasRange ||= RANGES.includes(name) && !isReadByFunction(node);
    return !hasRange;
  });
  return hasRange ? 'no function, such as rate, reads its range' : undefined;
}

function isReadByFunction({ parent }: SyntaxNode): boolean {
  if (parent !== null && AROUND_RANGES.includes(parent.name)) return isReadByFunction(parent);
  return parent?.name === 'FunctionCallBody' && parent.parent?.name === 'FunctionCall';
}

/** Goes through the nodes of a query, those inside of a node only if it is asked to. */
function visit(query: string, enter: (node: QueryNode) => boolean): void {
  const { parser } = load('@prometheus-io/lezer-promql') as Grammar;
  parser.parse(query).iterate({ enter });
}
