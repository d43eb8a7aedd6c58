import { loadAll } from 'js-yaml';
import { onlyOne, unknown } from './failures';
import { matches } from './json';
import type { Json, Match } from './json';

/** What Terraform applies: one stack of the output. */
export class StackOutput {
  public constructor(
    /** The stack's id. */
    public readonly name: string,
    /** Its JSON, as it was written. */
    public readonly terraform: Json,
  ) {}

  /** Its resources of a type: all of them, or those that match. */
  public resources(type: string, match: Match = {}): Json[] {
    return Object.values<Json>(this.terraform.resource?.[type] ?? {}).filter((body) => matches(match, body));
  }

  /** Its only resource of a type that matches. Throws `QuestionError` if there is none, or more than one. */
  public resource(type: string, match: Match = {}): Json {
    const there = Object.keys(this.terraform.resource?.[type] ?? {}).map((name) => `${type}.${name}`);
    const types = Object.keys(this.terraform.resource ?? {});
    if (!types.includes(type)) throw unknown(`the stack ${this.name}`, 'resource of the type', type, types);
    return onlyOne(this.resources(type, match), `${type} in the stack ${this.name}${matchText(match)}`, there);
  }
}

/** Kubernetes documents with their paths or names. */
export class Documents {
  public constructor(private readonly documents: readonly { readonly name: string; readonly document: Json }[]) {}

  /** All documents, or those that match. */
  public all(match: Match = {}): Json[] {
    return this.documents.filter(({ document }) => matches(match, document)).map(({ document }) => document);
  }

  /** The only document of a kind that matches. Throws `QuestionError` if there is none, or more than one. */
  public one(where: string, kind: string, match: Match = {}): Json {
    const kinds = [...new Set(this.documents.map(({ document }) => String(document.kind)))];
    if (!kinds.includes(kind)) throw unknown(where, 'document of the kind', kind, kinds);
    const there = this.documents.filter(({ document }) => document.kind === kind).map(({ name }) => name);
    return onlyOne(this.all({ ...match, kind }), `${kind} in ${where}${matchText(match)}`, there);
  }
}

/** The Kubernetes documents in the GitOps tree, by path. */
export function documentsIn(gitops: Readonly<Record<string, string>>): { name: string; document: Json }[] {
  return Object.entries(gitops)
    .filter(([path]) => path.endsWith('.yaml') && !path.includes('/templates/'))
    .flatMap(([path, text]) => loadAll(text).map((document: Json) => ({ name: path, document })))
    .filter(({ document }) => document?.apiVersion !== undefined && document.kind !== undefined);
}

function matchText(match: Match): string {
  if (Object.keys(match).length === 0) return '';
  return ` with ${JSON.stringify(match, (_, value: unknown) => (value instanceof RegExp ? String(value) : value))}`;
}
