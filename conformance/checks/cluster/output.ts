import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationsIn } from '../../../test/support/applications';
import { readDocuments, type KubernetesObject } from '../../../test/support/documents';
import type { StackJson } from '../../referees/terraform';

/** A document as it was written, which is what a server gets. */
export interface Written {
  readonly document: KubernetesObject;
  readonly text: string;
}

/** What one synth wrote for one environment. */
export interface Output {
  /** By their names. */
  readonly stacks: Readonly<Record<string, StackJson>>;
  /** Of the platform's folder of the GitOps tree. */
  readonly platform: readonly Written[];
  /** Of the services' folders, and what their charts become. */
  readonly services: readonly Written[];
}

/** The environments of an output that have stacks of the platform. */
export function environmentsIn(outdir: string): string[] {
  return readdirSync(join(outdir, 'gitops', 'platform')).sort();
}

export function outputOf(outdir: string, environment: string): Output {
  const gitops = join(outdir, 'gitops');
  const names = readdirSync(join(outdir, 'stacks')).filter((name) => name.endsWith(`-${environment}`)).sort();
  const stacks = Object.fromEntries(names.map((name) => [name, readJson(join(outdir, 'stacks', name, 'cdk.tf.json'))]));
  const files = filesBelow(gitops);
  const texts = Object.fromEntries(files.map((path) => [path, readFileSync(join(gitops, path), 'utf8')]));
  const isOf = new RegExp(`^apps/[^/]+/(manifests|kafka)/${environment}/[^/]+\\.yaml$`);
  const charts = applicationsIn(texts, {}).filter((each) => each.environment === environment);
  return {
    stacks,
    platform: writtenIn(texts, (path) => path.startsWith(`platform/${environment}/`) && !path.includes('/service-project/')),
    services: [
      ...writtenIn(texts, (path) => isOf.test(path)),
      ...charts.flatMap(({ objects }) => Object.values(objects)).map(asWritten),
    ],
  };
}

/** A document that no file has. */
export function asWritten(document: KubernetesObject): Written {
  return { document, text: JSON.stringify(document) };
}

/** The documents of a folder of files. */
export function documentsBelow(folder: string): Written[] {
  if (!existsSync(folder)) return [];
  const texts = filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
  return writtenIn(Object.fromEntries(texts), () => true);
}

function writtenIn(texts: Readonly<Record<string, string>>, isWanted: (path: string) => boolean): Written[] {
  return Object.keys(texts).sort().filter((path) => path.endsWith('.yaml') && isWanted(path)).flatMap((path) =>
    texts[path].split(/^---\s*$/m).flatMap((text) => readDocuments(text).map((document) => ({ document, text }))),
  ).filter(({ document }) => document.apiVersion !== undefined && document.kind !== undefined);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name).slice(folder.length + 1));
}

function readJson(file: string): StackJson {
  return JSON.parse(readFileSync(file, 'utf8')) as StackJson;
}
