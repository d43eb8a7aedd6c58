import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as testing from '@golden-path/constructs/testing';
import ts from 'typescript';
import { ROOT } from '../support/examples';

const PRIVATE = ts.SyntaxKind.PrivateKeyword;
const page = readFileSync(join(ROOT, 'docs/testing.md'), 'utf8');

/** What a test may ask an object for: the public members of its class, or those of an interface. */
function membersOf(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, 'lib/testing', file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const declarations = source.statements.filter((node) => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node));
  const { members } = declarations.find((node) => node.name?.text === name)!;
  const isPrivate = (member: ts.Node) => ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === PRIVATE);
  const open = [...members].filter((member) => !isPrivate(member));
  return open.flatMap((member) => (member.name ? [member.name.getText()] : []));
}

test.each([
  ['service-output.ts', 'ServiceOutput'],
  ['service-output.ts', 'ReachOptions'],
  ['service-output.ts', 'ArgoApplicationOutput'],
  ['synthesis.ts', 'Synthesis'],
  ['synthesize.ts', 'SynthesizeOptions'],
  ['written.ts', 'StackOutput'],
  ['verdict.ts', 'Verdict'],
  ['databases.ts', 'DatabaseOutput'],
  ['exceptions.ts', 'ExceptionOutput'],
  ['workload.ts', 'Replicas'],
  ['workload.ts', 'ContainerResources'],
  ['workload.ts', 'SecretReference'],
])('the page tells of all that %s offers as %s', (file, name) => {
  const members = membersOf(file, name);
  expect(members).not.toEqual([]);
  expect(members.filter((member) => !new RegExp(`\\b${member}\\b`).test(page))).toEqual([]);
});

test('the page tells of every function', () => {
  expect(Object.keys(testing).sort()).toEqual(['assertAllowed', 'assertDenied', 'synthesize']);
  for (const name of Object.keys(testing)) expect(page).toContain(`\`${name}\``);
});
