import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { AppProject, GitTree } from '../../../test/support/argocd';
import { readDocuments, type KubernetesObject } from '../../../test/support/crossplane';

/** What the GitOps repository has for the Argo CD of one environment. */
export interface Environment {
  readonly name: string;
  readonly applicationSets: readonly KubernetesObject[];
  readonly projects: readonly AppProject[];
  /** Of the requests for data that its cluster takes. */
  readonly definitions: readonly KubernetesObject[];
  /** The services that have a file for it. */
  readonly services: readonly string[];
}

const PLATFORM_FILE = /^platform\/([^/]+)\/(?:argocd\/.+|crossplane\/compositeresourcedefinition-.+)\.yaml$/;
const ENVIRONMENT_FILE = /^apps\/([^/]+)\/envs\/([^/]+)\.yaml$/;

/** Every environment that either the platform or a service has files for. */
export function readEnvironments(tree: GitTree): Environment[] {
  const platform = tree.files.flatMap((file) => matched(PLATFORM_FILE, file).map(([name]) => ({ name, file })));
  const services = tree.files.flatMap((file) => matched(ENVIRONMENT_FILE, file).map(([service, name]) => ({ name, service })));
  const names = [...new Set([...platform, ...services].map(({ name }) => name))].sort();
  return names.map((name) => {
    const documents = platform.filter((each) => each.name === name).flatMap(({ file }) => documentsOf(tree, file));
    return {
      name,
      applicationSets: documents.filter(({ kind }) => kind === 'ApplicationSet'),
      projects: documents.filter(({ kind }) => kind === 'AppProject'),
      definitions: documents.filter(({ kind }) => kind === 'CompositeResourceDefinition'),
      services: services.filter((each) => each.name === name).map(({ service }) => service),
    };
  });
}

/** The file that Argo CD's generator reads of a service in an environment. */
export function environmentFile(service: string, environment: string): string {
  return `apps/${service}/envs/${environment}.yaml`;
}

export function documentsOf({ folder }: GitTree, file: string): KubernetesObject[] {
  return readDocuments(readFileSync(join(folder, file), 'utf8'));
}

export function parametersOf({ folder }: GitTree, file: string): Record<string, unknown> {
  return load(readFileSync(join(folder, file), 'utf8'), { schema: CORE_SCHEMA }) as Record<string, unknown>;
}

function matched(pattern: RegExp, text: string): string[][] {
  const match = pattern.exec(text);
  return match ? [match.slice(1)] : [];
}
