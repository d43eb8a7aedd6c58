import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './pages';

/** A property of an interface, as the sources declare it. */
export interface Prop {
  readonly name: string;
  readonly type: string;
  /** The text of its `@default`, without code marks and quotes; `required` where it may not be left out. */
  readonly default: string;
}

/** The properties of an interface of the library. */
export function propsOf(interfaceName: string): Prop[] {
  const declaration = statements().filter(ts.isInterfaceDeclaration).find((node) => node.name.text === interfaceName);
  if (!declaration) throw new Error(`no interface ${interfaceName} in lib/`);
  return declaration.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: member.type?.getText() ?? '',
    default: member.questionToken ? withoutQuotes(defaultOf(member)) : 'required',
  }));
}

/** The alternatives of a type that is a union of literals. */
export function literalsOf(typeName: string): string[] {
  const alias = statements().filter(ts.isTypeAliasDeclaration).find((node) => node.name.text === typeName);
  if (!alias || !ts.isUnionTypeNode(alias.type)) throw new Error(`no union ${typeName} in lib/`);
  return alias.type.types.map((type) => withoutQuotes(type.getText()));
}

/** A default as code and tables both write it. */
export function withoutQuotes(text: string): string {
  return text.replace(/^- /, '').replace(/[`']/g, '').replace(/\s+/g, ' ').trim();
}

function defaultOf(member: ts.PropertySignature): string {
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
  return ts.getTextOfJSDocComment(tag?.comment) ?? '';
}

let parsed: ts.Statement[] | undefined;

/** The statements of all files of the library, parsed once. */
function statements(): ts.Statement[] {
  parsed ??= parse();
  return parsed;
}

function parse(): ts.Statement[] {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(ROOT, 'lib', name), 'utf8');
    return [...ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true).statements];
  });
}
