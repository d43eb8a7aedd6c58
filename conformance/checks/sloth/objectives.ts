import { toYaml } from '../../../lib/core/yaml';
import type { AlertContext } from '../../../lib/observability/alerts/alert-context';
import { objectiveOf } from '../../../lib/observability/resolved-service';
import { approximately } from '../../../lib/observability/slo/fraction';
import type { Objective } from '../../../lib/observability/slo/objective';
import { objectiveRules } from '../../../lib/observability/slo/objective-rules';
import { Slo } from '../../../lib/observability/slo/slo';

/** A counter of an exporter, and which events it counts. */
interface Counter {
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: 'all' | 'bad' | 'good';
}

/** An objective as both have it. */
export interface Compared {
  readonly name: string;
  readonly periodDays: number;
  readonly budget: number;
  readonly minFailures: number;
  readonly rules: readonly object[];
  readonly series: readonly Counter[];
  /** What Sloth reads, and the same without its shortcut for the period. */
  readonly spec: string;
  readonly exact: string;
}

const CONTEXT: AlertContext = {
  subject: { service: 'shop', environment: 'production', account: '444455556666', namespace: 'shop-production' },
  team: 'shop',
  production: true,
  hasRoutes: false,
  runbookUrl: 'https://example.com/runbook.md',
};

const METRIC = 'http_server_request_duration_seconds';
const OWN = { namespace: 'shop-production', job: 'shop' };
const SELECTOR = 'namespace="shop-production",job="shop"';

/** Written as a user of Sloth would, by its documentation, and not from our rules. */
const FAILURES = {
  error: `sum(rate(${METRIC}_count{${SELECTOR},http_response_status_code=~"5.."}[{{.window}}]))`,
  total: `sum(rate(${METRIC}_count{${SELECTOR}}[{{.window}}]))`,
};
const ANSWERED = `${SELECTOR},http_response_status_code!~"5.."`;
const SLOWNESS = {
  error: `(sum(rate(${METRIC}_count{${ANSWERED}}[{{.window}}])) - sum(rate(${METRIC}_bucket{${ANSWERED},le="0.25"}[{{.window}}])))`,
  total: `sum(rate(${METRIC}_count{${ANSWERED}}[{{.window}}]))`,
};

const counter = (metric: string, status: string, counts: Counter['counts'], more = {}): Counter => (
  { labels: { __name__: metric, ...OWN, http_response_status_code: status, ...more }, counts }
);
const REQUESTS = [counter(`${METRIC}_count`, '200', 'good'), counter(`${METRIC}_count`, '500', 'bad')];
const DURATIONS = [counter(`${METRIC}_count`, '200', 'all'), counter(`${METRIC}_bucket`, '200', 'good', { le: '0.25' })];

/** Without the shortcut, Sloth computes the period from the counters as it does with every other window. */
const WITHOUT_SHORTCUT = {
  overridePrevious: true,
  chain: [
    { id: 'sloth.dev/core/sli_rules/v1', config: { disableOptimized: true } },
    { id: 'sloth.dev/core/metadata_rules/v1' },
  ],
};

type Queries = typeof FAILURES;

/** @see https://sloth.dev/specs/default/ */
function specOf(target: number, { error, total }: Queries, more: object = {}): string {
  return toYaml({
    version: 'prometheus/v1',
    service: 'shop',
    ...more,
    slos: [{
      name: 'objective',
      objective: target,
      sli: { events: { error_query: error, total_query: total } },
      alerting: { name: 'BurnRate', page_alert: { labels: {} }, ticket_alert: { labels: {} } },
    }],
  });
}

function compared(target: number, slo: Slo, queries: Queries, series: readonly Counter[]): Compared {
  const objective = objectiveOf(slo, CONTEXT);
  return {
    name: `${slo.name} ${target} % over ${slo.periodDays} days`,
    periodDays: slo.periodDays,
    budget: approximately(objective.budget),
    minFailures: slo.minFailures,
    rules: objectiveRules(objective, CONTEXT).flatMap((group) => group.rules),
    series,
    spec: specOf(target, queries),
    exact: specOf(target, queries, { slo_plugins: WITHOUT_SHORTCUT }),
  };
}

/** An objective with its rules but those of the budget, and the counters that it reads. */
interface Evaluated {
  readonly objective: Objective;
  readonly rules: readonly object[];
  readonly series: readonly Counter[];
}

/** An objective of the availability over 30 days. */
export function availability(target: number): Evaluated {
  const objective = objectiveOf(Slo.availability(target), CONTEXT);
  return { objective, rules: objectiveRules(objective, CONTEXT)[0].rules, series: REQUESTS };
}

/** Every objective that is compared. */
export function comparedObjectives(): Compared[] {
  return [99.9, 99.95, 99, 95].flatMap((target) => [30, 28].flatMap((periodDays) => [
    compared(target, Slo.availability(target, { periodDays }), FAILURES, REQUESTS),
    compared(target, Slo.latency(target, { periodDays, thresholdMs: 250 }), SLOWNESS, DURATIONS),
  ]));
}
