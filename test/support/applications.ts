import { load } from 'js-yaml';
import { manifestsOf } from '../../lib/gitops/rendering/manifests-of';
import { valuesOf } from '../../lib/testing/application';
import type { Json } from './synth';

/** An application in one environment, as its chart's files and its stack say. */
export interface Application {
  readonly service: string;
  readonly environment: string;
  /** Its Kubernetes objects, by kind and name. */
  readonly objects: Record<string, Json>;
  readonly stack: Json;
}

/** Every application of an output that has a chart. */
export function applicationsIn(texts: Record<string, string>, stacks: Record<string, Json>): Application[] {
  return Object.keys(texts).flatMap((path) => {
    const [, service, environment] = /^apps\/([^/]+)\/values-(.+)\.yaml$/.exec(path) ?? [];
    if (!service) return [];
    const read = (name: string): Json => load(texts[`apps/${service}/${name}`]);
    const { namespace } = read(`envs/${environment}.yaml`);
    const documents = manifestsOf(valuesOf(read(`values-${environment}.yaml`), namespace));
    const objects = Object.fromEntries(documents.map((document) => [`${document.kind}/${document.metadata.name}`, document]));
    return [{ service, environment, objects, stack: stacks[`${service}-${environment}`] }];
  });
}
