import type { Alias, Document, Node, Pair, YAMLError } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import { show, within } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { isWhole } from '../../core/text';
import { isAmbiguous } from './ambiguous';
import { problemAt } from './node';
import type { DocumentNode, Entry, Origin } from './node';

/** No document that a person writes comes near these. */
const MOST_CHARACTERS = 500_000;
const MOST_VALUES = 20_000;
const DEEPEST = 48;

/** The parser is recursive, and Node does not always survive the end of its stack. */
const MOST_NESTED = 500;

/** A text as a document, or what is wrong with it. */
export interface Source {
  readonly root?: DocumentNode;
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML or JSON. What two readers may take for different things is a problem, and never a guess: keys that are there twice, merge
 * keys, tags, directives, several documents, and control characters. A value that is written once and used again is read in both places.
 *
 * @see https://yaml.org/spec/1.2.2/
 */
export function readSource(file: string, text: string): Source {
  const start: Origin = { file, line: 1, column: 1, path: '' };
  const unreadable = problemOfText(start, text);
  if (unreadable) return { problems: [unreadable] };
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, version: '1.2' });
  return new Reader(file, lines).read([...documents], start);
}

function problemOfText(start: Origin, text: string): Problem | undefined {
  if (text.length > MOST_CHARACTERS || nesting(text) > MOST_NESTED) return tooMuch(start);
  const index = text.search(/[^\t\n\r\x20-\x7e\x85\xa0-\uffff]/);
  if (index === -1 && isWhole(text)) return undefined;
  const before = text.slice(0, Math.max(index, 0)).split('\n');
  const at = { ...start, line: before.length, column: before[before.length - 1].length + 1 };
  const allowed = 'text without control characters, in UTF-8';
  return problemAt(at, { got: 'a control character, or a byte that is no text', allowed, fix: 'remove it' });
}

/** No less than the depth of values within values: open brackets, quoted or not, and the spaces and dashes that begin a line. */
function nesting(text: string): number {
  let [open, deepest, indent, isStart] = [0, 0, 0, true];
  for (const character of text) {
    if ('[{'.includes(character)) open += 1;
    else if (']}'.includes(character)) open = Math.max(0, open - 1);
    if (character === '\n') [indent, isStart] = [0, true];
    else if (isStart && ' -?:'.includes(character)) indent += 1;
    else isStart = false;
    deepest = Math.max(deepest, open, indent);
  }
  return deepest;
}

function tooMuch(at: Origin): Problem {
  const allowed = `at most ${MOST_CHARACTERS} characters and ${MOST_VALUES} values, at most ${DEEPEST} deep`;
  return problemAt(at, { got: 'a document that is too large', allowed, fix: 'make it smaller' });
}

/** More values than a document may have, which a few lines with aliases can ask for. */
class TooMuch extends Error {}

/** Walks through what the parser made of one text. */
class Reader {
  private readonly problems: Problem[] = [];
  private targets: ReadonlyMap<Alias, Node> = new Map();
  private values = 0;

