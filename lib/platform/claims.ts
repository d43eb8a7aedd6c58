import { show } from '../core/problems';
import type { Problem } from '../core/problems';
import type { Validation } from '../core/validation';
import type { Team, TeamProps } from './team';

/** Whether a name is what a pattern means: itself, or what begins so if it ends with an asterisk. */
export function isMeant(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The team that a service belongs to alone; nothing if no team names it. */
export function claimantOf(teams: readonly Team[], serviceName: string): Team | undefined {
  return teams.find(({ services }) => services.some((pattern) => isMeant(pattern, serviceName)));
}

/** What is wrong if a team makes what is another's. */
export function claimProblem(
  teams: readonly Team[],
  serviceName: string,
  teamName: string | undefined,
  path: string,
): Problem | undefined {
  const claimant = claimantOf(teams, serviceName);
  if (claimant === undefined || claimant.name === teamName) return undefined;
  return {
    path,
    got: `${show(serviceName)}, made by ${teamName === undefined ? 'no team' : `the team ${show(teamName)}`}`,
    allowed: `a service that no other team names: the platform gives it to ${show(claimant.name)}`,
    fix: `rename it, or ask the platform team to change the services of ${show(claimant.name)}`,
  };
}

/** Two teams cannot both have a service alone. */
export function validateClaims(validation: Validation, teams: TeamProps[]): void {
  if (!Array.isArray(teams)) return;
  const claims = teams.flatMap((team, index) =>
    (Array.isArray(team?.services) ? team.services : []).map((service) => ({ claim: String(service), index })),
  );
  for (const { claim, index } of claims) {
    const other = claims.find((earlier) => earlier.index < index && overlap(earlier.claim, claim));
    if (other === undefined) continue;
    validation.add({
      path: `teams[${index}].services`,
      got: show(claim),
      allowed: `services that no other team has; ${show(other.claim)} is of ${show((teams[other.index] as TeamProps).name)}`,
      fix: 'leave it to one of the two',
    });
  }
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((claim) => claim.replace(/\*$/, ''));
  return isMeant(one, b) || isMeant(other, a);
}
