import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, parse, parseAllDocuments } from 'yaml';
import { canonical } from '../../core/canonical';
import { show } from '../../core/problems';
import { toYaml } from '../../core/yaml';
import { Trouble } from '../refusal';

/** The path of a value in a document. */
export type YamlPath = readonly (string | number)[];

/** The documents of a text. Throws Trouble if it is not YAML. */
export function yamlDocuments(text: string): Document.Parsed[] {
  // Helm and Argo CD merge `<<`, as YAML 1.1 does.
  const documents = parseAllDocuments(text, { merge: true });
  if (!Array.isArray(documents)) return [];
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error) throw new Trouble(`invalid YAML: ${error.message.split('\n')[0].replace(/:$/, '')}`, 'YAML', 'fix the syntax error');
  return documents as Document.Parsed[];
}

/** The one document of a text. */
export function yamlDocument(text: string): Document.Parsed | undefined {
  const documents = yamlDocuments(text);
  if (documents.length > 1) throw new Trouble(`${documents.length} documents`, 'one document', 'split the file');
  return documents[0];
}

/** A document's value. */
export function valueOf(document: Document | undefined): unknown {
  try {
    return document?.toJS() ?? undefined;
  } catch {
    // An alias that expands without end, or has no target.
    throw new Trouble('aliases that cannot be resolved', 'YAML', 'write the values out');
  }
}

/** The node at a path, with aliases resolved. */
export function nodeAt(document: Document | undefined, path: YamlPath): Node | undefined {
  let node = resolved(document, document?.contents);
  for (const key of path) {
    if (!isCollection(node)) return undefined;
    const below: unknown = node.get(key, true);
    if (below === undefined && isMap(node) && node.items.some(isMerge)) {
      throw new Trouble(`a merge (<<) instead of ${show(key)}`, 'values that are written out', `write ${key} out`);
    }
    node = resolved(document, below);
  }
  return node;
}

/**
 * A scalar as the text that its author meant, or nothing if it is empty.
 *
 * Throws Trouble if a parser for YAML 1.1 or 1.2 reads something else: `1.10` is the number 1.1.
 */
export function textAt(document: Document | undefined, path: YamlPath): string | undefined {
  const node = nodeAt(document, path);
  if (node === undefined || (isScalar(node) && (node.value === null || node.value === ''))) return undefined;
  const key = path.join('.');
  if (!isScalar(node)) throw new Trouble(`${key}: a map or list`, 'text', `write ${key} as text`);
  const source = node.source ?? String(node.value);
  // Such as 12e3456, the beginning of a commit's hash: too large to be a number in Helm.
  if (typeof node.value === 'number' && !Number.isFinite(node.value) && !source.includes('.')) return source;
  if (typeof node.value === 'string' && (node.type !== 'PLAIN' || !isBooleanInYaml11(source))) return node.value;
  const kind = typeof node.value === 'string' ? 'boolean' : typeof node.value;
  throw new Trouble(`${key}: ${source}, which YAML reads as a ${kind}`, 'text', `put it in quotes: '${source}'`);
}

/** Whether every parser reads this text there. */
export function hasText(document: Document | undefined, path: YamlPath, value: string): boolean {
  return isolated(() => textAt(document, path)) === value;
}

/**
 * A text with one value set or removed. Every other byte stays the same: comments, order, quotes and line endings.
 *
 * Throws Trouble if that is not possible without changing something else, for example with an anchor.
 */
export function setText(text: string, path: YamlPath, value: string | undefined): string {
  const document = yamlDocument(text);
  const expected = withValue(valueOf(document), path, value);
  const edited = edit(text, document, path, value);
  const found = isolated(() => JSON.parse(JSON.stringify(valueOf(yamlDocument(edited)) ?? null)) as unknown);
  if (canonical(found) === canonical(expected)) return edited;
  throw new Trouble(
    `${path.join('.')} in a form that cannot be changed separately, such as an anchor, an alias or a map on several lines`,
    'plain keys and values',
    `write ${path.slice(0, -1).join('.') || path.join('.')} out, one key a line`,
  );
}

function edit(text: string, document: Document.Parsed | undefined, path: YamlPath, value: string | undefined): string {
  const root = document?.contents;
  const parent = path.length === 1 ? root : document?.getIn(path.slice(0, -1), true);
  const key = path[path.length - 1];
  if (isMap(parent)) {
    const pair = pairOf(parent, key);
    if (pair && value !== undefined) return isEmpty(pair) ? filled(text, pair, value) : replaced(text, pair.value, value);
    if (pair) return removed(text, parent, pair);
    if (value === undefined) return text;
    return inserted(text, parent, `${key}: ${plain(value)}`);
  }
  if (value === undefined) return text;
  if (isSeq(parent) && typeof key === 'number') return replaced(text, parent.items[key], value);
  // A missing map is added at the end of the file, with its key.
  if (path.length === 2 && isMap(root) && !pairOf(root, path[0])) return inserted(text, root, `${path[0]}:`, `  ${key}: ${plain(value)}`);
  return text;
}

