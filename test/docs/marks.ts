import { examplesOf, SHOWING } from './examples';
import { markOf, placeOf } from './pages';
import type { Block, Content } from './pages';

/** What the comment above a block or table may say besides what shows the outcome of an example. */
const MARKS = [
  'after', 'block', 'file', 'iam', 'inputs', 'permissions', 'props', 'resources', 'retired', 'same-as', 'tree', 'two-cores', 'walks', 'workflow',
  ...SHOWING,
];

/** Blocks of output that tests of their own look at. */
const CHECKED_APART = ['iam', 'retired', 'same-as', 'tree', 'two-cores', 'workflow'];

/** What a page shows, or says to the tests, that no test looks at. */
export function unchecked(content: Content): string[] {
  const { blocks, tables, loose, prose } = content;
  const shown = new Set(examplesOf(content).flatMap((example) => example.shown));
  const marks = [...blocks, ...tables].flatMap((each) => each.marks.map((mark) => ({ mark, page: each.page })));
  const comments = prose.map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line.includes('<!--') && !isMark(line));
  return [
    ...blocks.filter((block) => needsSource(block) && !shown.has(block))
      .map((block) => `${placeOf(block)} shows ${block.language} that is compared with nothing`),
    ...marks.filter(({ mark }) => !MARKS.includes(mark.name)).map(({ mark, page }) => `${page.file}:${mark.line} ${mark.name}: no such mark`),
    ...loose.map(({ name, line }) => `line ${line}: ${name} stands above no block or table`),
    ...comments.map(({ number }) => `line ${number}: a comment that is no mark`),
  ];
}

/** Output has to come from somewhere; plain text may be a drawing. */
function needsSource(block: Block): boolean {
  if (CHECKED_APART.some((name) => markOf(block, name) !== undefined)) return false;
  return ['json', 'yaml'].includes(block.language) || block.marks.some(({ name }) => SHOWING.includes(name));
}

function isMark(line: string): boolean {
  return /^<!-- [a-z-]+(: .+)? -->$/.test(line);
}
