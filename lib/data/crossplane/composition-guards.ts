import { canonical } from '../../core/canonical';
import { many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { isSafe } from '../../guardrails/data-safeguards';
import type { Safeguard } from '../../guardrails/data-safeguards';
import type { ManifestGuard } from '../../output/manifests';

/** What a Composition must not lose of one of its resources. */
export interface Protected {
  /** The resource's name in the Composition. */
  readonly resource: string;
  readonly safeguards: readonly Safeguard[];
  /** Fields of forProvider whose values and patches are the library's, besides the safeguards'. */
  readonly fixed?: readonly string[];
}

/** A field of forProvider by its plain name: what is quoted, or stands in brackets, could be any field. */
const PLAIN_FIELD = /^spec\.forProvider\.([A-Za-z0-9]+)(?:[^A-Za-z0-9*"']|$)/;

/** Requires that a Composition gives what it composes every safeguard, and leaves nobody a way to take one away. */
export function compositionGuards(reference: Json, protectedResources: readonly Protected[]): ManifestGuard[] {
  return [
    {
      rule: 'the two steps patch-and-transform and auto-ready, since another could change what they make',
      breach: (document) => otherSteps(reference, document),
    },
    {
      rule: 'every resource of the library, once',
      breach: (document) => otherResources(reference, document),
    },
    ...protectedResources.flatMap((one) => resourceGuards(reference, one)),
  ];
}

function resourceGuards(reference: Json, { resource, safeguards, fixed = [] }: Protected): ManifestGuard[] {
  const fields = [...safeguards.map(({ field }) => field), ...fixed];
  return [
    ...safeguards.map((safeguard) => ({
      rule: `${resource}: ${safeguard.rule}, ${safeguard.field} ${safeguard.minimum ? 'of at least ' : '= '}${safeguard.value}`,
      breach: (document: Json) => {
        const value = forProvider(document, resource)[safeguard.field];
        return isSafe(safeguard, value) ? undefined : `${safeguard.field}: ${show(value)}`;
      },
    })),
    ...fixed.map((field) => ({
      rule: `${resource}: the ${field} of the library`,
      breach: (document: Json) => {
        const [expected, actual] = [reference, document].map((composition) => forProvider(composition, resource)[field]);
        return canonical(expected) === canonical(actual) ? undefined : `${field}: ${show(actual)}`;
      },
    })),
    {
      rule: `${resource}: the patches of the library, and others only of labels and of fields that are not baked in`,
      breach: (document) => changedPatches(reference, document, resource, fields),
    },
    {
      rule: `${resource}: what is in AWS stays when the request goes away`,
      breach: (document) => changedFate(reference, document, resource),
    },
  ];
}

function otherSteps(reference: Json, document: Json): string | undefined {
  const [known, steps] = [reference, document].map((composition) =>
    pipelineOf(composition).map(({ step, functionRef }) => canonical({ step, functionRef })),
  );
  if (canonical(known) === canonical(steps)) return undefined;
  const other = steps.find((step) => !known.includes(step));
  return other ? `the step ${other}` : `${steps.length} steps, of ${known.length}`;
}

function otherResources(reference: Json, document: Json): string | undefined {
  const names = resourcesOf(document).map(({ name }) => String(name));
  const missing = resourcesOf(reference).find(({ name }) => !names.includes(String(name)));
  if (missing) return `no resource ${show(missing.name)}`;
  const twin = names.find((name, index) => names.indexOf(name) < index);
  return twin && `two resources ${show(twin)}`;
}

/** Every patch that the library wrote has to be there, and what is added must not reach what is baked in. */
function changedPatches(reference: Json, document: Json, resource: string, fields: readonly string[]): string | undefined {
  const written = patchesOf(document, resource);
  const texts = written.map(canonical);
  const lost = patchesOf(reference, resource).find((patch) => !texts.includes(canonical(patch)));
  if (lost) return `no patch of ${String(lost.toFieldPath)}`;
  const known = new Set(patchesOf(reference, resource).map(canonical));
  const added = written.find((patch) => !known.has(canonical(patch)) && !isHarmless(patch, fields));
  return added && `a patch of ${String(added.toFieldPath ?? added.fromFieldPath ?? show(added))}`;
}

function isHarmless({ type, toFieldPath, fromFieldPath }: Json, fields: readonly string[]): boolean {
  if (type === 'ToCompositeFieldPath' || type === 'CombineToComposite') return true;
  if (type === 'PatchSet') return false;
  const target = String(toFieldPath ?? fromFieldPath);
  const field = PLAIN_FIELD.exec(target)?.[1];
  return target.startsWith('metadata.labels') || (field !== undefined && !fields.includes(field));
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

function resourcesOf(document: Json): Json[] {
  return pipelineOf(document)
    .flatMap(({ input }) => many(input))
    .flatMap(({ resources }) => many(resources));
}

function resourceOf(document: Json, name: string): Json {
  return resourcesOf(document).find((resource) => resource.name === name) ?? {};
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
