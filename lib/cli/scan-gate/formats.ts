import { oneLine } from '../lock/difference';
import { counted, visible } from '../output';
import { code } from '../plan-summary/markdown';
import type { Exception } from './exceptions';
import { SEVERITIES } from './finding';
import type { Finding } from './finding';
import type { Judged, Verdict } from './verdict';

/** The output formats, by their names for `--format`. */
export const FORMATS: Readonly<Record<string, (verdict: Verdict) => string>> = { text, json, markdown };

const HEADER = ['finding', 'severity', 'package', 'version', 'fixed in'];
const MOST_ROWS = 200;
const MOST_VERSIONS = 3;

function text(verdict: Verdict): string {
  const { excepted, expired, refused, unused } = verdict;
  const rows = [
    ...refused.map((finding) => ['refused', ...cellsOf(finding), noteOf(finding)]),
    ...excepted.map((finding) => ['excepted', ...cellsOf(finding), noteOf(finding)]),
  ].map((row) => row.map((cell) => visible(oneLine(cell))));
  const table = rows.length === 0 ? [] : [['', ...HEADER, ''], ...rows];
  const widths = HEADER.map((_, column) => table.reduce((widest, row) => Math.max(widest, row[column + 1].length), 0));
  const lines = table.map(([verb, ...cells]) => [verb.padEnd(8), ...cells.map((cell, at) => cell.padEnd(widths[at] ?? 0))].join('  '));
  const notes = [
    ...expired.map((each) => `expired   ${nameOf(each)}: it counted until ${each.until}`),
    ...unused.map((each) => `unused    ${nameOf(each)}: no finding needs it`),
  ];
  return `${[summaryOf(verdict), ...lines.map((line) => line.trimEnd()), ...notes.map((note) => visible(oneLine(note)))].join('\n')}\n`;
}

/** For a summary of a job. All that others wrote is in code, in which GitHub reads no Markdown. */
function markdown(verdict: Verdict): string {
  const { excepted, expired, refused, unused } = verdict;
  const rows = [...refused, ...excepted].slice(0, MOST_ROWS).map((finding) => {
    const [id, severity, ...others] = cellsOf(finding);
    const result = refused.includes(finding) ? '**refused**' : 'excepted';
    const note = noteOf(finding);
    return [code(id), severity, ...others.map(code), note === '' ? result : `${result}: ${code(note)}`];
  });
  const left = refused.length + excepted.length - rows.length;
  const table = [[...HEADER, 'result'], ['---', '---', '---', '---', '---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`);
  const notes = [
    ...expired.map((each) => `- expired: ${code(nameOf(each))} counted until ${each.until}`),
    ...unused.map((each) => `- unused: ${code(nameOf(each))}`),
  ];
  const sections = [
    `### Scan: ${summaryOf(verdict)}`,
    ...(rows.length === 0 ? [] : [table.join('\n')]),
    ...(left === 0 ? [] : [`And ${left} more.`]),
    ...(notes.length === 0 ? [] : [`Exceptions that do not count or that no finding needs:\n\n${notes.join('\n')}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function json({ others, ...verdict }: Verdict): string {
  const report = { passed: verdict.refused.length === 0, ...verdict, others: countsOf(others) };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function summaryOf({ excepted, others, refused, scanner }: Verdict): string {
  const found = refused.length + excepted.length + others.length;
  return `${counted(found, 'finding')} of ${scanner}: ${refused.length} refused, ${excepted.length} excepted, ${others.length} let pass.`;
}

function countsOf(findings: readonly Finding[]): Record<string, number> {
  return Object.fromEntries(SEVERITIES.map((name) => [name, findings.filter(({ severity }) => severity === name).length]));
}

function cellsOf({ fixedIn, id, package: name, severity, version }: Finding): string[] {
  const fixes = (fixedIn ?? []).slice(0, MOST_VERSIONS).join(', ');
  return [id, severity, name, version, fixes === '' ? noVersions(fixedIn) : fixes];
}

function noVersions(fixedIn: Finding['fixedIn']): string {
  return fixedIn === undefined ? 'no fix' : 'not said';
}

function noteOf({ exception }: Judged): string {
  return exception === undefined ? '' : `exception until ${exception.until}, because '${exception.reason}'`;
}

function nameOf({ finding, package: name }: Exception): string {
  return name === undefined ? finding : `${finding} in ${name}`;
}
