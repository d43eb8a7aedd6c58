import { createHash } from 'node:crypto';
import { load, loadAll } from 'js-yaml';
import { applicationsIn } from '../../../test/support/applications';
import { fixedArguments, fixedFields, isStateful, nameOf } from './fixed';
import type { Fields } from './fixed';
import { inlined, constraints } from './schemas';
import type { Constraints } from './schemas';

/** Files by their path, each as its text. */
export type Files = Readonly<Record<string, string>>;

/** What those who run an output depend on, although no type shows it. */
export interface Contract {
  /** The files of the output, each with a fingerprint of its text. */
  readonly files: Record<string, string>;
  readonly stacks: Record<string, StackContract>;
  /** Kubernetes objects that Argo CD applies, by environment, kind and name, each with what cannot change. */
  readonly objects: Record<string, Record<string, string>>;
  /** The schemas of values and requests: where something may stand, and what. */
  readonly schemas: Record<string, Record<string, Constraints>>;
  /** The keys of each file of values. */
  readonly values: Record<string, readonly string[]>;
  readonly chart: ChartContract;
}

export interface StackContract {
  /** Where the state is. */
  readonly backend: string;
  readonly outputs: readonly string[];
  /** Addresses of an earlier version, each with the address that took its place. */
  readonly moved: Record<string, string>;
  readonly resources: Record<string, ResourceContract>;
}

export interface ResourceContract {
  readonly stateful?: true;
  /** The name outside of Terraform. */
  readonly name?: string;
  readonly fixed?: Record<string, string>;
}

export interface ChartContract {
  readonly version: string;
  /** A fingerprint of all files of the chart, without its version. */
  readonly content: string;
}

interface StackJson {
  readonly terraform?: { readonly backend?: Fields };
  readonly output?: Fields;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly resource?: Record<string, Record<string, Fields>>;
}

const STACK = /^stacks\/([^/]+)\/cdk\.tf\.json$/;
const VALUES = /^gitops\/apps\/[^/]+\/values(-[^/]+)?\.yaml$/;

/** The contract of an output of a synth and of the chart that it refers to. */
export function contractOf(output: Files, chart: Files): Contract {
  const stacks = Object.fromEntries(entries(output, STACK).map(([, text, [, id]]) => [id, JSON.parse(text) as StackJson]));
  return {
    files: Object.fromEntries(
      Object.entries(output)
        .sort()
        .map(([path, text]) => [path, fingerprint(text)]),
    ),
    stacks: Object.fromEntries(Object.entries(stacks).map(([id, stack]) => [id, stackContract(stack)])),
    objects: sorted(objectsIn(output, stacks)),
    schemas: sorted(schemasIn(output)),
    values: Object.fromEntries(entries(output, VALUES).map(([path, text]) => [path, keysOf(load(text))])),
    chart: chartContract(chart),
  };
}

/** What is published of a chart: its version, and whether what it does is the same. */
export function chartContract(files: Files): ChartContract {
  const { version } = load(files['Chart.yaml']) as { version: string };
  const parts = Object.entries(files)
    .sort()
    .map(([path, text]) => `${path}\n${path === 'Chart.yaml' ? text.replace(/^version: .*$/m, '') : text}`);
  return { version, content: fingerprint(parts.join('\n')) };
}

function stackContract({ terraform, output = {}, moved = [], resource = {} }: StackJson): StackContract {
  const resources = Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([id, block]) => {
      const fixed = fixedArguments(type, block);
      const contract: ResourceContract = {
        ...(isStateful(type) && { stateful: true }),
        name: resolved(nameOf(block), resource),
        ...(Object.keys(fixed).length > 0 && { fixed }),
      };
      return [`${type}.${id}`, contract] as const;
    }),
  );
  return {
    backend: JSON.stringify(terraform?.backend ?? {}),
    outputs: Object.keys(output).sort(),
    moved: Object.fromEntries(moved.map(({ from, to }) => [from, to])),
    resources: Object.fromEntries(resources.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** A name that is made of another resource's, as the name that results: addresses change more easily than names. */
function resolved(name: string | undefined, resources: Required<StackJson>['resource']): string | undefined {
  return name?.replace(
    /\$\{(\w+)\.([\w-]+)\.[^}]*\}/g,
    (reference, type: string, id: string) => nameOf(resources[type]?.[id] ?? {}) ?? reference,
  );
}

/** The objects in files, and those that the chart makes of a service's values. */
function objectsIn(output: Files, stacks: Record<string, StackJson>): Contract['objects'] {
  const gitops = Object.fromEntries(entries(output, /^gitops\/(.+)$/).map(([, text, [, path]]) => [path, text]));
  const rendered = applicationsIn(gitops, stacks).flatMap(({ environment, objects }) =>
    Object.values(objects).map((object: Fields) => [environment, object] as const),
  );
  return Object.fromEntries(
    [...written(gitops), ...rendered].map(([environment, object]) => [`${environment} ${identityOf(object)}`, fixedFields(object)]),
  );
}

function written(gitops: Files): (readonly [string, Fields])[] {
  return entries(gitops, /^(?:platform|apps\/[^/]+\/manifests)\/([^/]+)\/.+\.yaml$/)
    .flatMap(([, text, [, environment]]) => loadAll(text).map((object) => [environment, object as Fields] as const))
    .filter(([, object]) => typeof object?.kind === 'string');
}

function identityOf(object: Fields): string {
  const { apiVersion, kind, metadata } = object as {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string };
  };
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind}${group} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
}

/** The schema of services' values, which is every service's, and those of requests. */
function schemasIn(output: Files): Contract['schemas'] {
  const values = entries(output, /^gitops\/apps\/[^/]+\/(?:chart\/[^/]+\/)?values\.schema\.json$/)
    .slice(0, 1)
    .map(([, text]) => ['values of the chart', constraints(inlined(JSON.parse(text) as Fields))]);
  const requests = entries(output, /^gitops\/platform\/[^/]+\/.*compositeresourcedefinition-[^/]+\.yaml$/).flatMap(([, text]) => {
    const { metadata, spec } = load(text) as { metadata: { name: string }; spec: { versions: readonly Fields[] } };
    return spec.versions.map(({ name, schema }) => [
      `${metadata.name} ${String(name)}`,
      constraints((schema as { openAPIV3Schema: Fields }).openAPIV3Schema),
    ]);
  });
  return Object.fromEntries([...values, ...requests]) as Contract['schemas'];
}

/** The paths of all keys; a list is a value. */
function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => keysOf(part, path === '' ? key : `${path}.${key}`));
  return (inner.length === 0 ? [path] : inner).sort();
}

/** The files whose path matches, each with its text and the match, in the order of their paths. */
function entries(files: Files, pattern: RegExp): (readonly [string, string, RegExpExecArray])[] {
  return Object.entries(files)
    .sort()
    .flatMap(([path, text]) => {
      const match = pattern.exec(path);
      return match ? [[path, text, match] as const] : [];
    });
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16);
}

function sorted<T>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}