  public constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
  ) {}

  public read(documents: readonly Document.Parsed[], start: Origin): Source {
    const errors = documents.flatMap(({ errors: found }) => found);
    if (errors.length > 0) return { problems: errors.map((error) => this.syntaxProblem(error)) };
    const [first, second] = documents;
    const contents = first?.contents;
    if (!isMap(contents)) {
      const got = isSeq(contents) ? 'a list' : isScalar(contents) && contents.value !== null ? 'a single value' : 'nothing';
      const fix = 'begin with name: and team:';
      return { problems: [problemAt(start, { got, allowed: 'a document that describes a service', fix })] };
    }
    this.refuseSetting(first, second, start);
    this.targets = targetsIn(first);
    try {
      const root = this.node(contents, '', 0);
      return { root: this.problems.length === 0 ? root : undefined, problems: this.problems };
    } catch (error) {
      if (error instanceof TooMuch) return { problems: [tooMuch(start)] };
      throw error;
    }
  }

  private refuseSetting(first: Document.Parsed, second: Document.Parsed | undefined, start: Origin): void {
    if (second) {
      const at = this.at(second.range[0], '');
      this.add(at, { got: 'a second document', allowed: 'one service in each file', fix: 'move it to a file of its own' });
    }
    if (first.directives.yaml.explicit === true || /^%/.test(first.directives.toString())) {
      this.add(start, { got: 'a directive', allowed: 'YAML 1.2 without directives', fix: 'remove the line that begins with %' });
    }
  }

  private node(node: Node, path: string, depth: number): DocumentNode {
    this.values += 1;
    if (this.values > MOST_VALUES || depth > DEEPEST) throw new TooMuch();
    const at = this.at(node.range![0], path);
    if (isAlias(node)) return this.aliased(node, at, depth);
    if ('tag' in node && node.tag !== undefined) {
      const fix = 'remove the tag; text that looks like something else stands in quotes';
      this.add(at, { got: `the tag ${show(node.tag)}`, allowed: 'values without tags', fix });
    }
    if (isMap(node)) return { kind: 'map', at, entries: this.entries(node.items as Pair<Node, Node | null>[], at, depth) };
    if (isSeq(node)) {
      const items = (node.items as Node[]).map((item, index) => this.node(item, `${path}[${index}]`, depth + 1));
      return { kind: 'list', at, items };
    }
    const { value, source, type } = node as unknown as { value: unknown; source?: string; type?: string };
    return { kind: 'scalar', at, value: this.scalar(at, value), plain: type === 'PLAIN' ? (source ?? '') : undefined };
  }

  private aliased(alias: Alias, at: Origin, depth: number): DocumentNode {
    const target = this.targets.get(alias);
    if (target) return this.node(target, at.path, depth + 1);
    this.add(at, { got: `*${alias.source}`, allowed: 'the name of an anchor before it', fix: 'write the value itself' });
    return { kind: 'scalar', at, value: null };
  }

  private scalar(at: Origin, value: unknown): string | number | boolean | null {
    if (typeof value === 'string' && (!isWhole(value) || /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value))) {
      this.add(at, { got: show(value), allowed: 'text without control characters', fix: 'remove them' });
    }
    return value as string | number | boolean | null;
  }

  private entries(pairs: readonly Pair<Node, Node | null>[], at: Origin, depth: number): Entry[] {
    const entries: Entry[] = [];
    const names = new Set<string>();
    for (const { key, value } of pairs) {
      const name = this.key(key, at);
      if (name === undefined) continue;
      const keyAt = this.at(key.range![0], within(at.path, name));
      if (names.has(name)) {
        this.add(keyAt, { got: `the key ${show(name)} twice`, allowed: 'each key once', fix: 'remove one of the two' });
      }
      names.add(name);
      const read = value ? this.node(value, keyAt.path, depth + 1) : ({ kind: 'scalar', at: keyAt, value: null } as const);
      entries.push({ key: name, at: keyAt, value: read });
    }
    return entries;
  }

  /** The text of a key, or nothing if it is none. */
  private key(key: Node, parent: Origin): string | undefined {
    const at = this.at(key.range![0], parent.path);
    if (!isScalar(key) || isAlias(key)) {
      this.add(at, { got: 'a key that is no text', allowed: 'text as a key', fix: 'write one word before the colon' });
      return undefined;
    }
    const text = key.source ?? '';
    if (key.type === 'PLAIN' && text === '<<') {
      const fix = 'write its keys out; environments: takes what differs from one environment to another';
      this.add(at, { got: 'a merge key', allowed: 'keys of YAML 1.2', fix });
      return undefined;
    }
    if (key.tag !== undefined || typeof key.value !== 'string' || (key.type === 'PLAIN' && isAmbiguous(text))) {
      this.add(at, { got: `the key ${text}`, allowed: 'text as a key', fix: `put it in quotes: '${text}'` });
    }
    return this.scalar(at, String(key.value)) as string;
  }

  private syntaxProblem(error: YAMLError): Problem {
    const allowed = 'YAML or JSON that can be read';
    return problemAt(this.at(error.pos[0], ''), { got: `a mistake: ${error.message}`, allowed, fix: 'correct it' });
  }

  private at(offset: number, path: string): Origin {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col, path };
  }

  private add(at: Origin, problem: Omit<Problem, 'path'>): void {
    this.problems.push(problemAt(at, problem));
  }
}

/** What each alias of a document stands for: the last value before it that has its name. The parser searches all values for each. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
    },
  });
  return targets;
}
