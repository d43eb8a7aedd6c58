import { RUNBOOKS } from '../../output/lost-data';
import { oneLine } from '../lock/difference';
import { counted, visible } from '../output';
import { Trouble } from '../refusal';
import type { AffectedStack, Comparison, RemovedStack } from './compare';

/** The data that a format prints. */
export interface Report extends Comparison {
  /** The version of the library that ran the synth. */
  readonly version: string;
  /** The version in the lock that is compared with, if there is one. */
  readonly baseVersion?: string;
  /** The base of the comparison, as the user named it. */
  readonly base: string;
  /** The number of stacks. */
  readonly total: number;
}

/**
 * The maximum number of jobs in a matrix of GitHub Actions.
 *
 * @see https://docs.github.com/en/actions/reference/limits
 */
const MOST_JOBS = 256;

/** The output formats, by their names for `--format`. */
export const FORMATS: Readonly<Record<string, (report: Report) => string>> = { text, json, matrix };

function text({ affected, base, baseVersion, removed, total, version }: Report): string {
  const width = Math.max(0, ...affected.map(({ name }) => name.length));
  const lines = [
    ...(baseVersion === undefined || baseVersion === version
      ? []
      : [`The version of the library changed from ${baseVersion} to ${version}.`]),
    `${affected.length} of ${counted(total, 'stack')} affected since ${base}.`,
    ...affected.map(({ name, reasons }) => `  ${name.padEnd(width)}  ${reasons.join(', ')}`),
    ...waitingLines(affected),
    ...(removed.length === 0 ? [] : ['', 'No longer in the code:', ...removed.flatMap(removedLines), ...RETIRE]),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

/** The stacks whose files for Argo CD a merge does not deploy. */
function waitingLines(affected: readonly AffectedStack[]): string[] {
  const waiting = affected.filter(({ waitsForPromotion }) => waitsForPromotion).map(({ name }) => `  ${name}`);
  return waiting.length === 0 ? [] : ['', 'Argo CD deploys the change to these only after golden-path promote:', ...waiting];
}

/** A removed stack is never planned, and must not be destroyed if its data only moved. */
const RETIRE = [
  `Their resources still run: no command here plans or removes them. ${RUNBOOKS} explains how to rename, move or retire a stack.`,
  'Do nothing in their folders until you know where all of their data should be.',
];

function removedLines({ name, held }: RemovedStack): string[] {
  if (!held) return [`  ${name}`, '    may hold data: the lock does not record it'];
  return [`  ${name}`, ...held.map(({ what, elsewhere }) => {
    const places = elsewhere.length === 0 ? '' : `; the same name is in ${elsewhere.join(', ')}: renamed or moved?`;
    return `    holds ${oneLine(`${what}${places}`)}`;
  })];
}

function json({ affected, base, removed, version }: Report): string {
  const report = { version, base, stacks: affected.map(described), removed: removed.map(removedStack) };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function matrix({ affected }: Report): string {
  if (affected.length > MOST_JOBS) {
    const fix = 'use --format json and spread the stacks over several matrices or jobs';
    throw new Trouble(`${affected.length} stacks`, `${MOST_JOBS}, the jobs that GitHub allows in a matrix`, fix);
  }
  const include = affected.map((stack) => {
    const { stack: name, service = '', team = '', environment = '', awsAccountId = '', region = '', ...others } = described(stack);
    const { production, directory, changes, reasons } = others;
    const facts = { stack: name, service, team, environment, production, awsAccountId, region, directory };
    return { ...facts, changes: changes.join(','), reasons: reasons.join(', ') };
  });
  return `${JSON.stringify({ include })}\n`;
}

function described(stack: AffectedStack) {
  const { name, service, team, environment, production = false, awsAccountId, region, directory, changes, reasons } = stack;
  const waits = stack.waitsForPromotion && { waitsForPromotion: true };
  return { stack: name, service, team, environment, production, awsAccountId, region, directory, changes, reasons, ...waits };
}

function removedStack({ name, service, team, environment }: RemovedStack) {
  return { stack: name, service, team, environment };
}
