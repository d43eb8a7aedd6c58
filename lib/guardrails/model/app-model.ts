import type { Json } from '../../core/json';
import type { ExpectedAt } from './expected';
import type { AccountFacts } from './known-attributes';
import { addressOfObject, MANIFEST, objectOf, objectOfManifest } from './kubernetes';
import type { KubernetesObject } from './kubernetes';
import { Landscape } from './landscape';
import { expanded } from './resource';
import type { Resource } from './resource';
import { pieces } from './sections';
import { StackModel } from './stack-model';

/** Whose a stack is, which says how much of the table applies to it. */
export enum StackKind {
  /** It holds a service. */
  SERVICE = 'service',
  /** A team's own, beside its service. */
  TEAM = 'team',
  /** The platform team's. */
  PLATFORM = 'platform',
  /** In the same app, and of no platform. */
  FOREIGN = 'foreign',
}

/** Names that belong to teams. */
export interface ClaimedNames {
  readonly dataNames: readonly string[];
  readonly services: readonly string[];
}

/** What is known of a stack besides its JSON. */
export interface StackFacts {
  readonly kind: StackKind;
  readonly service?: string;
  readonly team?: string;
  readonly environment?: string;
  readonly production?: boolean;
  /** The namespace and the role of the service. */
  readonly namespace?: string;
  readonly role?: string;
  readonly account?: AccountFacts;
  /** What the owner's labels, annotations and tags are; nothing if nobody owns the stack. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** The names of the buckets that the library makes. */
  readonly buckets?: readonly string[];
  /** The names in AWS of the data of the service, whatever makes it. */
  readonly dataNames?: readonly string[];
  /** What the platform gives to other teams alone, by name or by what names begin with. */
  readonly claimed?: ClaimedNames;
  /** The addresses of what the library made. */
  readonly own?: ReadonlySet<string>;
  /** What the settings of Terraform have to be. */
  readonly settings?: StackSettings;
}

/** The cluster of the environment, as far as a login to it says. */
export interface ClusterSettings {
  readonly endpoint: string;
  readonly name: string;
  /** The SHA-256 of the certificate by which the cluster is known. */
  readonly authority: string;
}

/** The settings of Terraform that are the platform's. */
export interface StackSettings {
  /** The backend by its type. */
  readonly backend?: Json;
  readonly cluster: ClusterSettings;
  /** The permissions boundary of every role; nothing if the environment has none. */
  readonly permissionsBoundaryArn?: string;
}

/** A document that Argo CD applies. */
export interface Document {
  /** The stack that writes it. */
  readonly stack: string;
  /** The construct that it is made for, and its kind. */
  readonly path: string;
  readonly body: Json;
  /** What the library promised of it. */
  readonly promised?: readonly ExpectedAt[];
}

/** What a front end reads: the JSON of all stacks, and the documents of the GitOps tree. */
export interface AppInput {
  readonly stacks: readonly { readonly name: string; readonly json: Json; readonly facts: StackFacts }[];
  readonly documents: readonly Document[];
  /** What the library promised of an object that it writes for Argo CD, by its address in the cluster. */
  readonly promised?: (address: string) => readonly ExpectedAt[];
}

/** A stack with what is known of it. */
export interface ModelledStack {
  readonly name: string;
  readonly facts: StackFacts;
  readonly model: StackModel;
}

/** One thing that a guardrail looks at. */
export interface Subject {
  readonly app: AppModel;
  readonly stack: ModelledStack;
  /** The construct's path or the address. */
  readonly path: string;
  /** The address inside its stack, or the path of a document. */
  readonly address: string;
  /** The Terraform resource; absent for a document. */
  readonly resource?: Resource;
  /** What it is: a copy of the resource, or the document. */
  readonly body: Json;
  /** The Kubernetes object that it makes, if it makes one. */
  readonly object?: KubernetesObject;
  /** What the library promised of that object, if it writes the same one. */
  readonly promised?: readonly ExpectedAt[];
}

/** All stacks of an app together. */
export class AppModel {
  public readonly stacks: readonly ModelledStack[];

  /** @param landscape what all stacks of the app have, if only some of them are looked at */
  public constructor(
    private readonly input: AppInput,
    public readonly landscape: Landscape = new Landscape(input.stacks),
  ) {
    this.stacks = input.stacks.map(({ name, json, facts }) => ({ name, facts, model: new StackModel(name, json, facts.account) }));
  }

  /** Everything that a guardrail may look at; types that `asked` does not know are not even read. */
  public* subjects(asked: (type: string) => boolean): Generator<Subject> {
    for (const stack of this.stacks) {
      yield* sectionsOf(this, stack);
      for (const resource of stack.model.resources) {
        if (!asked(resource.key)) continue;
        for (const body of resource.copies) yield subjectOf(this, stack, resource, body);
      }
    }
    yield* this.documents();
  }

  /** The objects of which something is promised: documents, and manifests in Terraform that are the same object. */
  public* promised(): Generator<Subject> {
    for (const stack of this.stacks) {
      for (const resource of stack.model.resources) {
        if (resource.key !== MANIFEST) continue;
        for (const body of resource.copies) {
          const subject = subjectOf(this, stack, resource, body);
          const address = addressOfObject(subject.object!);
          const promised = (address !== undefined && this.input.promised?.(address)) || [];
          if (promised.length > 0) yield { ...subject, promised };
        }
      }
    }
    for (const subject of this.documents()) if (subject.promised) yield subject;
  }

  private* documents(): Generator<Subject> {
    const byName = new Map(this.stacks.map((stack) => [stack.name, stack]));
    for (const { stack, path, body, promised } of this.input.documents) {
      yield { app: this, stack: byName.get(stack)!, path, address: path, body, object: objectOfManifest(body), promised };
    }
  }
}

function subjectOf(app: AppModel, stack: ModelledStack, resource: Resource, body: Json): Subject {
  const object = resource.mode === 'managed' ? objectOf(resource, body) : undefined;
  return { app, stack, path: resource.path, address: resource.address, resource, body, object };
}

/** Sections that are read by themselves. */
const READ_SECTIONS = ['//', 'check', 'data', 'ephemeral', 'locals', 'moved', 'output', 'resource', 'variable'];

/** The settings of a stack, each provider, and what else a stack may have besides resources. */
function* sectionsOf(app: AppModel, stack: ModelledStack): Generator<Subject> {
  const { model, name } = stack;
  const section = (address: string, body: Json, path = name): Subject => ({ app, stack, path, address, body });
  yield section('section:stack', model.json);
  for (const [key, value] of Object.entries(model.json)) {
    if (READ_SECTIONS.includes(key)) continue;
    if (key === 'terraform') yield section('section:terraform', Object.assign({}, ...pieces(value)) as Json);
    else if (key === 'provider') yield* providersOf(value, stack, section);
    else if (key === 'import' || key === 'removed') yield* pieces(model.read(value)).map((piece) => section(`section:${key}`, piece));
    else if (key === 'module') yield* pieces(value).flatMap(Object.keys).map((id) => section(`section:module.${id}`, {}));
    else yield section(`section:unknown.${key}`, {});
  }
}

function* providersOf(
  value: unknown,
  { model, name }: ModelledStack,
  section: (address: string, body: Json, path: string) => Subject,
): Generator<Subject> {
  for (const types of pieces(value)) {
    for (const [type, bodies] of Object.entries(types)) {
      for (const body of pieces(bodies)) {
        const alias = typeof body.alias === 'string' ? `.${body.alias}` : '';
        yield section(`provider:${type}${alias}`, expanded(body, model) as Json, `${name}/${type}${alias}`);
      }
    }
  }
}
