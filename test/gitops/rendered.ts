import { manifestsOf } from '../../lib/gitops/rendering/manifests-of';
import type { AppValues } from '../../lib/gitops/values/app-values';
import type { PodTemplate } from '../support/pod-security/pod';
import type { Json } from '../support/synth';

/** An object and where it is: a test reads whatever it asks for. */
export interface Rendered {
  /** The kind and name, such as `Service checkout`. */
  readonly id: string;
  readonly document: Json;
}

/** The objects of an application as a reader of them has them. */
export function rendered(values: AppValues): Rendered[] {
  return (manifestsOf(values) as Json[]).map((document) => ({ id: `${document.kind} ${document.metadata.name}`, document }));
}

/** The object of an application by its kind and name. */
export function objectOf(values: AppValues, id: string): Json {
  const found = rendered(values).filter((one) => one.id === id);
  expect(found).toHaveLength(1);
  return found[0].document;
}

/** The template of the pods that an object makes, or nothing where it makes none. */
export function templateOf({ kind, spec }: Json): (PodTemplate & Json) | undefined {
  const templates: Record<string, Json> = {
    Deployment: spec?.template, StatefulSet: spec?.template, Job: spec?.template, CronJob: spec?.jobTemplate?.spec.template,
  };
  return templates[kind];
}

/** Every container that a pod has, of whichever kind. */
export function containersOf({ spec }: Json): Json[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}
