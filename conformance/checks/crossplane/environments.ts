import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compositeFor, isRequestOf, readDocuments, type KubernetesObject } from '../../referees/crossplane';

/** What one environment of an output has of Crossplane. */
export interface Environment {
  readonly name: string;
  /** Definitions, Compositions and what else the platform's folder holds. */
  readonly platform: readonly KubernetesObject[];
  readonly requests: readonly KubernetesObject[];
  /** Everything that services have in it, the requests included. */
  readonly manifests: readonly KubernetesObject[];
}

/** A request with what serves it. */
export interface Case {
  readonly title: string;
  readonly composite: KubernetesObject;
  readonly xrd: KubernetesObject;
  readonly composition: KubernetesObject;
}

/** The environments of an output, each of which has to have Compositions. */
export function readEnvironments(outdir: string): Environment[] {
  const gitops = join(outdir, 'gitops');
  const environments = foldersIn(join(gitops, 'platform')).map((name) => {
    const platform = documentsBelow(join(gitops, 'platform', name, 'crossplane'));
    const manifests = foldersIn(join(gitops, 'apps')).flatMap((app) => documentsBelow(join(gitops, 'apps', app, 'manifests', name)));
    const requests = manifests.filter((document) => platform.filter(isDefinition).some((xrd) => isRequestOf(xrd, document)));
    return { name, platform, manifests, requests };
  });
  const without = environments.filter(({ platform }) => !platform.some(({ kind }) => kind === 'Composition'));
  if (environments.length === 0 || without.length > 0) throw new Error(`no Composition in ${gitops}: there is nothing to check`);
  return environments;
}

export function isDefinition({ kind }: KubernetesObject): boolean {
  return kind === 'CompositeResourceDefinition';
}

/** A request with the definition and the Composition that serve it. */
export function caseOf({ name, platform }: Environment, request: KubernetesObject): Case {
  const xrd = platform.filter(isDefinition).find((definition) => isRequestOf(definition, request));
  if (!xrd) throw new Error(`${name}: no definition for ${request.kind}`);
  const composite = compositeFor(request, xrd);
  const composition = platform.find((document) => composes(document, composite));
  if (!composition) throw new Error(`${name}: no Composition for ${composite.kind}`);
  return { title: `${name}: ${request.kind} ${request.metadata?.name}`, composite, xrd, composition };
}

function composes({ kind, spec }: KubernetesObject, composite: KubernetesObject): boolean {
  if (kind !== 'Composition') return false;
  const { compositeTypeRef: of } = spec as { compositeTypeRef: { apiVersion: string; kind: string } };
  return of.apiVersion === composite.apiVersion && of.kind === composite.kind;
}

function documentsBelow(folder: string): KubernetesObject[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).sort();
  return files.flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8')));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
