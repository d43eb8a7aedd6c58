import { show } from '../../core/problems';
import { unifiedDiff, verb } from '../changes';
import { oneLine } from '../lock/difference';
import { visible } from '../output';
import { code } from '../plan-summary/markdown';
import type { Edited, Plan } from './plan';

/** A plan, with what a reader should know of it. */
export interface Report extends Plan {
  readonly repository: string;
  /** The version of the library that ran the synth. */
  readonly version: string;
}

/**
 * The maximum length of a pull request's text on GitHub is 65536 characters: the rest is for what stands around the differences.
 *
 * @see https://github.com/orgs/community/discussions/41331
 */
const LONGEST_DIFFERENCES = 50_000;
const LONGEST_LIST = 100;
const MOST_EDITS = 1000;

/** The output formats, by their names for `--format`. */
export const FORMATS: Readonly<Record<string, (report: Report) => string>> = { text, json, markdown };

/** The files that stay, and the differences. The changes are shown where they are decided on. */
function text({ edited, kept }: Report): string {
  const keptLines = [...kept].map(([path, { reason }]) => `kept     ${visible(path)} (because '${visible(oneLine(reason))}')\n`);
  return [keptLines.join(''), ...edited.map(difference)].filter((part) => part !== '').join('\n');
}

function json({ changes, edited, kept, repository, version }: Report): string {
  const report = {
    version,
    repository,
    changes: changes.map(({ path, before, after }) => ({ path, change: verb({ before, after }) })),
    edited: edited.map((each) => ({ path: each.path, problem: wordsFor(each), difference: difference(each) })),
    kept: [...kept].map(([path, { reason }]) => ({ path, reason })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The text of a pull request. All that others wrote stands in code, in which GitHub reads no Markdown. */
function markdown({ edited, kept, repository, version }: Report): string {
  const sections = [
    `Files that golden-path ${code(version)} manages for ${code(repository)}, written by \`golden-path repository\`.`,
    ...(edited.length === 0 ? [] : ['### Not overwritten', EXPLAINED, ...differences(edited)]),
    ...(kept.size === 0 ? [] : ['### Kept as this repository has them', keptList(kept)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

const EXPLAINED = [
  'These managed files were edited here, so they stay as they are. Move each change into the construct that the header of the file',
  'names, or run `golden-path repository` with `--take-ours` or with `--keep` and `--reason`.',
].join(' ');

function differences(edited: readonly Edited[]): string[] {
  let left = LONGEST_DIFFERENCES;
  return edited.slice(0, LONGEST_LIST).map((each) => {
    const shown = difference(each);
    left -= shown.length;
    const body = left < 0 ? 'The difference is too long to show here.' : fenced(shown);
    return `${code(each.path)}: ${wordsFor(each)}\n\n${body}`;
  });
}

/** A block that no line of the text can end. */
function fenced(body: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${body}${fence}`;
}

function keptList(kept: Plan['kept']): string {
  const lines = [...kept].map(([path, { reason }]) => `- ${code(path)}: ${code(oneLine(reason))}`);
  const more = lines.length > LONGEST_LIST ? [`- and ${lines.length - LONGEST_LIST} more`] : [];
  return [...lines.slice(0, LONGEST_LIST), ...more].join('\n');
}

/** What is the matter with an edited file, in words. */
export function wordsFor({ before, ours, theirs, written }: Edited): string {
  if (theirs === undefined) return 'a managed file that was removed here';
  if (ours === undefined) return 'an edited file that golden-path no longer manages, and would remove';
  if (before) return `a file that was kept, because ${show(before.reason)}, and whose managed text changed since`;
  return written ? 'a managed file that was edited since golden-path wrote it' : 'a file that golden-path manages, and did not write';
}

/** What taking the text of golden-path would change. */
function difference({ ours, path, theirs }: Edited): string {
  const from = theirs === undefined ? '/dev/null' : `${path} (in this repository)`;
  const to = ours === undefined ? '/dev/null' : `${path} (golden-path)`;
  return unifiedDiff({ from, to, before: theirs ?? '', after: ours ?? '', mostEdits: MOST_EDITS });
}
