import { CORE_SCHEMA, loadAll } from 'js-yaml';

/** Any Kubernetes document, as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  readonly [field: string]: unknown;
}

interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The documents of a YAML text. A time stays the text that it is, as it does for Kubernetes. */
export function readDocuments(text: string): KubernetesObject[] {
  return loadAll(text, undefined, { schema: CORE_SCHEMA }).filter(Boolean) as KubernetesObject[];
}

/** A YAML text of documents. JSON is YAML, and holds no line that could be taken for the end of a document. */
export function writeDocuments(documents: readonly KubernetesObject[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('---\n');
}
