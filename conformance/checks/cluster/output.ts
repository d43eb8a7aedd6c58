import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationsIn } from '../../../test/support/applications';
import { readDocuments, type KubernetesObject } from '../../../test/support/documents';
import { filesIn } from '../../../test/support/golden';
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

export function outputOf(outdir: string, environment: string): Output {
  const names = readdirSync(join(outdir, 'stacks')).filter((name) => name.endsWith(`-${environment}`)).sort();
  const stacks = Object.fromEntries(names.map((name) => [name, readJson(join(outdir, 'stacks', name, 'cdk.tf.json'))]));
  const texts = filesIn(join(outdir, 'gitops'));
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

/** A document by its kind and where it is, for people. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${[metadata?.namespace, metadata?.name].filter(Boolean).join('/')}`;
}

/** The documents of a folder of files. */
export function documentsBelow(folder: string): Written[] {
  return writtenIn(filesIn(folder), () => true);
}

function writtenIn(texts: Readonly<Record<string, string>>, isWanted: (path: string) => boolean): Written[] {
  return Object.keys(texts).sort().filter((path) => path.endsWith('.yaml') && isWanted(path)).flatMap((path) =>
    texts[path].split(/^---\s*$/m).flatMap((text) => readDocuments(text).map((document) => ({ document, text }))),
  ).filter(({ document }) => document.apiVersion !== undefined && document.kind !== undefined);
}

function readJson(file: string): StackJson {
  return JSON.parse(readFileSync(file, 'utf8')) as StackJson;
}
