import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import * as ts from 'typescript';

/** A regular expression that stands in a file. */
export interface Found {
  /** File and line. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** All regular expressions below a folder, and those that cannot be told from the sources. */
export interface Collected {
  readonly found: readonly Found[];
  readonly unreadable: readonly string[];
}

/** Methods of a string that make a regular expression of a string that they are given. */
const TAKES_A_PATTERN = ['match', 'matchAll', 'search'];

/** A skeleton is a service of its own: its modules do not run here. */
const OF_SKELETONS = /^repository\/skeletons\/[^/]+\//;

/**
 * Every regular expression in the TypeScript files below a folder: literals, `new RegExp`, each `pattern` of a limit, and
 * strings that begin with `^`. A pattern that is put together is read off while its module runs.
 */
export function regularExpressionsIn(folder: string): Collected {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts') && !OF_SKELETONS.test(name));
  const parts = files.sort().map((name) => inFile(folder, join(folder, name)));
  return { found: parts.flatMap(({ found }) => found), unreadable: parts.flatMap(({ unreadable }) => unreadable) };
}

function inFile(folder: string, file: string): Collected {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const place = (node: ts.Node) => `${relative(folder, file)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const nodes = all(source);
  const literals = nodes.filter(ts.isRegularExpressionLiteral).map((node) => ({ place: place(node), ...literal(node.text) }));
  const patterns = nodes.flatMap(patternIn);
  const texts = new Set([...patterns, ...nodes].filter((node) => ts.isStringLiteralLike(node) && (patterns.includes(node) || node.text.startsWith('^'))));
  const computed = patterns.filter((node) => !ts.isStringLiteralLike(node) && !isRegularExpression(node) && !isPatternOfLimit(node));
  const values = valuesOf(file, source, computed);
  return {
    found: [
      ...literals,
      ...[...texts].map((node) => ({ place: place(node), source: (node as ts.StringLiteralLike).text, flags: '' })),
      ...computed.flatMap((node, index) => values[index].map((text) => ({ place: place(node), source: text, flags: '' }))),
    ],
    unreadable: computed.filter((_, index) => values[index].length === 0).map((node) => `${place(node)} ${node.getText()}`),
  };
}

function all(node: ts.Node): ts.Node[] {
  const inner: ts.Node[] = [];
  node.forEachChild((child) => void inner.push(...all(child)));
  return [node, ...inner];
}

/** What becomes a regular expression at a node: the value of a `pattern`, or the argument of a call. */
function patternIn(node: ts.Node): ts.Expression[] {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'pattern') return [node.initializer];
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'pattern') return [node.name];
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return [];
  const called = node.expression;
  const isRegExp = ts.isIdentifier(called) && called.text === 'RegExp';
  const takesPattern = ts.isPropertyAccessExpression(called) && TAKES_A_PATTERN.includes(called.name.text);
  return isRegExp || takesPattern ? [...(node.arguments ?? [])].slice(0, 1) : [];
}

function literal(text: string): Omit<Found, 'place'> {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}

/** Whether it is a literal, or a constant of the same file that is one. */
function isRegularExpression(node: ts.Expression): boolean {
  if (!ts.isIdentifier(node)) return ts.isRegularExpressionLiteral(node);
  const declared = all(node.getSourceFile()).find((each) => ts.isVariableDeclaration(each) && each.name.getText() === node.text);
  const value = declared && (declared as ts.VariableDeclaration).initializer;
  return value !== undefined && ts.isRegularExpressionLiteral(value);
}

/** `limit.pattern` is checked where the limit stands. */
function isPatternOfLimit(node: ts.Expression): boolean {
  const inner = ts.isNonNullExpression(node) ? node.expression : node;
  return ts.isPropertyAccessExpression(inner) && inner.name.text === 'pattern';
}

/** The values that expressions have while their module is loaded: none for those that only a call evaluates. */
function valuesOf(file: string, source: ts.SourceFile, nodes: readonly ts.Expression[]): string[][] {
  const values = nodes.map((): string[] => []);
  if (nodes.length === 0) return values;
  let text = source.text;
  for (const [index, node] of [...nodes.entries()].reverse()) {
    const name = ts.isShorthandPropertyAssignment(node.parent) ? `${node.getText()}: ` : '';
    text = `${text.slice(0, node.getStart())}${name}__seen(${index}, ${node.getText()})${text.slice(node.getEnd())}`;
  }
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  const seen = (index: number, value: unknown) => {
    values[index].push(value instanceof RegExp ? value.source : String(value));
    return value;
  };

  new Function('require', 'exports', 'module', '__seen', outputText)(createRequire(file), {}, {}, seen);
  return values;
}
