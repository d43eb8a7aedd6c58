import type { KubernetesObject } from '../documents';
import { complaints } from './composition-rules';
import { servedIn } from './compositions';
import type { Patch, Served } from './compositions';
import { schemaAt, valueAt } from './field-paths';

/** The fields of a composite that are there whatever its definition says; those of a claim only where there are claims. */
const OF_EVERY_COMPOSITE = /^metadata\.(name|uid|namespace|labels\[.+\]|annotations\[.+\])$/;
const OF_CLAIMED = /^(metadata\.(name|uid|labels\[.+\]|annotations\[.+\])|spec\.claimRef\.(name|namespace))$/;

/** What is wrong with the patches of an environment's Compositions. */
export function patchProblems(folder: readonly KubernetesObject[]): string[] {
  return servedIn(folder).flatMap((served) => served.templates.flatMap(({ name, patches }) => (
    patches.flatMap((patch) => problemsOf(served, patch).map((problem) => `${served.composition?.metadata?.name}: ${name}: ${problem}`))
  )));
}

function problemsOf({ schema, namespaced }: Served, { type, fromFieldPath, toFieldPath, transforms = [] }: Patch): string[] {
  if (type === 'ToCompositeFieldPath') {
    return complaints(toFieldPath, {
      'is not in the status of the definition': toFieldPath.startsWith('status.') && schemaAt(schema, toFieldPath) !== undefined,
      'is not made of the status of what is composed': fromFieldPath.startsWith('status.'),
    });
  }
  const field = schemaAt(schema, fromFieldPath);
  const isCrossplanes = (namespaced ? OF_EVERY_COMPOSITE : OF_CLAIMED).test(fromFieldPath);
  const { map } = transforms.find((transform) => transform.type === 'map') ?? {};
  const values = field?.type === 'boolean' ? ['false', 'true'] : (field?.enum as string[] | undefined) ?? [];
  return [
    ...complaints(`the patch of type ${type}`, { 'is none that is known here': type === 'FromCompositeFieldPath' }),
    ...complaints(fromFieldPath, {
      'is not in the schema of the definition': isCrossplanes || (field !== undefined && field.type !== 'object'),
      'is mapped to other values than its schema allows': map === undefined || [...values].sort().join() === Object.keys(map).sort().join(),
    }),
    ...complaints(toFieldPath, { 'is the status of what is composed': !toFieldPath.startsWith('status') }),
  ];
}

/** What a Composition cannot do without and a request does not have, besides the parameters, which the schema sees to. */
export function missingIn(folder: readonly KubernetesObject[], request: KubernetesObject): string[] {
  const served = servedIn(folder).find(({ definition: { names, claimNames } }) => (claimNames ?? names).kind === request.kind);
  if (!served) return [`no definition for ${request.kind}`];
  const required = served.templates.flatMap(({ patches }) => patches.filter(({ policy }) => policy?.fromFieldPath === 'Required'));
  // Crossplane copies labels and annotations of a claim to its composite.
  const ofOwner = required.map(({ fromFieldPath }) => fromFieldPath).filter((path) => /^metadata\.(labels|annotations)/.test(path));
  return [...new Set(ofOwner)].filter((path) => typeof valueAt(request, path) !== 'string');
}
