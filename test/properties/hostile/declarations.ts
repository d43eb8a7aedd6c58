import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

const LIB = path.resolve(__dirname, '../../../lib');

/** What the public door of the library declares, read from its sources: something new is in it by itself. */
export interface Declarations {
  /** The props of each interface that is plain data, by its name. */
  readonly structs: ReadonlyMap<string, readonly string[]>;
  /** How many arguments each constructor, static method and method takes, as in `Peer.cidr` and `Platform#team`. */
  readonly doors: ReadonlyMap<string, number>;
}

/** What an interface declares itself, and what it extends. */
interface OwnProps {
  readonly props: readonly string[];
  readonly extended: readonly string[];
}

export function declarations(): Declarations {
  const structs = new Map<string, OwnProps>();
  const doors = new Map<string, number>();
  for (const [file, names] of exported()) {
    const source = parse(`${file}.ts`);
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node) && names.has(node.name.text)) addInterface(node, structs, doors);
      if (!ts.isClassDeclaration(node) || !names.has(node.name!.text)) return;
      addClass(node, doors);
      const base = hiddenBase(source, file, node);
      if (base) addClass(base, doors, node.name!.text);
    });
  }
  const whole = [...structs.keys()].map((name): [string, string[]] => [name, [...new Set(propsOf(name, structs))]]);
  return { structs: new Map(whole), doors };
}

/** What extends another interface has the props of that one too. */
function propsOf(name: string, structs: ReadonlyMap<string, OwnProps>): string[] {
  const own = structs.get(name);
  return own ? [...own.extended.flatMap((other) => propsOf(other, structs)), ...own.props] : [];
}

/** The names that lib/index.ts exports, by the file that has them. */
function exported(): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  parse('index.ts').forEachChild((node) => {
    if (!ts.isExportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier!) || !ts.isNamedExports(node.exportClause!)) return;
    const names = files.get(node.moduleSpecifier.text) ?? new Set();
    for (const { name } of node.exportClause.elements) names.add(name.text);
    files.set(node.moduleSpecifier.text, names);
  });
  return files;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, fs.readFileSync(path.join(LIB, file), 'utf8'), ts.ScriptTarget.ES2022, true);
}

function addInterface(node: ts.InterfaceDeclaration, structs: Map<string, OwnProps>, doors: Map<string, number>): void {
  const methods = node.members.filter(ts.isMethodSignature);
  for (const { name, parameters } of methods) doors.set(`${node.name.text}#${nameOf(name)}`, parameters.length);
  const isData = methods.length === 0 && !/^I[A-Z]/.test(node.name.text);
  if (!isData) return;
  const extended = (node.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => (expression as ts.Identifier).text));
  structs.set(node.name.text, { props: node.members.filter(ts.isPropertySignature).map(({ name }) => nameOf(name)), extended });
}

/** The base class of a file of the library, if it is internal: what it has belongs to the class. */
function hiddenBase(source: ts.SourceFile, file: string, node: ts.ClassDeclaration): ts.ClassDeclaration | undefined {
  const name = node.heritageClauses
    ?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0].expression.getText(source);
  const imported = source.statements.filter(ts.isImportDeclaration).find(({ importClause, moduleSpecifier }) => {
    const named = importClause?.namedBindings;
    const isOurs = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('.');
    return isOurs && named && ts.isNamedImports(named) && named.elements.some((element) => element.name.text === name);
  });
  if (!imported) return undefined;
  const from = path.join(path.dirname(file), (imported.moduleSpecifier as ts.StringLiteral).text);
  const base = parse(`${from}.ts`)
    .statements.filter(ts.isClassDeclaration)
    .find((each) => each.name?.text === name);
  return base && ts.getJSDocTags(base).some(({ tagName }) => tagName.text === 'internal') ? base : undefined;
}

function addClass(node: ts.ClassDeclaration, doors: Map<string, number>, className = node.name!.text): void {
  for (const member of node.members) {
    const modifiers = (ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined) ?? [];
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind);
    if (has(ts.SyntaxKind.PrivateKeyword) || has(ts.SyntaxKind.ProtectedKeyword)) continue;
    if (ts.isConstructorDeclaration(member)) doors.set(className, member.parameters.length);
    if (!ts.isMethodDeclaration(member) || nameOf(member.name).startsWith('_')) continue;
    doors.set(`${className}${has(ts.SyntaxKind.StaticKeyword) ? '.' : '#'}${nameOf(member.name)}`, member.parameters.length);
  }
}

function nameOf(name: ts.PropertyName): string {
  if (!ts.isIdentifier(name)) throw new Error(`a name that is no identifier: ${ts.SyntaxKind[name.kind]}`);
  return name.text;
}
