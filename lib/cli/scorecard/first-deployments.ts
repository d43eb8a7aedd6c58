import { byCode } from '../../core/by-code';
import type { Change, Deployment, Fact } from '../../reports/facts/facts';
import { DAY } from '../../reports/metrics/time';
import type { ServiceEvidence } from '../../reports/scorecard/evidence';

/**
 * Adds the first commit and the first deployment of each service that is new: its first deployment in the facts ships every commit
 * of it that came before, so it is new if nothing was deployed in the first month of the facts.
 */
export function withFirsts(services: readonly ServiceEvidence[], facts: readonly Fact[] | undefined): readonly ServiceEvidence[] {
  if (!facts) return services;
  const deployments = facts.filter((fact): fact is Deployment => fact.fact === 'deployment' && fact.outcome === 'succeeded');
  const changes = facts.filter((fact): fact is Change => fact.fact === 'change');
  const start = deployments.map(({ finishedAt }) => finishedAt!).sort(byCode)[0];
  return services.map((service) => ({ ...service, ...firstsOf(service.name, deployments, changes, start) }));
}

const MONTH = 30 * DAY;

function firstsOf(service: string, deployments: readonly Deployment[], changes: readonly Change[], start: string | undefined) {
  const own = deployments.filter((deployment) => deployment.service === service);
  const first = own.sort((one, other) => byCode(one.finishedAt!, other.finishedAt!))[0];
  if (!first || start === undefined || Date.parse(first.finishedAt!) - Date.parse(start) < MONTH) return {};
  const firstCommit = changes.filter(({ deployment }) => deployment === first.id).map(({ writtenAt }) => writtenAt).sort(byCode)[0];
  return firstCommit === undefined ? {} : { firstCommit, firstDeployment: first.finishedAt };
}
