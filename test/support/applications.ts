import { load } from 'js-yaml';
import type { AppValues } from '../../lib/gitops/app-values';
import { manifestsOf } from '../../lib/gitops/rendering/manifests-of';
import type { Json } from './synth';

/** An application in one environment, as its chart's files and its stack say. */
export interface Application {
  readonly service: string;
  readonly environment: string;
  /** Its Kubernetes objects, by kind and name. */
  readonly objects: Record<string, Json>;
  readonly stack: Json;
}

/** What the chart takes as empty where it is left out. */
const EMPTY = { annotations: {}, env: {}, files: {}, filesChecksum: '', initContainers: [], jobs: {}, podAnnotations: {}, secretEnv: {}, sidecars: [] };

/** The values of an application again, from what its chart's files say. */
export function restored(shared: Json, own: Json, namespace: string): AppValues {
  const { ingress, monitoring, service, ...values } = merged(shared, own);
  return {
    ...EMPTY,
    ...values,
    namespace,
    ingress: { annotations: {}, ...ingress },
    monitoring: { labels: {}, ...monitoring },
    service: { extraPorts: [], ...service },
  } as AppValues;
}

/** Every application of an output that has a chart. */
export function applicationsIn(texts: Record<string, string>, stacks: Record<string, Json>): Application[] {
  return Object.keys(texts).flatMap((path) => {
    const [, service, environment] = /^apps\/([^/]+)\/values-(.+)\.yaml$/.exec(path) ?? [];
    if (!service) return [];
    const read = (name: string): Json => load(texts[`apps/${service}/${name}`]);
    const { namespace } = read(`envs/${environment}.yaml`);
    const documents = manifestsOf(restored(read('values.yaml'), read(`values-${environment}.yaml`), namespace));
    const objects = Object.fromEntries(documents.map((document) => [`${document.kind}/${document.metadata.name}`, document]));
    return [{ service, environment, objects, stack: stacks[`${service}-${environment}`] }];
  });
}

/** What Helm makes of two files of values: maps are merged, everything else is replaced. */
export function merged(base: Json, over: Json): Json {
  const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.entries(over).map(([key, value]) => {
    return [key, isMap(value) && isMap(base[key]) ? merged(base[key], value as Json) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}
