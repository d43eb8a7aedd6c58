import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import { isCollection, parse, parseAllDocuments, visit } from 'yaml';
import type { Document } from 'yaml';

/** The order of the first fields, as far as a document has them. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'spec'];

/** What is wrong with the text of one file of the GitOps tree, which is a Kubernetes document where nothing else is said. */
export function formProblems(path: string, text: string, isDocument = true): string[] {
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  const [document] = documents as Document[];
  const problems: Record<string, boolean> = {
    'is not a .yaml file': /\/[^/]+\.yaml$/.test(path),
    'does not end with one newline': /[^\n]\n$/.test(text),
    'has carriage returns or tabs': !/[\r\t]/.test(text),
    'has a byte order mark': !text.startsWith('\uFEFF'),
    [`holds ${documents.length} documents`]: documents.length === 1,
    'has a mark of a beginning or an end': !/^(---|\.\.\.)/m.test(text),
    'is not YAML': document.errors.length === 0 && document.warnings.length === 0,
  };
  const found = Object.entries(problems).filter(([, holds]) => !holds).map(([problem]) => problem);
  if (found.length > 0) return found.map((problem) => `${path} ${problem}`);
  const inside = [...flowStyle(document), ...references(document), ...(isDocument ? order(document) : []), ...readings(text)];
  return inside.map((problem) => `${path} ${problem}`);
}

/** Of flow style, only what is empty: block style cannot write that. */
function flowStyle(document: Document): string[] {
  const problems: string[] = [];
  visit(document, {
    Collection: (_, node) => {
      if (isCollection(node) && node.flow && node.items.length > 0) problems.push(`has flow style: ${String(node)}`);
    },
  });
  return problems;
}

/** What stands for another place of the document, which not every reader follows. */
function references(document: Document): string[] {
  const problems: string[] = [];
  visit(document, {
    Alias: (_, node) => void problems.push(`has the alias ${node.source}`),
    Value: (_, node) => { if (node.tag) problems.push(`has the tag ${node.tag}`); },
  });
  return problems;
}

function order(document: Document): string[] {
  const keys = Object.keys(document.toJS() as object);
  const expected = FIRST.filter((key) => keys.includes(key));
  if (!['apiVersion', 'kind', 'metadata'].every((key) => keys.includes(key))) return [`has only ${keys.join(', ')}`];
  return isDeepStrictEqual(keys.slice(0, expected.length), expected) ? [] : [`begins with ${keys.slice(0, expected.length).join(', ')}`];
}

/** Whoever reads the file gets the same, by YAML 1.1 as much as by YAML 1.2. */
function readings(text: string): string[] {
  const one = load(text);
  const others = { 'YAML 1.2': parse(text), 'YAML 1.1': parse(text, { version: '1.1', schema: 'yaml-1.1' }) };
  return Object.entries(others).filter(([, other]) => !isDeepStrictEqual(one, other)).map(([version]) => `means something else in ${version}`);
}

/** Paths that are one file where a file system does not tell capitals from small letters. */
export function clashes(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.filter((path) => taken.size === taken.add(path.toLowerCase()).size);
}
