import { loadAll } from 'js-yaml';
import { canonical } from '../core/canonical';
import { isPlainObject, list, many } from '../core/json';
import type { Json } from '../core/json';
import { isHolderKind, isKept, mayHold } from '../guardrails/holder-kinds';
import { growingArguments, isHolder, namingArguments } from '../guardrails/holders';

/** Something that holds data: a resource in Terraform, or an object that Argo CD applies. */
export interface HeldData {
  /** The type of a resource, or the kind of an object with the group that it is of, such as `KafkaTopic.kafka.strimzi.io`. */
  readonly kind: string;
  /** The address of a resource. */
  readonly address?: string;
  /** The file of an object, relative to the output. */
  readonly file?: string;
  /** The physical name as it is written; absent where whoever makes it picks one. */
  readonly name?: string;
  readonly namespace?: string;
  /** The version of its engine, which may only rise. */
  readonly version?: string;
  /** Its storage in GiB, which may only grow. */
  readonly storage?: number;
  /** Whether Terraform or Argo CD was told to keep it. */
  readonly protected: boolean;
}

/** A resource that has another address than before. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What of a stack tells whether data is lost; both what a lock knows and what a synth gave are such. */
export interface HoldingStack {
  readonly environment?: string;
  readonly production?: boolean;
  /** What it holds; absent in a lock that did not write it down. */
  readonly data?: readonly HeldData[];
  /** The `moved` blocks of its JSON. */
  readonly moves?: readonly Move[];
}

export type HoldingStacks = ReadonlyMap<string, HoldingStack>;

/** What a stack's JSON holds, whoever wrote it, in the order of the addresses. */
export function heldByTerraform(json: Json): HeldData[] {
  const modules = namesOf(json.module).map(([name, body]): HeldData => {
    return { kind: 'module', address: `module.${name}`, ...textOf('name', body.source), protected: false };
  });
  const resources = flat(json.resource)
    .flatMap((types) => Object.entries(types))
    .filter(([type]) => isHolder(type))
    .flatMap(([type, named]) => namesOf(named).flatMap(([name, body]) => instancesOf(type, name, body)));
  return [...resources, ...modules].sort(byText);
}

/** What the objects in a file of the GitOps tree hold. A file that seems to have such an object, and is no YAML, is one itself. */
export function heldByManifest(file: string, text: string): HeldData[] {
  if (!/\.(ya?ml|json)$/.test(file) || !mayHold(text)) return [];
  const documents = documentsOf(text);
  if (!documents) return [{ kind: 'a file that is no YAML', name: file, file, protected: false }];
  return documents.flatMap(withItems).flatMap((object) => heldByObject(object).map((held) => ({ ...held, file }))).sort(byText);
}

/** The `moved` blocks of a stack's JSON. */
export function movesOf(json: Json): Move[] {
  return flat(json.moved).flatMap(({ from, to }) => {
    const [before, after] = [expressionOf(from), expressionOf(to)];
    return before === undefined || after === undefined ? [] : [{ from: before, to: after }];
  });
}

/** The address after all moves of a resource, or of an instance, or of a module that it is in. */
export function movedAddress(address: string, moves: readonly Move[]): string {
  let current = address;
  // As many steps as there are moves: a circle is Terraform's to refuse.
  for (let step = 0; step < moves.length; step += 1) {
    const move = moves.find(({ from }) => current === from || current.startsWith(`${from}[`) || current.startsWith(`${from}.`));
    if (!move) return current;
    current = `${move.to}${current.slice(move.from.length)}`;
  }
  return current;
}

/** An object in Terraform or in a file. */
function heldByObject(object: Json): HeldData[] {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace, annotations } = isPlainObject(metadata) ? metadata : ({} as Json);
  const notes = isPlainObject(annotations) ? annotations : {};
  if (!isHolderKind(String(apiVersion), String(kind), notes)) return [];
  const [group] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [undefined];
  const full = group === undefined ? String(kind) : `${String(kind)}.${group}`;
  const names = { ...textOf('name', name), ...textOf('namespace', namespace) };
  return [{ kind: full, ...names, ...grownOf(String(kind), object), protected: isKept(notes) }];
}

