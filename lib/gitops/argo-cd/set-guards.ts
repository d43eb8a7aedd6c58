import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { ManifestGuard } from '../../output/manifests';
import { KEPT } from './generated-applications';

/** Production outlives its folder. */
export function keptGuard(): ManifestGuard {
  return {
    rule: 'production that outlives its folder: applicationsSync create-update and preserveResourcesOnDeletion',
    breach: ({ spec }) => {
      const policy = ((spec as Json).syncPolicy ?? {}) as Json;
      const lost = Object.entries(KEPT).find(([key, value]) => policy[key] !== value);
      return lost && `syncPolicy.${lost[0]}: ${show(policy[lost[0]])}`;
    },
  };
}

/** What separates services: where each is deployed follows from its folder's name. */
const SEPARATION: readonly { readonly path: string; readonly of: (spec: Json) => unknown }[] = [
  { path: 'goTemplateOptions', of: ({ goTemplateOptions }) => goTemplateOptions },
  { path: 'generators', of: ({ generators }) => generators },
  { path: 'template.spec.project', of: (spec) => applicationOf(spec).project },
  { path: 'template.spec.destination', of: (spec) => applicationOf(spec).destination },
];

/** Project, namespace and folders of each Application stay as they were written. */
export function separatedGuard(expected: Json): ManifestGuard {
  return {
    rule: 'generators, project and destination that follow from names of folders alone',
    breach: ({ spec }) => {
      const changed = SEPARATION.find(({ of }) => canonical(of((spec ?? {}) as Json) ?? null) !== canonical(of(expected) ?? null));
      return changed && `spec.${changed.path}: ${show(changed.of((spec ?? {}) as Json))}`;
    },
  };
}

function applicationOf({ template }: Json): Json {
  return ((template as Json | undefined)?.spec ?? {}) as Json;
}
