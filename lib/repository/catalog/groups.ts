import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';
import { entityOf } from './entity';
import type { Entity } from './entity';
import type { CatalogGroup } from './platform-catalog-props';

/**
 * The groups of the teams, and those that they belong to. The catalog's own processes say who their members are.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-group
 */
export function groupEntities({ teams }: Platform, given: readonly CatalogGroup[]): Entity[] {
  const ofTeams = [...new Set(teams.map(({ catalogGroup }) => catalogGroup))];
  const others = given.filter(({ name }) => !ofTeams.includes(name));
  const groups = [...ofTeams.map((name): CatalogGroup => given.find((group) => group.name === name) ?? { name }), ...others];
  return groups.map((group) => {
    const { description, email, name, parent, picture, title } = group;
    const profile = { ...(title && { displayName: title }), ...(email && { email }), ...(picture && { picture }) };
    return entityOf('Group', { name, description }, {
      type: group.type ?? (ofTeams.includes(name) ? 'team' : 'department'),
      profile,
      parent,
      children: groups.filter((other) => other.parent === name).map((other) => other.name).sort(),
    });
  });
}

/** A group that belongs to itself, by however many others. */
export function validateGroups(validation: Validation, groups: readonly CatalogGroup[]): void {
  groups.forEach(({ name, parent }, index) => {
    const seen = [name];
    for (let above = parent; above !== undefined && !seen.includes(above); above = parentOf(groups, above)) seen.push(above);
    const last = parentOf(groups, seen[seen.length - 1]);
    if (last !== name) return;
    validation.add({
      path: `groups[${index}].parent`,
      got: `${[...seen, name].map(show).join(' in ')}`,
      allowed: 'groups within groups, and no circle',
      fix: 'leave parent out of one of them',
    });
  });
}

function parentOf(groups: readonly CatalogGroup[], name: string): string | undefined {
  return groups.find((group) => group.name === name)?.parent;
}