function replaced(text: string, node: unknown, value: string): string {
  if (!isNode(node) || !node.range) return text;
  const [start] = node.range;
  const end = endOf(text, node);
  return text.slice(0, start) + inStyle(isScalar(node) ? node : undefined, value) + text.slice(end);
}

/** Adds a value to a key that has none, before its comment. */
function filled(text: string, { key }: Pair, value: string): string {
  const at = text.indexOf(':', (key as Node).range![1]) + 1;
  return `${text.slice(0, at)} ${plain(value)}${text.slice(at)}`;
}

function isEmpty({ value }: Pair): boolean {
  return isScalar(value) && value.value === null && value.source === '' && value.anchor === undefined && value.tag === undefined;
}

function removed(text: string, parent: YAMLMap, pair: Pair): string {
  if (parent.flow) return rebuilt(text, parent, parent.items.filter((item) => item !== pair).map((item) => sourceOf(text, item)));
  const start = lineStart(text, startOf(pair));
  const end = text.indexOf('\n', endOf(text, pair));
  if (end !== -1) return text.slice(0, start) + text.slice(end + 1);
  return text.slice(0, start).replace(/\r?\n$/, '');
}

function inserted(text: string, parent: YAMLMap, ...lines: string[]): string {
  if (parent.flow) return rebuilt(text, parent, [...parent.items.map((item) => sourceOf(text, item)), ...lines]);
  const last = parent.items[parent.items.length - 1] as Pair | undefined;
  if (!last) return text;
  const start = startOf(last);
  const indent = text.slice(lineStart(text, start), start).replace(/^\uFEFF/, '');
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const next = text.indexOf('\n', endOf(text, last));
  const at = next === -1 ? text.length : next - (text[next - 1] === '\r' ? 1 : 0);
  return text.slice(0, at) + lines.map((line) => `${newline}${indent}${line}`).join('') + text.slice(at);
}

/** A map in braces with other entries. A map on several lines is left unchanged, because a comment could be lost. */
function rebuilt(text: string, parent: YAMLMap, entries: readonly string[]): string {
  const [start, end] = parent.range!;
  if (/[\n#]/.test(text.slice(start, end))) return text;
  return `${text.slice(0, start)}{${entries.length > 0 ? ` ${entries.join(', ')} ` : ''}}${text.slice(end)}`;
}

function sourceOf(text: string, pair: Pair): string {
  return text.slice(startOf(pair), endOf(text, pair));
}

function startOf(pair: Pair): number {
  return (pair.key as Node).range![0];
}

/** The end of a node, without the line endings and comments after it. */
function endOf(text: string, part: unknown): number {
  const node = isNode(part) ? part : undefined;
  if (!node) {
    const { key, value } = part as Pair;
    return isNode(value) && value.range && value.range[1] > startOf(part as Pair) ? endOf(text, value) : (key as Node).range![1];
  }
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(text, node.items[node.items.length - 1]);
  const [start, end] = node.range!;
  return start + text.slice(start, end).trimEnd().length;
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

function inStyle(before: Scalar | undefined, value: string): string {
  if (before?.type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  if (before?.type === 'QUOTE_SINGLE') return `'${value.replace(/'/g, "''")}'`;
  return plain(value);
}

/** Without quotes if every parser reads it as text. */
function plain(value: string): string {
  const text = toYaml(value).trimEnd();
  return parse(text) === value ? text : `'${value.replace(/'/g, "''")}'`;
}

/** Whether a key merges another map, which the parser reads as a symbol. */
function isMerge({ key }: Pair): boolean {
  return isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol');
}

function isBooleanInYaml11(source: string): boolean {
  return /^(y|n|yes|no|on|off)$/i.test(source);
}

function resolved(document: Document | undefined, node: unknown): Node | undefined {
  const target = isAlias(node) && document ? node.resolve(document) : node;
  return isNode(target) ? target : undefined;
}

/** The result of reading an edited text; nothing if the edit broke it. */
function isolated(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}

/** The value with one part set, as a copy. */
function withValue(whole: unknown, path: YamlPath, value: string | undefined): unknown {
  const copy = JSON.parse(JSON.stringify(whole ?? {})) as Record<string | number, unknown>;
  let part = copy;
  for (const [index, key] of path.slice(0, -1).entries()) {
    if (!holds(part[key], path[index + 1])) {
      if (value === undefined) return copy;
      part[key] = {};
    }
    part = part[key] as Record<string | number, unknown>;
  }
  const last = path[path.length - 1];
  if (value === undefined) delete part[last];
  else part[last] = value;
  return copy;
}

/** Whether a value can have something at a key. */
function holds(value: unknown, key: string | number): boolean {
  return typeof value === 'object' && value !== null && Array.isArray(value) === (typeof key === 'number');
}
