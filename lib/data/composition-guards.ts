import { canonical } from '../core/canonical';
import { show } from '../core/problems';
import { isSafe } from '../platform/data-safeguards';
import type { Safeguard } from '../platform/data-safeguards';
import type { ManifestGuard } from '../platform/manifests';
import { many } from '../platform/terraform-json';
import type { Json } from '../platform/terraform-json';

/** What a Composition must not lose of one of its resources. */
export interface Protected {
  /** The resource's name in the Composition. */
  readonly resource: string;
  readonly safeguards: readonly Safeguard[];
  /** Fields of forProvider whose patches or values are not up for change, besides the safeguards'. */
  readonly fixed?: readonly string[];
}

/** Requires that a Composition gives what it composes every safeguard, and leaves nobody a way to take one away. */
export function compositionGuards(reference: Json, protectedResources: readonly Protected[]): ManifestGuard[] {
  return [
    {
      rule: 'the two steps patch-and-transform and auto-ready, since another could change what they make',
      breach: (document) => {
        const steps = (composition: Json) => pipelineOf(composition).map(({ step, functionRef }) => ({ step, functionRef }));
        return canonical(steps(document)) === canonical(steps(reference)) ? undefined : show(steps(document));
      },
    },
    ...protectedResources.flatMap((one) => resourceGuards(reference, one)),
  ];
}

function resourceGuards(reference: Json, { resource, safeguards, fixed = [] }: Protected): ManifestGuard[] {
  const inBase: ManifestGuard[] = safeguards.map((safeguard) => ({
    rule: `${resource}: ${safeguard.rule}, ${safeguard.field} ${safeguard.minimum ? 'of at least ' : '= '}${safeguard.value}`,
    breach: (document) => {
      const value = forProvider(document, resource)[safeguard.field];
      return isSafe(safeguard, value) ? undefined : `${safeguard.field}: ${show(value)}`;
    },
  }));
  return [
    ...inBase,
    {
      rule: `${resource}: no patch that changes what is baked in, and what is in AWS stays when the request goes away`,
      breach: (document) => changedPatches(reference, document, resource, safeguards) ?? changedFate(reference, document, resource),
    },
    ...fixed.map((field) => ({
      rule: `${resource}: the ${field} of the library`,
      breach: (document: Json) => {
        const [expected, actual] = [reference, document].map((composition) => forProvider(composition, resource)[field]);
        return canonical(expected) === canonical(actual) ? undefined : `${field}: ${show(actual)}`;
      },
    })),
  ];
}

/** A patch of a safeguard's field, or of anything above it, that the library did not write. */
function changedPatches(reference: Json, document: Json, resource: string, safeguards: readonly Safeguard[]): string | undefined {
  const known = new Set(patchesOf(reference, resource).map((patch) => canonical(patch)));
  const fields = safeguards.map(({ field }) => `spec.forProvider.${field}`);
  const added = patchesOf(document, resource).find((patch) => {
    if (patch.type === 'ToCompositeFieldPath' || known.has(canonical(patch))) return false;
    const target = patch.toFieldPath ?? patch.fromFieldPath;
    if (typeof target !== 'string') return true;
    return fields.some((field) => `${field}.`.startsWith(`${dotted(target)}.`));
  });
  return added && `the patch ${show(added)}`;
}

/** `spec[forProvider]` is another way to write `spec.forProvider`. */
function dotted(fieldPath: string): string {
  return fieldPath.replace(/\[([^\]]+)\]/g, '.$1');
}

/** The names under which the two forms of Crossplane say what a deletion does. */
function changedFate(reference: Json, document: Json, resource: string): string | undefined {
  const changed = ['managementPolicies', 'deletionPolicy'].find(
    (field) => canonical(specOf(document, resource)[field]) !== canonical(specOf(reference, resource)[field]),
  );
  return changed && `${changed}: ${show(specOf(document, resource)[changed])}`;
}

function pipelineOf({ spec }: Json): Json[] {
  return many((spec as Json | undefined)?.pipeline);
}

function resourceOf(document: Json, name: string): Json {
  const inputs = pipelineOf(document).flatMap(({ input }) => many(input));
  return inputs.flatMap(({ resources }) => many(resources)).find((resource) => resource.name === name) ?? {};
}

function specOf(document: Json, name: string): Json {
  return ((resourceOf(document, name).base as Json | undefined)?.spec ?? {}) as Json;
}

function forProvider(document: Json, name: string): Json {
  return (specOf(document, name).forProvider ?? {}) as Json;
}

function patchesOf(document: Json, name: string): Json[] {
  return many(resourceOf(document, name).patches);
}
