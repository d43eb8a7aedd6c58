import { addressOf } from '../guardrails/expectations';
import type { Expectation } from '../guardrails/expectations';
import { StackKind } from '../guardrails/model/app-model';
import type { ClaimedNames, StackFacts } from '../guardrails/model/app-model';
import { COMPANION_GUARDRAILS } from '../guardrails/rows/own-companions';
import { namespaceOf, roleNameOf } from '../platform/agreed-names';
import { PLATFORM } from '../platform/ownership';
import type { Team } from '../platform/team';
import type { AppStack } from './app-stack';

/** A stack of the app that belongs to no platform. */
export const FOREIGN: StackFacts = { kind: StackKind.FOREIGN };

/** What guardrails know of a stack besides its JSON. */
export function factsOf({ bucketNames, dataNames, environment, expectations, owner, platform, service, settings }: AppStack): StackFacts {
  const { awsAccountId, awsPartition, awsRegion, name, production } = environment;
  return {
    kind: kindOf(service, owner?.name),
    service,
    team: owner?.team.name,
    environment: name,
    production,
    account: { accountId: awsAccountId, partition: awsPartition, region: awsRegion },
    ...(service !== undefined && { namespace: namespaceOf(service, environment), role: roleNameOf(service, environment) }),
    ...(owner && { labels: owner.labels, annotations: owner.annotations, tags: owner.tags }),
    buckets: bucketNames,
    dataNames,
    claimed: claimedByOthers(platform.teams, owner?.team.name),
    own: ownOf(expectations),
    settings,
  };
}

/** What the library makes; what a companion guarantees may be of a resource that a platform or a team wrote. */
function ownOf(expectations: readonly Expectation[]): ReadonlySet<string> {
  const own = expectations.filter(({ guardrail }) => guardrail !== COMPANION_GUARDRAILS.argument);
  return new Set(own.map(({ element }) => addressOf(element)));
}

function kindOf(service: string | undefined, owner: string | undefined): StackKind {
  if (service !== undefined) return StackKind.SERVICE;
  return owner === PLATFORM ? StackKind.PLATFORM : StackKind.TEAM;
}

function claimedByOthers(teams: readonly Team[], own: string | undefined): ClaimedNames {
  const others = teams.filter(({ name }) => name !== own);
  return { dataNames: others.flatMap(({ dataNames }) => dataNames), services: others.flatMap(({ services }) => services) };
}