/** One for each instance where it can be told how many there are. */
function instancesOf(type: string, name: string, body: Json): HeldData[] {
  const { manifest, lifecycle } = body;
  // What a manifest is that only Terraform can read, may be anything.
  const known = type === 'kubernetes_manifest' && isPlainObject(manifest) && typeof manifest.kind === 'string';
  const [object] = known ? heldByObject(manifest) : [];
  if (known && !object) return [];
  const { name: argument, namespace } = namingArguments(type);
  const kept = many(lifecycle).some(({ prevent_destroy: prevented }) => String(prevented) === 'true');
  const held = {
    kind: object ? `kubernetes_manifest of ${object.kind}` : type,
    ...textOf('name', physicalName(body, argument)),
    ...textOf('namespace', valueAt(body, namespace)),
    ...(isPlainObject(manifest) ? grownOf(String(manifest.kind), manifest) : grownOf(type, body)),
    protected: kept,
  };
  return keysOf(body).map((key) => ({ ...held, address: `${type}.${name}${key}` }));
}

/** The physical name, or the start of the one that AWS picks. */
function physicalName(body: Json, argument: string): unknown {
  if (argument === '') return undefined;
  const name = valueAt(body, argument);
  const prefix = valueAt(body, `${argument}_prefix`) ?? valueAt(body, 'name_prefix');
  return name ?? (typeof prefix === 'string' ? `${prefix}*` : undefined);
}

/** What of it may only grow; an expression cannot be compared, and is what a plan shows. */
function grownOf(kind: string, body: Json): Pick<HeldData, 'version' | 'storage'> {
  const places = growingArguments(kind);
  if (!places) return {};
  const [version, storage] = [valueAt(body, places.version), valueAt(body, places.storage)];
  const isVersion = /^\d+(\.\d+)*$/.test(String(version));
  return { ...(isVersion && { version: String(version) }), ...(typeof storage === 'number' && { storage }) };
}

/** How the address ends for each instance; what only Terraform can count is one that changes with the way it is counted. */
function keysOf({ count, for_each: forEach }: Json): string[] {
  if (count !== undefined && count !== null) {
    const times = Number(count);
    return Number.isInteger(times) ? Array.from({ length: times }, (_, index) => `[${index}]`) : [`[${String(count)}]`];
  }
  if (forEach === undefined || forEach === null) return [''];
  const keys = isPlainObject(forEach) ? Object.keys(forEach) : literalSet(forEach);
  return keys ? keys.map((key) => `[${JSON.stringify(key)}]`) : [`[${canonical(forEach)}]`];
}

/** The texts in an expression such as `${toset(["a", "b"])}`, where all of them are literals. */
function literalSet(expression: unknown): string[] | undefined {
  const [, texts] = /^\$\{toset\((\[.*\])\)\}$/s.exec(String(expression)) ?? [];
  try {
    const values: unknown = texts === undefined || texts.includes('${') ? undefined : JSON.parse(texts);
    return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : undefined;
  } catch {
    return undefined;
  }
}

/** A value behind names, through blocks that stand alone or in a list. */
function valueAt(body: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => flat(value)[0]?.[name], body);
}

function textOf(key: 'name' | 'namespace', value: unknown): { name?: string; namespace?: string } {
  return value === undefined || value === null || value === '' ? {} : { [key]: typeof value === 'string' ? value : canonical(value) };
}

/** The blocks by their names. */
function namesOf(section: unknown): [string, Json][] {
  return flat(section)
    .flatMap((names) => Object.entries(names))
    .flatMap(([name, bodies]) => flat(bodies).map((body): [string, Json] => [name, body]));
}

/** The objects in a value, however deep its lists are nested: Terraform reads them as one list. */
function flat(value: unknown): Json[] {
  return list(value).flat(Infinity).filter(isPlainObject);
}

/** An address as `moved` has it: bare, or as an expression. */
function expressionOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.replace(/^\$\{(.*)\}$/s, '$1').trim() : undefined;
}

function documentsOf(text: string): Json[] | undefined {
  try {
    return flat(loadAll(text));
  } catch {
    return undefined;
  }
}

function withItems(object: Json): Json[] {
  return [object, ...flat(object.items).flatMap(withItems)];
}

function byText(one: HeldData, other: HeldData): number {
  return canonical(one) < canonical(other) ? -1 : 1;
}
