import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import type { AlertContext } from '../../../lib/observability/alerts/alert-context';
import { objectiveOf } from '../../../lib/observability/resolved-service';
import type { Phase } from '../../../lib/observability/rule-tests/sample';
import { burnAlertName } from '../../../lib/observability/slo/burn-alerts';
import { BURN_WINDOWS, thresholdOf } from '../../../lib/observability/slo/burn-windows';
import type { BurnWindow } from '../../../lib/observability/slo/burn-windows';
import { approximately } from '../../../lib/observability/slo/fraction';
import type { Objective } from '../../../lib/observability/slo/objective';
import { objectiveRules } from '../../../lib/observability/slo/objective-rules';
import { Slo } from '../../../lib/observability/slo/slo';

const CONTEXT: AlertContext = {
  subject: { service: 'shop', environment: 'production', account: '444455556666', namespace: 'shop-production' },
  team: 'shop', production: true, hasRoutes: false, runbookUrl: 'https://example.com/runbook.md',
};

/** Requests a minute. */
const REQUESTS = 10_000;

/** How bad it is: by which share of the requests, or how many times faster than the alert allows. */
const PACES = [
  { what: 'an outage', share: () => 1 },
  { what: 'twice as fast as it allows', share: (threshold: number) => 2 * threshold },
] as const;

/** A minute is no more than half a scrape and one evaluation away; a rate over 5 minutes and its end take two more. */
const LATE_MINUTES = 3;

/** When an alert is raised and ends, in minutes since the first bad request and the last one. */
interface Seen {
  readonly raised: number;
  readonly ended: number;
}

/** Has promtool say at which minute each alert of an objective of 99.9 % is raised, and compares with the workbook and the page. */
export function firingProblems(promtool: string, page: string): string[] {
  const objective = objectiveOf(Slo.availability(99.9), CONTEXT);
  return BURN_WINDOWS.flatMap((burn) => {
    const threshold = approximately(thresholdOf(burn, objective));
    const seen = PACES.map(({ share }) => seenBy(promtool, objective, burn, share(threshold)));
    const workbook = PACES.map(({ share }) => (threshold / share(threshold)) * burn.long.minutes);
    const row = `| \`${burnAlertName(burn)}\` | ${seen.flatMap(({ ended, raised }, index) => [round(workbook[index]), raised, ended]).join(' | ')} |`;
    const late = seen.filter(({ raised }, index) => !(raised >= workbook[index] - 1 && raised <= workbook[index] + LATE_MINUTES));
    return [
      ...late.map(({ raised }) => `${burnAlertName(burn)} is raised after ${raised} minutes, not after ${workbook.map(round).join(' or ')}`),
      ...(page.includes(row) ? [] : [`docs/observability.md does not have the row ${row}`]),
    ];
  });
}

/** The whole window is healthy first, then bad for as long as the alert needs at most, then healthy again. */
function seenBy(promtool: string, objective: Objective, burn: BurnWindow, share: number): Seen {
  const { minutes } = burn.long;
  const threshold = approximately(thresholdOf(burn, objective));
  const bad = Math.round(REQUESTS * share);
  const lasts = Math.ceil((threshold / share) * minutes) + 10;
  const healthy = (length: number): Phase => ({ minutes: length, good: REQUESTS, bad: 0 });
  const phases = [healthy(minutes), { minutes: lasts, good: REQUESTS - bad, bad }, healthy(minutes)];
  const firing = `ALERTS{alertname="${burnAlertName(burn)}",alertstate="firing"}`;
  const last = 2 * minutes + lasts - 1;
  const over = (aggregate: string) => `${aggregate}_over_time(timestamp(${firing})[${last}m:1m]) / 60`;
  const [first, end] = valuesOf(promtool, objective, { series: objective.sample!.history(phases), at: last, queries: [over('min'), over('max')] });
  return { raised: first - minutes, ended: end + 1 - (minutes + lasts) };
}

/** What promtool has for queries: it says so where something else was expected. */
function valuesOf(
  promtool: string,
  objective: Objective,
  { at, queries, series }: { readonly at: number; readonly queries: readonly string[]; readonly series: readonly object[] },
): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-firing-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), toYaml({ groups: JSON.parse(JSON.stringify(objectiveRules(objective, CONTEXT))) }));
    const checks = queries.map((expr) => ({ expr, eval_time: `${at}m`, exp_samples: [{ labels: '{}', value: -1 }] }));
    const tests = [{ interval: '1m', input_series: JSON.parse(JSON.stringify(series)), promql_expr_test: checks }];
    writeFileSync(join(folder, 'test.yaml'), toYaml({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }));
    const { stderr, stdout } = spawnSync(promtool, ['test', 'rules', 'test.yaml'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
    return [...`${stdout}${stderr}`.matchAll(/got:"?.*\} ([\d.E+-]+)"?$/gm)].map(([, value]) => Number(value));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The page with the rows. */
export function observabilityPage(): string {
  return readFileSync(join(__dirname, '../../../docs/observability.md'), 'utf8');
}
