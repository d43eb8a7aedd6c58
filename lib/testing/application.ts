import { load } from 'js-yaml';
import { manifestsOf } from '../gitops/rendering/manifests-of';
import type { AppValues } from '../gitops/values/app-values';
import { withEmpty } from '../gitops/values/chart-values';
import { folderOf } from '../platform/agreed-names';
import type { Json } from './json';

/**
 * Every Kubernetes object that Argo CD applies for a service in an environment: the output of its chart with its
 * values, and its other documents.
 *
 * @param gitops the files of the GitOps tree
 */
export function applicationObjects(gitops: Readonly<Record<string, string>>, service: string, environment: string): Json[] {
  const folder = folderOf(service);
  const read = (name: string): Json => load(gitops[`${folder}/${name}`]);
  const folders = [`${folder}/kafka/${environment}/`, `${folder}/manifests/${environment}/`];
  const documents = Object.keys(gitops).filter((path) => folders.some((start) => path.startsWith(start)));
  const hasChart = `${folder}/values-${environment}.yaml` in gitops;
  const values = () => valuesOf(read(`values-${environment}.yaml`), read(`envs/${environment}.yaml`).namespace);
  return [...(hasChart ? manifestsOf(values()) : []), ...documents.map((path) => load(gitops[path]))];
}

/** The values of a file, as the chart gets them. */
export function valuesOf(values: Json, namespace: string): AppValues {
  return { ...withEmpty(values), namespace } as unknown as AppValues;
}
