import type { Json } from '../../core/json';
import { nameFrom } from '../../core/names';
import { approximately } from './fraction';
import type { Objective } from './objective';

/** As long as a name may be, and what is shown in its place. */
const MOST_CHARACTERS = 63;

/**
 * An objective in the format that other tools read.
 *
 * @see https://github.com/OpenSLO/OpenSLO#slo
 */
export function openSlo(objective: Objective): Json {
  const { description, indicator, labels, periodDays, target } = objective;
  const { environment, service, slo, team } = labels;
  const name = nameFrom(`${service}-${slo}-${environment}`, MOST_CHARACTERS);
  const displayName = `${service}: ${slo} in ${environment}`;
  const source = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });
  const ratio =
    indicator.kind === 'counted'
      ? { bad: source(indicator.bad('5m')), total: source(indicator.total('5m')) }
      : { bad: source(indicator.isBad), total: source('vector(1)') };
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name, ...(displayName.length <= MOST_CHARACTERS && { displayName }), labels: { environment, team } },
    spec: {
      description,
      service,
      indicator: { metadata: { name }, spec: { ratioMetric: { counter: false, ...ratio } } },
      timeWindow: [{ duration: `${periodDays}d`, isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [{ displayName: slo, target: approximately(target) }],
    },
  };
}
