import type { DataPlatform } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import type { App } from 'cdktf';
import type { GoldenPathError } from '../../lib/core/errors';
import { aDataPlatform, composedBy, compositionOf } from './compositions';
import type { COMPOSITIONS } from './compositions';
import { refusedOver } from './manifests';

export type CompositionKind = keyof typeof COMPOSITIONS;

/** What somebody does to a Composition before it is written. */
export type Change = (composition: ApiObject) => void;

const RESOURCES = '/spec/pipeline/0/input/resources';

/** Where a resource stands in a Composition. */
export function placeOf(composition: ApiObject, resource: string): string {
  return `${RESOURCES}/${Object.keys(composedBy(composition.toJson())).indexOf(resource)}`;
}

export const set = (resource: string, field: string, value: unknown): Change =>
  (composition) => composition.addJsonPatch(JsonPatch.add(`${placeOf(composition, resource)}/base/spec/${field}`, value));

export const unset = (resource: string, field: string): Change =>
  (composition) => composition.addJsonPatch(JsonPatch.remove(`${placeOf(composition, resource)}/base/spec/${field}`));

/** A patch beside those of the library. */
export function patchTo(resource: string, toFieldPath?: string, more: object = {}): Change {
  const patch = { type: 'FromCompositeFieldPath', fromFieldPath: 'metadata.annotations[x]', ...(toFieldPath && { toFieldPath }), ...more };
  return (composition) => composition.addJsonPatch(JsonPatch.add(`${placeOf(composition, resource)}/patches/-`, patch));
}

/** Takes away the patch of the library that goes to a field. */
export const withoutPatch = (resource: string, field: string): Change =>
  (composition) => {
    const targets: string[] = composedBy(composition.toJson())[resource].patches.map((patch: { toFieldPath: string }) => patch.toFieldPath);
    composition.addJsonPatch(JsonPatch.remove(`${placeOf(composition, resource)}/patches/${targets.indexOf(field)}`));
  };

export const addResource = (resource: object): Change => (composition) => composition.addJsonPatch(JsonPatch.add(`${RESOURCES}/-`, resource));

export const removeResource = (resource: string): Change =>
  (composition) => composition.addJsonPatch(JsonPatch.remove(placeOf(composition, resource)));

/** The error of a platform whose Composition somebody changed, over its output as it was. */
function refusedChange(kind: CompositionKind, change: Change): GoldenPathError {
  const build = (plant?: (data: DataPlatform) => void) => (app: App) => {
    const data = aDataPlatform(app);
    compositionOf(data, 'bucket').metadata.addLabel('planted', String(plant !== undefined));
    plant?.(data);
  };
  return refusedOver(build(), build((data) => change(compositionOf(data, kind))));
}

/** Expects a change to be refused, and the error to say what was found. */
export function expectRefusedChange(kind: CompositionKind, change: Change, got: string): void {
  const error = refusedChange(kind, change);
  expect(error.code).toBe('LostNonNegotiable');
  expect(new Set(error.problems.map(({ path }) => path))).toEqual(new Set(['platform-staging/Data: Composition']));
  expect(error.problems.map((problem) => problem.got).join(' and ')).toContain(got);
}
