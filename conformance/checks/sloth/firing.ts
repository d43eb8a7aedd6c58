import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { burnAlertName } from '../../../lib/observability/slo/burn-alerts';
import { BURN_WINDOWS, thresholdOf } from '../../../lib/observability/slo/burn-windows';
import type { BurnWindow } from '../../../lib/observability/slo/burn-windows';
import { approximately } from '../../../lib/observability/slo/fraction';
import { compareWithSloth } from '../../referees/sloth/compare';
import { availability } from './objectives';

/** Requests a minute. */
const REQUESTS = 10_000;

/** How many requests fail: all of them, or twice as many as the alert allows. */
const PACES: readonly ((threshold: number) => number)[] = [() => 1, (threshold) => 2 * threshold];

/** An alert may be raised as late as that: a scrape and an evaluation after the minute that the workbook computes. */
const LATE_MINUTES = 2;

const PAGE = join(__dirname, '../../../docs/observability.md');

/** When each alert of an objective of 99.9 % is raised and ends, as rows of the table in the docs, and what is wrong with it. */
export function firingProblems(binary: string, page = readFileSync(PAGE, 'utf8')): string[] {
  const { objective, rules, series } = availability(99.9);
  const asked = BURN_WINDOWS.flatMap((burn) => {
    const threshold = approximately(thresholdOf(burn, objective));
    return PACES.map((paceOf) => ({ burn, share: paceOf(threshold), workbook: (threshold / paceOf(threshold)) * burn.long.minutes }));
  });
  const firing = asked.map(({ burn, share, workbook }) => (
    { alert: burnAlertName(burn), rules, series, phases: phasesOf(burn, share, workbook) }
  ));
  const { fired } = compareWithSloth(binary, { seed: 0, short: 0, long: 0, objectives: [], firing });
  const seen = asked.map(({ burn, workbook }, index) => {
    const { first, last } = fired![index];
    const { minutes } = burn.long;
    return { burn, workbook, raised: first - minutes, ended: last + 1 - minutes - lastsOf(workbook) };
  });
  return [
    ...seen.filter(({ raised, workbook }) => !(raised >= workbook - 1 && raised <= workbook + LATE_MINUTES))
      .map(({ burn, raised, workbook }) => `${burnAlertName(burn)} is raised after ${raised} minutes, not after ${round(workbook)}`),
    ...BURN_WINDOWS.map((burn) => rowOf(burn, seen.filter((each) => each.burn === burn)))
      .filter((row) => !page.includes(row))
      .map((row) => `docs/observability.md does not have the row ${row}`),
  ];
}

function rowOf(burn: BurnWindow, seen: readonly { readonly workbook: number; readonly raised: number; readonly ended: number }[]): string {
  return `| \`${burnAlertName(burn)}\` | ${seen.flatMap(({ ended, raised, workbook }) => [round(workbook), raised, ended]).join(' | ')} |`;
}

/** The whole window is healthy first, then bad for a little longer than the alert needs, then healthy again. */
function phasesOf({ long: { minutes } }: BurnWindow, share: number, workbook: number): object[] {
  const bad = Math.round(REQUESTS * share);
  const healthy = { minutes, good: REQUESTS, bad: 0 };
  return [healthy, { minutes: lastsOf(workbook), good: REQUESTS - bad, bad }, healthy];
}

function lastsOf(workbook: number): number {
  return Math.ceil(workbook) + 10;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
