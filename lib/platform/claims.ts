import { show } from '../core/problems';
import type { Problem } from '../core/problems';
import type { Validation } from '../core/validation';
import type { Team, TeamProps } from './team';

/** What a team may have alone, by the prop of the team that names it. */
type Claimed = 'dataNames' | 'services';

/** One thing with a name, as somebody makes it. */
interface Making {
  readonly claimed: Claimed;
  readonly name: string;
  /** The team that makes it; nothing if no team is known. */
  readonly teamName?: string;
  /** Where the name is written. */
  readonly path: string;
}

const FREE: Readonly<Record<Claimed, string>> = {
  dataNames: 'a name that no other team has alone',
  services: 'a service that no other team names',
};

/** Whether a name is what a pattern means: itself, or what begins so if it ends with an asterisk. */
export function isMeant(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** The team that something belongs to alone; nothing if no team names it. */
export function claimantOf(teams: readonly Team[], claimed: Claimed, name: string): Team | undefined {
  return teams.find((team) => team[claimed].some((pattern) => isMeant(pattern, name)));
}

/** What is wrong if a team makes what is another's. */
export function claimProblem(teams: readonly Team[], { claimed, name, teamName, path }: Making): Problem | undefined {
  const claimant = claimantOf(teams, claimed, name);
  if (claimant === undefined || claimant.name === teamName) return undefined;
  return {
    path,
    got: `${show(name)}, made by ${teamName === undefined ? 'no team' : `the team ${show(teamName)}`}`,
    allowed: `${FREE[claimed]}: the platform gives it to ${show(claimant.name)}`,
    fix: `rename it, or ask the platform team to change the ${claimed} of ${show(claimant.name)}`,
  };
}

/** Two teams cannot both have something alone. */
export function validateClaims(validation: Validation, teams: TeamProps[], claimed: Claimed): void {
  if (!Array.isArray(teams)) return;
  const claims = teams.flatMap((team, index) => {
    const patterns: unknown = team?.[claimed];
    const texts = (Array.isArray(patterns) ? patterns : []).filter((each): each is string => typeof each === 'string');
    return texts.map((meant) => ({ meant, index }));
  });
  for (const { meant, index } of claims) {
    const other = claims.find((claim) => claim.index < index && overlap(claim.meant, meant));
    if (other === undefined) continue;
    validation.add({
      path: `teams[${index}].${claimed}`,
      got: show(meant),
      allowed: `${claimed} that no other team has; ${show(other.meant)} is of ${show((teams[other.index] as TeamProps).name)}`,
      fix: 'leave it to one of the two',
    });
  }
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((claim) => claim.replace(/\*$/, ''));
  return isMeant(one, b) || isMeant(other, a);
}
