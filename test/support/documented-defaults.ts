import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '@golden-path/constructs';
import ts from 'typescript';

const LIB = join(__dirname, '..', '..', 'lib');

/** A prop whose `@default` is a value and no sentence. */
export interface LiteralDefault {
  readonly interface: string;
  readonly prop: string;
  readonly value: unknown;
}

/** The literal defaults of every interface of a text. Sentences begin with a hyphen, as jsii has it. */
export function literalDefaultsIn(name: string, text: string): LiteralDefault[] {
  const { statements } = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  return statements.filter(ts.isInterfaceDeclaration).flatMap((declaration) =>
    declaration.members.flatMap((member) => {
      const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
      const written = ts.getTextOfJSDocComment(tag?.comment) ?? '';
      if (written === '' || written.startsWith('-')) return [];
      return [{ interface: declaration.name.text, prop: member.name!.getText(), value: valueOf(expressionOf(written)) }];
    }),
  );
}

/** The literal defaults of the library. */
export function literalDefaults(): LiteralDefault[] {
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.sort().flatMap((name) => literalDefaultsIn(name, readFileSync(join(LIB, name), 'utf8')));
}

function expressionOf(written: string): ts.Expression {
  const { statements } = ts.createSourceFile('default.ts', `(${written})`, ts.ScriptTarget.ES2022, true);
  const [statement] = statements;
  if (!ts.isExpressionStatement(statement) || statements.length > 1) throw new Error(`@default ${written} is no value`);
  return statement.expression;
}

function valueOf(node: ts.Expression): unknown {
  if (ts.isParenthesizedExpression(node)) return valueOf(node.expression);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return node.kind === ts.SyntaxKind.TrueKeyword;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueOf);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map(entryOf));
  if (ts.isPropertyAccessExpression(node)) return memberOf(node);
  throw new Error(`@default ${node.getText()} is neither a value nor a sentence, which begins with a hyphen`);
}

function entryOf(property: ts.ObjectLiteralElementLike): [string, unknown] {
  const { name } = property;
  if (ts.isPropertyAssignment(property) && (ts.isIdentifier(name!) || ts.isStringLiteral(name!))) {
    return [name.text, valueOf(property.initializer)];
  }
  throw new Error(`@default has ${property.getText()}, which is no value`);
}

/** A member of one of the library's enums or classes. */
function memberOf(node: ts.PropertyAccessExpression): unknown {
  const holder = (library as Record<string, unknown>)[node.expression.getText()] as Record<string, unknown> | undefined;
  if (holder === undefined || !(node.name.text in holder)) throw new Error(`@default ${node.getText()} does not exist`);
  return holder[node.name.text];
}
