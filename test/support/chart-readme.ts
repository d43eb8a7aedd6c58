import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { valuesSchema } from '../../lib/gitops/values/values-schema';
import { contentOf, type Page, type Table } from '../docs/pages';

/** The parts of a values schema that say which values there are. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

/** A value as a table of the README lists it. */
interface Row {
  readonly path: string;
  readonly said: string;
  readonly text: string;
  readonly line: number;
}

/** Helm's own tables in the values of a chart, which no template of ours reads. */
const OF_HELM = ['common', 'global'];

/** The definitions in the chart that hold defaults, by the values that they are of. */
const DEFINED: readonly [define: string, of: string][] = [
  ['common.defaults', ''],
  ['common.containerDefaults', 'initContainers'],
  ['common.containerDefaults', 'sidecars'],
  ['common.userDefaults', ''],
  ['common.processDefaults', 'workloads'],
  ['common.jobDefaults', 'jobs'],
  ['common.jobDefaults', 'migration'],
  ['common.cronJobDefaults', 'jobs'],
];

/**
 * Where the tables of values in the README of the platform's chart are not what the chart takes: a value that they leave out, one
 * that is none, and a default that is another.
 *
 * @param chartDir the chart, with its README
 */
export function readmeProblems(chartDir: string, text = readFileSync(join(chartDir, 'README.md'), 'utf8')): string[] {
  const rows = rowsOf({ file: 'README.md', text });
  const values = valuesIn(valuesSchema()).filter((path) => !OF_HELM.includes(path));
  const defaults = defaultsIn(readFileSync(join(chartDir, 'templates', '_defaults.tpl'), 'utf8'));
  return [
    ...values.filter((value) => !rows.some((row) => documents(row, value))).map((value) => `${value} is in no table`),
    ...rows.flatMap(({ path, said, line }) => [
      ...(values.some((value) => value === path || value.startsWith(`${path}.`)) ? [] : [`line ${line}: ${path} is no value`]),
      ...((defaults.get(path) ?? said) === said
        ? []
        : [`line ${line}: the default of ${path} is ${defaults.get(path)} and not ${said}`]),
    ]),
    ...[...defaults.keys()]
      .filter((path) => !rows.some((row) => row.path === path))
      .map((path) => `the default of ${path} is in no table`),
  ];
}

/** What a row says of values whose rows are in the table of another thing. */
const ELSEWHERE = ['as above', "the service's"];

/** What says that the fields of a value are those of Kubernetes, whose documentation lists them. */
const OF_KUBERNETES = 'in the form of Kubernetes';

/** A row is of a value by its path, or by the path of what it is in and its own name in the text. */
function documents({ path, said, text }: Row, value: string): boolean {
  if (value === path) return true;
  const isElsewhere = ELSEWHERE.includes(said) || text.startsWith('As above') || text.endsWith(OF_KUBERNETES);
  return value.startsWith(`${path}.`) && (isElsewhere || text.includes(`\`${value.slice(path.length + 1)}\``));
}

/** The rows of the tables of values. A heading such as "Each of `sidecars`" says what the rows below it are in. */
function rowsOf(page: Page): Row[] {
  const { tables, prose } = contentOf(page);
  return tables
    .filter(({ header }) => header[0] === 'value')
    .flatMap((table) => {
      const heading =
        prose
          .slice(0, table.line)
          .filter((line) => line.startsWith('#'))
          .at(-1) ?? '';
      return heading.startsWith('### Each of ') ? namesIn(heading).flatMap((of) => rowsBelow(of, table)) : rowsBelow('', table);
    });
}

function rowsBelow(of: string, { rows, line }: Table): Row[] {
  return rows.flatMap(([names, said, text], index) =>
    namesIn(names).map((name) => ({ path: within(of, name), said, text, line: line + 2 + index })),
  );
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
}

/** The paths of the values that hold no others. The elements of a list or map have no part of their own in a path. */
function valuesIn({ properties, additionalProperties, items }: Schema, path = ''): string[] {
  const each = items ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
  if (each.properties) return valuesIn(each, path);
  if (!properties) return [path];
  return Object.entries(properties).flatMap(([name, property]) => valuesIn(property, within(path, name)));
}

/** The defaults that stand in the chart, by their paths and as a table has them. */
function defaultsIn(template: string): ReadonlyMap<string, string> {
  return new Map(
    DEFINED.flatMap(([define, of]) => {
      const [, text] = template.match(new RegExp(`define "${define}" -}}\n([^]*?){{- end`)) ?? [];
      if (text === undefined) throw new Error(`_defaults.tpl does not define ${define}`);
      return shownIn(load(text), of);
    }),
  );
}

function shownIn(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, `\`${value}\``]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, 'none']];
  if (Array.isArray(value)) return [[path, value.map((item) => `\`${item}\``).join(', ')]];
  return entries.flatMap(([name, field]) => shownIn(field, within(path, name)));
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
