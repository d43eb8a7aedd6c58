import { byCode } from '../../core/by-code';
import type { Change, Deployment, Fact, Incident, ServiceFacts } from './facts';

/** Facts by their service, the services by name. */
export function byService(facts: Iterable<Fact>): ServiceFacts[] {
  const services = new Map<string, { team: string; deployments: Deployment[]; changes: Change[]; incidents: Incident[] }>();
  for (const fact of facts) {
    const own = services.get(fact.service) ?? { team: fact.team, deployments: [], changes: [], incidents: [] };
    services.set(fact.service, own);
    if (fact.fact === 'deployment') own.deployments.push(fact);
    else if (fact.fact === 'change') own.changes.push(fact);
    else own.incidents.push(fact);
  }
  return [...services].map(([service, own]) => ({ service, ...own })).sort((one, other) => byCode(one.service, other.service));
}
