import { createRequire } from 'node:module';
import type * as Cdk8s from 'cdk8s';
import type { ApiObject, ApiObjectProps, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { byCode } from '../core/by-code';
import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import { tokensIn } from '../core/tokens';
import { toYaml } from '../core/yaml';
import { ofObject } from '../guardrails/expectations';
import type { ObjectExpectation } from '../guardrails/expectations';
import type { ExpectedAt } from '../guardrails/model/expected';
import { addressOfObject, objectOfManifest } from '../guardrails/model/kubernetes';
import { OBJECT_GUARDRAILS } from '../guardrails/rows/own-requests';
import { MANAGED_BY_ARGO_CD } from '../platform/ownership';
import type { Ownership } from '../platform/ownership';
import type { TreeFile } from './gitops-tree';

/** What names a Kubernetes object and says whose it is. */
export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** A Kubernetes object as it is first written. */
export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  /** Every other top-level field, such as `spec` or `rules`. */
  readonly [field: string]: unknown;
}

/** What the objects of a stack are in the end, and what is wrong with them. */
interface RenderedManifests {
  readonly files: TreeFile[];
  readonly documents: { readonly path: string; readonly body: Json; readonly promised: readonly ExpectedAt[] }[];
  /** Objects that no document can be made of. */
  readonly refused: Problem[];
  readonly tokens: Problem[];
}

interface Entry {
  readonly owner: IConstruct;
  readonly folder: string;
  readonly props: ManifestProps;
  readonly object: Pick<ApiObject, 'kind' | 'toJson'>;
  readonly expectations: readonly ObjectExpectation[];
}

const load = createRequire(__filename);

/** cdk8s, loaded with the first object: a fifth of the time to import this package, which a service without any saves. */
export function cdk8s(): typeof Cdk8s {
  return load('cdk8s') as typeof Cdk8s;
}

/** The Kubernetes objects of one stack, which are written as YAML and never pass through Terraform. */
export class Manifests {
  private readonly entries: Entry[] = [];
  private readonly namespaces = new Set<string>();
  private readonly told: ((namespaces: readonly string[]) => void)[] = [];
  private chart?: Chart;

  public get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Whether there is an object in a folder of the GitOps tree. */
  public hasFilesIn(folder: string): boolean {
    return this.entries.some((entry) => entry.folder === folder);
  }

  /** The construct that first wrote an object. */
  public get firstOwner(): IConstruct | undefined {
    return this.entries[0]?.owner;
  }

  /** Tells in which namespaces the objects are, sorted: at once, and again with each namespace that comes. */
  public tellNamespaces(tell: (namespaces: readonly string[]) => void): void {
    this.told.push(tell);
    tell(sorted(this.namespaces));
  }

  /**
   * Adds an object, which stays open to change until it is written.
   *
   * @param folder relative to the GitOps tree
   * @param expectations what is promised of it, besides that it stays the same object
   */
  public add(owner: IConstruct, folder: string, props: ManifestProps, expectations: readonly ObjectExpectation[] = []): ApiObject {
    // A tree of its own: a chart inside a tree of CDKTF cannot be resolved.
    this.chart ??= new (cdk8s().Chart)(new (cdk8s().App)(), 'manifests');
    const object = new (cdk8s().ApiObject)(this.chart, String(this.entries.length), props as ApiObjectProps);
    this.push({ owner, folder, props, object, expectations: [sameObject(props), ...expectations] });
    return object;
  }

  /**
   * Adds an object that is made and changed elsewhere.
   *
   * @param props what it is by now
   * @param make what it is in the end
   */
  public addMade(owner: IConstruct, folder: string, props: ManifestProps, make: () => ManifestProps): void {
    this.push({ owner, folder, props, object: { kind: props.kind, toJson: make }, expectations: [sameObject(props)] });
  }

  /** What is promised of the objects. */
  public get expectations(): ObjectExpectation[] {
    return this.entries.flatMap(({ expectations }) => expectations);
  }

  /** What is promised of the objects, for those who see them without the constructs. */
  public get promised(): ExpectedAt[] {
    return this.entries.flatMap(promisedOf);
  }

  /** What the objects are in the end, as files, and what is wrong with them. */
  public render(owner: Ownership): RenderedManifests {
    const refused: Problem[] = [];
    const rendered = this.entries.flatMap((entry) => {
      try {
        return [{ entry, document: owned(entry.object.toJson() as Json, owner) }];
      } catch (error) {
        refused.push(misfit(entry, error as Error));
        return [];
      }
    });
    return {
      refused,
      files: rendered.map(({ entry, document }) => ({
        path: `${entry.folder}/${fileName(document)}`,
        text: toYaml(document),
        owner: entry.owner,
      })),
      documents: rendered.map(({ entry, document }) => ({
        path: where(entry.owner, document),
        body: document,
        promised: promisedOf(entry),
      })),
      tokens: rendered.flatMap(({ entry, document }) => tokenProblems(entry, document)),
    };
  }

  private push(entry: Entry): void {
    this.entries.push(entry);
    const { namespace } = entry.props.metadata;
    if (namespace === undefined || this.namespaces.has(namespace)) return;
    this.namespaces.add(namespace);
    for (const tell of this.told) tell(sorted(this.namespaces));
  }
}

function sorted(names: ReadonlySet<string>): string[] {
  return [...names].sort(byCode);
}

/** An object that is patched into another one would not be what the rest of the output refers to. */
function sameObject({ apiVersion, kind, metadata: { name, namespace } }: ManifestProps): ObjectExpectation {
  return ofObject(OBJECT_GUARDRAILS.identity, { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) });
}

function promisedOf({ owner, props, expectations }: Entry): ExpectedAt[] {
  const address = addressOfObject(objectOfManifest(props))!;
  return expectations.map(({ guardrail, expected }) => ({
    guardrail: guardrail.id,
    address,
    path: where(owner, props),
    expected: expected(),
  }));
}

/** A patch of a field that is not there. */
function misfit({ owner, object }: Entry, error: Error): Problem {
  return {
    path: `${owner.node.path}: ${object.kind}`,
    got: error.message.trim(),
    allowed: 'patches that fit the document',
    fix: 'mend the patch that it names',
  };
}

/** Puts the owner's labels and annotations on an object; what was written for other keys stays. */
export function owned(document: Json, { labels, annotations }: Ownership): Json {
  const metadata = (document.metadata ?? {}) as Record<string, Record<string, string>>;
  return {
    ...document,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels, ...MANAGED_BY_ARGO_CD },
      annotations: { ...metadata.annotations, ...annotations },
    },
  };
}

/** Cluster roles may have colons in their names, which no file on Windows may have. */
function fileName({ kind, metadata }: Json): string {
  return `${String(kind).toLowerCase()}-${String((metadata as Json).name).replace(/:/g, '-')}.yaml`;
}

function tokenProblems({ owner }: Entry, document: Json): Problem[] {
  return tokensIn(document).map((path) => ({
    path: `${where(owner, document)} ${path}`,
    got: 'a value that only Terraform knows',
    allowed: 'literals: Argo CD applies this file as it is',
    fix: 'write the value itself, or a name that both sides can know',
  }));
}

function where(owner: IConstruct, { kind }: Json): string {
  return `${owner.node.path}: ${String(kind)}`;
}
