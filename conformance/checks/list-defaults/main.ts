// Walks CustomResourceDefinitions for what an API server would fill in inside of the lists of our documents.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ADDED_DEFAULTS } from '../../../lib/gitops/argo-cd/added-defaults';
import { manifestsOf } from '../../../lib/gitops/rendering/manifests-of';
import { appValues } from '../../../test/gitops/arbitrary-values';
import { readDocuments, type KubernetesObject } from '../../../test/support/documents';
import { addedInLists, schemaKey, schemasOf } from '../../../test/support/schemas/list-defaults';
import type { Schema } from '../../../test/support/schemas/schema';
import { outcomeOf, type Outcome } from '../crossplane/outcome';

/** How many made-up applications there are, always the same ones. */
const APPLICATIONS = { numRuns: 100, seed: 1 };

/** A parent of an HTTPRoute without what every version fills in. */
const PLANTED: KubernetesObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  spec: { parentRefs: [{ name: 'public' }] },
};

/** The definitions of one version of each kind. */
interface Versions {
  readonly folder: string;
  readonly schemas: ReadonlyMap<string, Schema>;
}

function outcome(outdir: string, folder = process.env.GOLDEN_PATH_SCHEMAS): Outcome {
  const versions = versionsIn(folder);
  if (versions.length === 0) {
    return { notRun: 'GOLDEN_PATH_SCHEMAS is no folder of CustomResourceDefinitions; put other versions into folders in it' };
  }
  const documents = [...documentsBelow(join(outdir, 'gitops')), ...madeUp()];
  const problems = versions.flatMap((each) => [...new Set(documents.flatMap((document) => problemsOf(each, document)))]);
  const knowsRoutes = versions.filter(({ schemas }) => schemas.has(schemaKey(PLANTED)));
  const blind = knowsRoutes
    .filter((each) => problemsOf(each, PLANTED).length === 0)
    .map(({ folder: at }) => `${at}: the planted fault was not found`);
  const judged = documents.filter((document) => versions.some(({ schemas }) => schemas.has(schemaKey(document))));
  const kinds = new Set(judged.map(schemaKey));
  const without = new Set(documents.map(schemaKey).filter((kind) => !kinds.has(kind) && isOfOthers(kind)));
  const counts = [`${judged.length} documents of ${kinds.size} kinds`, `${versions.length} folders of versions`];
  const note = [...counts, ...[...without].map((kind) => `no schema for ${kind}`)].join('; ');
  return outcomeOf(judged.length, [...problems, ...blind], note);
}

/** The folder itself, and each folder in it. */
function versionsIn(folder: string | undefined): Versions[] {
  if (!folder || !existsSync(folder)) return [];
  const folders = [folder, ...readdirSync(folder).map((name) => join(folder, name)).filter((path) => statSync(path).isDirectory())];
  return folders.map((path) => ({ folder: path, schemas: schemasOf(path) })).filter(({ schemas }) => schemas.size > 0);
}

function documentsBelow(folder: string): KubernetesObject[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.yaml') && !name.includes('templates'));
  return files.flatMap((name) => readDocuments(readFileSync(join(folder, name), 'utf8'))).filter(isObject);
}

function madeUp(): KubernetesObject[] {
  return fc.sample(appValues(), APPLICATIONS).flatMap((values) => JSON.parse(JSON.stringify(manifestsOf(values))) as KubernetesObject[]);
}

function problemsOf({ folder, schemas }: Versions, document: KubernetesObject): string[] {
  const schema = schemas.get(schemaKey(document));
  const added = (schema ? addedInLists(schema, document) : []).map(({ path, value }) => ({ path: path.replace(/\[\d+\]/g, '[]'), value }));
  const left = added.filter(({ path }) => !ADDED_DEFAULTS.some(({ kind, paths }) => kind === document.kind && paths.includes(path)));
  return left.map(({ path, value }) => `${folder}: ${document.kind} ${path} would be ${JSON.stringify(value)}: write it out`);
}

function isObject({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion !== undefined && kind !== undefined;
}

/** Argo CD knows the defaults of Kubernetes' own kinds. */
function isOfOthers(kind: string): boolean {
  return /\.[a-z]+\/v/.test(kind) && !/\.k8s\.io\/v1 (?!HTTPRoute)/.test(kind);
}

console.log(JSON.stringify(outcome(process.argv[2])));
