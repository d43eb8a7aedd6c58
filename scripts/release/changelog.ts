import type { Commit } from './commits';

const UNRELEASED = '## [Unreleased]';

/**
 * Gives what stands under "Unreleased" a version and a date.
 *
 * The text is written by hand, since a commit tells developers what was done and a changelog tells users what to do. Throws
 * where nothing is written.
 *
 * @see https://keepachangelog.com/en/1.1.0/
 */
export function release(changelog: string, version: string, date: string): string {
  const { before, notes, after } = parts(changelog, UNRELEASED);
  if (notes === '') throw new Error(`CHANGELOG.md has nothing under "${UNRELEASED}": say there what ${version} changes for users`);
  if (changelog.includes(`\n## [${version}]`)) throw new Error(`CHANGELOG.md has a section for ${version} already`);
  return `${before}${UNRELEASED}\n\n## [${version}] - ${date}\n\n${notes}\n${after}`;
}

/** What a changelog says of a version, and the commits that are in it. */
export function notesOf(changelog: string, version: string, commits: readonly Commit[]): string {
  const heading = changelog.split('\n').find((line) => line.startsWith(`## [${version}]`));
  if (!heading) throw new Error(`CHANGELOG.md has no section for ${version}`);
  const list = commits.filter(({ type }) => type !== undefined).map(({ hash, header }) => `- ${literal(header)} (${hash})`);
  return `${parts(changelog, heading).notes}\n\n### Commits\n\n${list.join('\n')}\n`;
}

function parts(changelog: string, heading: string): { before: string; notes: string; after: string } {
  const start = changelog.indexOf(`${heading}\n`);
  if (start < 0) throw new Error(`CHANGELOG.md has no line "${heading}"`);
  const from = start + heading.length + 1;
  const next = changelog.indexOf('\n## ', from - 1);
  const end = next < 0 ? changelog.length : next + 1;
  return {
    before: changelog.slice(0, start),
    notes: changelog.slice(from, end).trim(),
    after: next < 0 ? '' : `\n${changelog.slice(end)}`,
  };
}

/** Text that Markdown and GitHub show as it is: no links, no mentions. */
function literal(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&').replaceAll('@', '@\u200b');
}
