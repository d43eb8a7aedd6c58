import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { askedOf, bakedIn, COMPOSED, patchesOf, resourceOf, resourcesOf, stepsOf } from '../composed';
import { ofObject } from '../expectations';
import type { ObjectExpectation, OwnGuardrail } from '../expectations';
import { fieldAt } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { DATA } from './row';

/** A field of forProvider by its plain name. A quoted name, or one in brackets, could be any field. */
const PLAIN_FIELD = /^spec\.forProvider\.([A-Za-z0-9]+)(?:[^A-Za-z0-9*"']|$)/;

/** The fields of the two Crossplane versions that decide what a deletion does. */
const FATE = ['managementPolicies', 'deletionPolicy'];

const ON = 'the Compositions of DataPlatform';
const RESOURCES = 'spec.pipeline.input.resources';

/** The guarantees of the library's Compositions, besides the safeguards of every Composition for its kinds. */
export const COMPOSITION_GUARDRAILS = {
  steps: {
    id: 'own.composition.steps',
    chapter: DATA,
    on: ON,
    path: 'spec.pipeline',
    rule: 'only the steps patch-and-transform and auto-ready, because another step could change their output',
    breach: (body, { steps }) => {
      const [known, written] = [steps as string[], stepsIn(body)];
      if (canonical(known) === canonical(written)) return undefined;
      const other = written.find((step) => !known.includes(step));
      return other ? `the step ${other}` : `${written.length} steps, of ${known.length}`;
    },
  },
  resources: {
    id: 'own.composition.resources',
    chapter: DATA,
    on: ON,
    path: `spec.compositeTypeRef, ${RESOURCES}`,
    rule: 'each resource of the library exactly once, for the kind of the library',
    breach: (body, { kind, resources }) => {
      const served = fieldAt(body, 'spec.compositeTypeRef.kind');
      if (served !== kind) return `the kind ${shown(served)}`;
      const names = resourcesOf(body).map((each) => fieldAt(each, 'name'));
      const missing = (resources as unknown[]).find((name) => !names.includes(name));
      if (missing !== undefined) return `no resource ${shown(missing)}`;
      const twin = names.find((name, index) => isUnreadable(name) || names.indexOf(name) < index);
      return twin === undefined ? undefined : `two resources ${shown(twin)}`;
    },
  },
  setting: {
    id: 'own.composition.setting',
    chapter: DATA,
    on: ON,
    path: `${RESOURCES}.base.spec.forProvider`,
    rule: ({ resource, field }) => `${String(resource)}: the ${String(field)} that the library sets`,
    breach: (body, { resource, field, value }) => {
      const actual = askedOf(body, String(resource), String(field));
      return canonical(actual) === canonical(value) ? undefined : `${String(field)}: ${shown(actual)}`;
    },
  },
  patches: {
    id: 'own.composition.patches',
    chapter: DATA,
    on: ON,
    path: `${RESOURCES}.patches`,
    rule: ({ resource }) =>
      `${String(resource)}: the patches of the library, and others only for labels and fields that it does not protect`,
    breach: (body, { resource, patches, fields }) =>
      changedPatches(patches as string[], patchesOf(body, String(resource)), fields as string[]),
  },
  fate: {
    id: 'own.composition.fate',
    chapter: DATA,
    on: ON,
    path: `${RESOURCES}.base.spec.managementPolicies, ${RESOURCES}.base.spec.deletionPolicy`,
    rule: ({ resource }) => `${String(resource)}: the AWS resource is kept if the request is deleted`,
    breach: (body, { resource, fate }) => {
      const actual = fateOf(body, String(resource));
      const changed = FATE.find((field) => canonical(actual[field]) !== canonical((fate as Json)[field]));
      return changed && `${changed}: ${shown(actual[changed])}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** The expectations of the Composition for a kind that teams write. */
export function compositionExpectations(kind: string, composition: unknown): ObjectExpectation[] {
  const { fate, patches, resources, setting, steps } = COMPOSITION_GUARDRAILS;
  return [
    ofObject(steps, { steps: stepsIn(composition) }),
    ofObject(resources, {
      kind: fieldAt(composition, 'spec.compositeTypeRef.kind'),
      resources: resourcesOf(composition).map((each) => fieldAt(each, 'name')),
    }),
    ...COMPOSED.filter((one) => one.kind === kind).flatMap((one) => [
      ...one.fixed.map((field) =>
        ofObject(setting, { resource: one.resource, field, value: askedOf(composition, one.resource, field) }),
      ),
      ofObject(patches, { resource: one.resource, fields: bakedIn(one), patches: patchesOf(composition, one.resource).map(canonical) }),
      ofObject(fate, { resource: one.resource, fate: fateOf(composition, one.resource) }),
    ]),
  ];
}

/** Each step as text, for comparison and for the record. */
function stepsIn(composition: unknown): string[] {
  return stepsOf(composition).map((each) => canonical({ step: fieldAt(each, 'step'), functionRef: fieldAt(each, 'functionRef') }));
}

function fateOf(composition: unknown, name: string): Json {
  const resource = resourceOf(composition, name);
  return Object.fromEntries(FATE.map((field) => [field, fieldAt(resource, `base.spec.${field}`)]));
}

/** Every patch of the library must be there, and an added patch must not change a protected field. */
function changedPatches(known: readonly string[], written: readonly unknown[], fields: readonly string[]): string | undefined {
  const texts = written.map(canonical);
  const lost = known.find((patch) => !texts.includes(patch));
  if (lost !== undefined) return `no patch of ${String((JSON.parse(lost) as Json).toFieldPath)}`;
  const added = written.find((patch, index) => !known.includes(texts[index]) && !isHarmless(patch, fields));
  if (added === undefined) return undefined;
  const target = targetOf(added);
  return `a patch of ${typeof target === 'string' ? target : show(added)}`;
}

function targetOf(patch: unknown): unknown {
  return fieldAt(patch, 'toFieldPath') ?? fieldAt(patch, 'fromFieldPath');
}

function isHarmless(patch: unknown, fields: readonly string[]): boolean {
  const type = fieldAt(patch, 'type');
  if (type === 'ToCompositeFieldPath' || type === 'CombineToComposite') return true;
  const target = targetOf(patch);
  if (type === 'PatchSet' || isUnreadable(type) || typeof target !== 'string') return false;
  const field = PLAIN_FIELD.exec(target)?.[1];
  return target.startsWith('metadata.labels') || (field !== undefined && !fields.includes(field));
}
