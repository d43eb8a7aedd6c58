import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { Preflight } from '../../output/preflight';
import { claimantOf, claimProblem } from '../../platform/claims';
import type { ServiceScope } from './service-scope';

/**
 * Checks that a name is not reserved for another team.
 *
 * Data can be created before its service, whose team is unknown until then. In that case the check waits for the whole
 * app.
 */
export function validateDataName(
  validation: Validation,
  construct: IConstruct,
  scope: ServiceScope,
  path: string,
  name: unknown,
): void {
  if (typeof name !== 'string' || claimantOf(scope.platform.teams, 'dataNames', name) === undefined) return;
  const problemAt = (at: string) => problemOf(scope, at, name);
  if (teamOf(scope) === undefined) Preflight.of(construct).addCheck(() => problemAt(`${construct.node.path} ${path}`));
  else problemAt(path).forEach((problem) => validation.add(problem));
}

function problemOf(scope: ServiceScope, path: string, name: string): Problem[] {
  const problem = claimProblem(scope.platform.teams, { claimed: 'dataNames', name, teamName: teamOf(scope), path });
  return problem === undefined ? [] : [problem];
}

/** The team of a service. Nobody else can create a service that is reserved for a team. */
function teamOf({ context, platform, serviceName }: ServiceScope): string | undefined {
  return (context.owner?.team ?? claimantOf(platform.teams, 'services', serviceName))?.name;
}
