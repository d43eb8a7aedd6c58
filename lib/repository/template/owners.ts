import { listed, show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';
import type { Team } from '../../platform/team';

/**
 * The reference of a team's group, as an OwnerPicker gives it.
 *
 * @see https://backstage.io/docs/features/software-catalog/references
 */
export function refOf({ catalogGroup }: Pick<Team, 'catalogGroup'>): string {
  return `group:default/${catalogGroup.toLowerCase()}`;
}

/** The teams that can own a service, by the reference of their group. */
export function ownersOf({ teams }: Platform): ReadonlyMap<string, Team> {
  return new Map(teams.map((team) => [refOf(team), team]));
}

/** A form knows groups: where two teams have one, it cannot tell which of them owns a service. */
export function validateOwners(validation: Validation, { teams }: Platform): void {
  const groups = new Map<string, string[]>();
  for (const team of teams) groups.set(refOf(team), [...(groups.get(refOf(team)) ?? []), team.name]);
  for (const [group, names] of groups) {
    if (names.length === 1) continue;
    validation.add({
      path: 'platform.teams',
      got: `${show(group)}, the group of the teams ${listed(names)}`,
      allowed: 'another catalogGroup for each team: an owner is chosen by its group',
      fix: 'give all but one of them a catalogGroup of its own',
    });
  }
}
