import { COMPANIONS } from '../../lib/data/companions';
import type { CompanionDescription } from '../../lib/data/shared/companion-description';

/** A table of the documentation in which each companion has a row. */
interface CompanionTable {
  readonly file: string;
  /** Whether a row is that of a companion, by the text of its first cell. */
  readonly isRow: (cell: string) => boolean;
  readonly rows: () => readonly string[];
}

const OWN_PAGES = COMPANIONS.filter(({ page }) => !page.includes('#'));
const NAMES = COMPANIONS.map(({ construct }) => construct);

/** The pages that are about companions: the one that several share, and those of their own. */
const DATA_PAGE = '[Data](data.md)';

const isCompanion = (cell: string): boolean => NAMES.some((name) => cell.startsWith(`[\`${name}\`]`));
const isConnected = (cell: string): boolean => NAMES.some((name) => cell === `\`${name}\``);
const isPage = (cell: string): boolean => cell === DATA_PAGE || OWN_PAGES.some(({ construct }) => cell.startsWith(`[${construct}]`));

/** The tables that are written from what the companions say about themselves. */
export const COMPANION_TABLES: readonly CompanionTable[] = [
  {
    file: 'README.md',
    isRow: isCompanion,
    rows: () => COMPANIONS.map(({ construct, page, summary }) => row(`[\`${construct}\`](docs/${page})`, summary)),
  },
  {
    file: 'docs/data.md',
    isRow: isCompanion,
    rows: () => COMPANIONS.map((each) => row(`[\`${each.construct}\`](${linkFromData(each)})`, each.summary, makersOf(each))),
  },
  {
    file: 'docs/data.md',
    isRow: isConnected,
    rows: () =>
      COMPANIONS.map((each) => row(`\`${each.construct}\``, variablesOf(each), each.connects.network, each.connects.permissions)),
  },
  {
    file: 'docs/README.md',
    isRow: isPage,
    rows: () => [
      row(DATA_PAGE, 'How do you create data for a service, and how do you connect the service to it?'),
      ...OWN_PAGES.map(({ construct, page, kind }) =>
        row(`[${construct}](${page})`, `What does every ${kind.name.replace(/-/g, ' ')} have, and what may a service do with it?`),
      ),
    ],
  },
];

/**
 * The text of a page with the rows of its companions as they have to be: from the first that is there to the last.
 *
 * Throws if the page has no such row, or if others stand between them.
 */
export function withRows(text: string, { file, isRow, rows }: CompanionTable): string {
  const lines = text.split('\n');
  const found = lines.flatMap((line, index) => (isRow(firstCell(line)) ? [index] : []));
  const [first, last] = [found[0], found[found.length - 1]];
  if (first === undefined) throw new Error(`${file}: no row of a companion`);
  if (last - first !== found.length - 1) throw new Error(`${file}: something stands between the rows of companions`);
  return [...lines.slice(0, first), ...rows(), ...lines.slice(last + 1)].join('\n');
}

function firstCell(line: string): string {
  return line.startsWith('| ') ? line.slice(2, line.indexOf(' |', 2)) : '';
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function linkFromData({ page }: CompanionDescription): string {
  return page.replace(/^data\.md(?=#)/, '');
}

function makersOf({ provisioners }: CompanionDescription): string {
  const text = provisioners.map((name) => (name === 'Terraform' ? "the service's Terraform" : name)).join(', or ');
  return text[0].toUpperCase() + text.slice(1);
}

/** The variables of a connection: those that are shared, those from a Secret, and the others. */
function variablesOf(companion: CompanionDescription): string {
  const { variables, secretVariables = [], sharedVariables: [shared, ...more] = [], keyVariable } = companion.connects;
  const parts = [
    shared && `\`${shared}\` and [${NUMBERS[more.length]} more](${linkFromData(companion)})`,
    keyVariable && `one for each key, such as \`<NAME>_${keyVariable}\`, from a Secret`,
    secretVariables.length > 0 && `${suffixes(secretVariables, true)}, from a Secret`,
  ].filter((part) => part !== false && part !== undefined);
  const others = variables.length > 0 ? [suffixes(variables, secretVariables.length === 0)] : [];
  return [...parts, ...others].join(secretVariables.length > 0 ? '; ' : ', ');
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The names of variables; the first one has the placeholder of the prefix, if it is the first of the row. */
function suffixes(names: readonly string[], isFirst: boolean): string {
  return names.map((name, index) => `\`${isFirst && index === 0 ? '<NAME>' : ''}_${name}\``).join(', ');
}
