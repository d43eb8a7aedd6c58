import type { PartResult } from './part';

/** What each part asked, as a table of Markdown. */
export function tableOf(parts: readonly PartResult[]): string {
  const rows = parts.map(({ part, asked, problems, seconds, notes }) =>
    `| ${part} | ${asked} | ${problems.length} | ${seconds.toFixed(1)} s | ${notes.join('; ')} |`);
  return ['| part | asked | wrong | time | what |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
