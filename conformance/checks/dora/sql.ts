import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN_FIGURES } from '../../../test/support/reports/golden-figures';

interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>;
}

/** The SQL of the page on the facts of the example gives the figures that were worked out by hand. Returns what differs. */
export async function sqlProblems(
  require: NodeJS.Require,
  root: string,
): Promise<{ readonly checked: number; readonly problems: string[] }> {
  const { DuckDBInstance } = require('@duckdb/node-api') as DuckDb;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const page = readFileSync(join(root, 'docs/dora.md'), 'utf8');
  const facts = join(root, 'examples/reports/facts.ndjson').replaceAll("'", "''");
  for (const statement of block(page, 'facts').replace("'facts.ndjson'", `'${facts}'`).split(/;\n/)) {
    if (statement.trim() !== '') await connection.run(statement);
  }
  const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()
    .map(([service, ...values]) => [`service ${String(service)}`, ...values.map(near)].join(' '));
  const found = await rowsOf(block(page, 'metrics'));
  const planted = await rowsOf(block(page, 'metrics').replace('60 MINUTE', '1 MINUTE'));
  const right = GOLDEN_FIGURES.filter(([scope]) => scope.startsWith('service'))
    .map(([scope, succeeded, reached, failed, unplanned, leads, median, p90, recoveries, recovery]) =>
      [scope, ...[succeeded, reached, failed, unplanned, leads, median, p90, recoveries, recovery ?? null].map(near)].join(' '));
  const problems = right.filter((row, index) => row !== found[index]).map((row) => `not ${row}: ${found.join('; ')}`);
  const isBlind = right.every((row, index) => row === planted[index]);
  return { checked: right.length, problems: [...problems, ...(isBlind ? ['the planted fault was not found'] : [])] };
}

function near(value: unknown): string {
  return value === null ? '-' : String(Math.round(Number(value) * 1e6) / 1e6);
}

function block(page: string, name: string): string {
  const start = page.indexOf('```sql\n', page.indexOf(`<!-- sql: ${name} -->`)) + '```sql\n'.length;
  return page.slice(start, page.indexOf('```', start));
}
