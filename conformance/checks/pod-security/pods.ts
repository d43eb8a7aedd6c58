import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { manifestsOf } from '../../../lib/gitops/rendering/manifests-of';
import type { AppValues } from '../../../lib/gitops/values/app-values';
import { valuesOf } from '../../../lib/testing/application';
import type { Json } from '../../../lib/testing/json';
import type { PodTemplate } from '../../../test/support/pod-security/pod';
import { readCharts } from '../helm/charts';
import type { Rendered } from '../helm/check-charts';
import { EVERYTHING, WORKER } from '../helm/samples';

/** The template of a pod with the place that it comes from. */
export interface FoundPod {
  readonly name: string;
  readonly pod: PodTemplate;
}

/** The pods that Helm makes of the examples' charts, and those of the plain rendering: of the examples, and of samples. */
export function podsOf(outdir: string, rendered: Rendered): FoundPod[] {
  const byHelm = [...rendered].flatMap(([title, objects]) => objects.flatMap((object) => podsIn(object, `${title} by Helm`)));
  const plain = readCharts(outdir).flatMap(({ name, environments }) => environments.flatMap((environment) => {
    const values = load(readFileSync(environment.valuesFile, 'utf8')) as Json;
    return manifestPods(valuesOf(values, environment.namespace), `${name} ${environment.name} as manifests`);
  }));
  return [...byHelm, ...plain, ...manifestPods(EVERYTHING, 'a sample of everything'), ...manifestPods(WORKER, 'a sample of a worker')];
}

function manifestPods(values: AppValues, place: string): FoundPod[] {
  return manifestsOf(values).flatMap((document) => podsIn(document, place));
}

/** Every pod in an object, however deep: a CronJob has it in the template of its Job. */
export function podsIn(value: unknown, place: string): FoundPod[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, metadata, spec } = value as { kind?: string; metadata?: { name?: string }; spec?: { containers?: unknown } };
  const here = kind === undefined ? place : `${place}, ${kind} ${metadata?.name}`;
  if (Array.isArray(spec?.containers)) return [{ name: here, pod: { metadata, spec } }];
  return Object.values(value).flatMap((each) => podsIn(each, here));
}
