import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { Preflight } from '../../output/preflight';
import { claimantOf, claimProblem } from '../../platform/claims';
import type { ServiceScope } from './service-scope';

/**
 * Checks that a name is not another team's alone.
 *
 * Data may be made before its service, whose team nothing tells until then: the check then waits for the whole app.
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

/** The team of a service; nobody else could make a service that a team has alone. */
function teamOf({ context, platform, serviceName }: ServiceScope): string | undefined {
  return (context.owner?.team ?? claimantOf(platform.teams, 'services', serviceName))?.name;
}
