import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '../../referees/backstage';

const SPEC = { type: 'service', lifecycle: 'production' };

/** Faults that every run has to find. Each is an entity, and what is said of it. */
const FAULTS = [
  { entity: planted('planted-ownerless', SPEC), found: /^component:planted-ownerless of .* is not in the catalog: .*owner/ },
  { entity: planted('planted-stranger', { ...SPEC, owner: 'group:nobody' }), found: /^component:planted-stranger ownedBy group:nobody: there is no such entity$/ },
  {
    entity: planted('planted-dangling', { ...SPEC, owner: 'group:nobody', dependsOn: ['resource:nowhere'] }),
    found: /^component:planted-dangling dependsOn resource:nowhere: there is no such entity$/,
  },
];

/** Writes the faults as a file of entities, and gives back its name. */
export function writePlanted(folder: string): string {
  const file = join(folder, 'planted.yaml');
  writeFileSync(file, FAULTS.map(({ entity }) => JSON.stringify(entity)).join('\n---\n'));
  return file;
}

/** Takes what was planted out of the problems that were found, and says which fault nobody found. */
export function withoutPlanted(problems: readonly string[]): string[] {
  const missed = FAULTS.filter(({ found }) => !problems.some((problem) => found.test(problem)));
  return [
    ...problems.filter((problem) => !/^(component:planted-|Backstage says: .*planted-)/.test(problem)),
    ...missed.map(({ entity }) => `the planted fault was not found: ${entity.metadata.name}`),
  ];
}

export const PLANTED = FAULTS.length;

function planted(name: string, spec: Entity['spec']): Entity {
  return { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name }, spec };
}
