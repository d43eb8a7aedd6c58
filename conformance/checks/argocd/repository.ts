import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { AppProject, GitTree } from '../../referees/argocd';
import { readDocuments, type KubernetesObject } from '../../referees/crossplane';

/** What the GitOps repository has for the Argo CD of one environment. */
export interface Environment {
  readonly name: string;
  readonly applicationSets: readonly KubernetesObject[];
  readonly projects: readonly AppProject[];
  /** Of the requests for data that its cluster takes. */
  readonly definitions: readonly KubernetesObject[];
  /** The services that have a folder for it. */
  readonly services: readonly string[];
  /** Those that ask something of Kafka there. */
  readonly kafka: readonly string[];
}

const PLATFORM_FILE = /^platform\/([^/]+)\/(?:argocd\/.+|crossplane\/compositeresourcedefinition-.+)\.yaml$/;
const DEPLOYMENT_FILE = /^apps\/([^/]+)\/envs\/([^/]+)\/[^/]+\/[^/]+\/[^/]+$/;
const KAFKA_FILE = /^apps\/([^/]+)\/kafka\/([^/]+)\/[^/]+$/;

/** The environments of an output that have files of the platform; none if it has no tree. */
export function environmentsOf(outdir: string): string[] {
  const platform = join(outdir, 'gitops', 'platform');
  return existsSync(platform) ? readdirSync(platform).sort() : [];
}

/** Every environment that either the platform or a service has files for. */
export function readEnvironments(tree: GitTree): Environment[] {
  const platform = tree.files.flatMap((file) => matched(PLATFORM_FILE, file).map(([name]) => ({ name, file })));
  const named = (pattern: RegExp) => tree.files.flatMap((file) => matched(pattern, file).map(([service, name]) => ({ name, service })));
  const services = named(DEPLOYMENT_FILE);
  const kafka = named(KAFKA_FILE);
  const names = [...new Set([...platform, ...services].map(({ name }) => name))].sort();
  return names.map((name) => {
    const documents = platform.filter((each) => each.name === name).flatMap(({ file }) => documentsOf(tree, file));
    return {
      name,
      applicationSets: documents.filter(({ kind }) => kind === 'ApplicationSet'),
      projects: documents.filter(({ kind }) => kind === 'AppProject'),
      definitions: documents.filter(({ kind }) => kind === 'CompositeResourceDefinition'),
      services: servicesOf(services, name),
      kafka: servicesOf(kafka, name),
    };
  });
}

function servicesOf(all: readonly { readonly name: string; readonly service: string }[], environment: string): string[] {
  return [...new Set(all.filter(({ name }) => name === environment).map(({ service }) => service))];
}

/** The file that says of a service in an environment what Argo CD reads from names of folders. */
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
