import { counted } from '../output';
import { code, htmlCode } from './markdown';
import type { Action, Plan, ResourceChange } from './plan';
import { isStateful } from './stateful';

/** The plan of a stack by the stack's name. */
interface PlannedStack extends Plan {
  readonly stack: string;
}

/**
 * The maximum length of a comment on GitHub, in characters.
 *
 * @see https://github.com/orgs/community/discussions/41331
 */
const LONGEST_COMMENT = 65_536;

/** The maximum lengths of each list above the details and of the note below them: together less than a comment. */
const LONGEST_LIST = 16_000;
const LONGEST_NOTE = 200;

/** The columns of the table, and the words of the details. */
const COLUMNS: readonly (readonly [Action, string])[] = [
  ['create', 'add'],
  ['update', 'change'],
  ['delete', 'destroy'],
  ['replace', 'replace'],
];

const WORDS: Readonly<Record<Action, string>> = {
  delete: '**destroy**',
  replace: '**replace**',
  unknown: '**unknown action**',
  forget: 'forget',
  create: 'add',
  update: 'change',
  import: 'import',
  move: 'move',
};

/** The summary of all plans as Markdown, no longer than a comment. */
export function renderSummary(plans: readonly PlannedStack[], marker: string): string {
  const start = `<!-- ${marker} -->\n`;
  const changed = plans.filter((plan) => !isQuiet(plan));
  const quiet = plans.filter(isQuiet);
  if (plans.length === 0) return `${start}**Terraform plan:** no stack was planned.\n`;
  if (changed.length === 0) return `${start}**Terraform plan:** no changes in ${counted(plans.length, 'stack')}.\n`;
  const head = [
    `${start}### Terraform plan: ${totals(changed)}\n`,
    ...boxed('CAUTION', 'These stateful resources would be destroyed or replaced:', losses(changed)),
    ...boxed('WARNING', 'The plans of these stacks are incomplete:', changed.flatMap(troubleOf)),
    table(changed),
    ...(quiet.length === 0 ? [] : [`No changes in ${counted(quiet.length, 'other stack')}.\n`]),
  ].join('\n');
  return withDetails(
    head,
    changed.filter((plan) => detailsOf(plan).length > 0),
  );
}

function isQuiet({ changes, drift, outputs, trouble }: Plan): boolean {
  return changes.length + drift.length + outputs.length === 0 && trouble === undefined;
}

function totals(plans: readonly PlannedStack[]): string {
  const counts = COLUMNS.map(
    ([action, word]) =>
      [
        countOf(
          plans.flatMap(({ changes }) => changes),
          action,
        ),
        word,
      ] as const,
  );
  const found = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} to ${word}`);
  return [...(found.length > 0 ? [found.join(', ')] : []), counted(plans.length, 'stack')].join(' in ');
}

function losses(plans: readonly PlannedStack[]): string[] {
  return plans.flatMap(({ stack, changes }) =>
    changes
      .filter(({ action, type }) => ['delete', 'replace', 'unknown'].includes(action) && isStateful(type))
      .map(({ action, address }) => `${WORDS[action]} ${code(address)} in ${code(stack)}`),
  );
}

function troubleOf({ stack, trouble, changes }: PlannedStack): string[] {
  const unknown = countOf(changes, 'unknown');
  return [
    ...(trouble === undefined ? [] : [`${code(stack)}: ${trouble}`]),
    ...(unknown === 0 ? [] : [`${code(stack)}: ${counted(unknown, 'action')} of an unknown kind`]),
  ];
}

/** A box that GitHub highlights. */
function boxed(kind: string, sentence: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = fitting(
    lines.map((line) => `> - ${line}\n`),
    LONGEST_LIST,
  );
  const more = lines.length > shown.length ? `> - and ${lines.length - shown.length} more\n` : '';
  return [`> [!${kind}]\n> ${sentence}\n>\n${shown.join('')}${more}`];
}

function table(plans: readonly PlannedStack[]): string {
  const rows = plans.map(({ stack, changes }) => row([code(stack), ...COLUMNS.map(([action]) => countOf(changes, action))]));
  const shown = fitting(rows, LONGEST_LIST);
  const more = rows.length > shown.length ? `\nand ${counted(rows.length - shown.length, 'stack')} more\n` : '';
  return [row(['stack', ...COLUMNS.map(([, word]) => word)]), row(['---', ...COLUMNS.map(() => '---:')]), ...shown, more].join('');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** The first texts, as many as fit. */
function fitting(texts: readonly string[], room: number): readonly string[] {
  let free = room;
  const end = texts.findIndex((text) => (free -= text.length) < 0);
  return end === -1 ? texts : texts.slice(0, end);
}

/** Adds the details of each stack as long as they fit, and says how much was left out. */
function withDetails(head: string, plans: readonly PlannedStack[]): string {
  let text = head;
  let room = LONGEST_COMMENT - LONGEST_NOTE - head.length;
  let left = 0;
  for (const plan of plans) {
    const { details, missing } = folded(plan, room);
    text += details;
    room -= details.length;
    left += missing;
  }
  return left === 0
    ? text
    : `${text}\n${counted(left, 'line')} of details left out, because they do not fit into a comment. See the logs of the jobs.\n`;
}

function folded(plan: PlannedStack, room: number): { readonly details: string; readonly missing: number } {
  const lines = detailsOf(plan);
  const [start, end] = [`\n<details><summary>${htmlCode(plan.stack)}</summary>\n\n`, '\n</details>\n'];
  const shown = fitting(lines, room - start.length - end.length);
  return { details: shown.length === 0 ? '' : `${start}${shown.join('')}${end}`, missing: lines.length - shown.length };
}

/** The lines of a stack, losses first. */
function detailsOf({ changes, drift, outputs }: Plan): string[] {
  const order = Object.keys(WORDS);
  const sorted = [...changes].sort((one, other) => order.indexOf(one.action) - order.indexOf(other.action));
  return [
    ...sorted.map(({ action, address }) => `- ${WORDS[action]} ${code(address)}\n`),
    ...drift.map((address) => `- changed outside Terraform: ${code(address)}\n`),
    ...outputs.map((name) => `- output ${code(name)} changes\n`),
  ];
}

function countOf(changes: readonly ResourceChange[], action: Action): number {
  return changes.filter((change) => change.action === action).length;
}
