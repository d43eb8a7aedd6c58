import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './root';

type File = readonly [file: string, source: string, ...rest: unknown[]];

interface Message {
  readonly message: string;
  readonly severity: number;
}

/** A small library with one fault per file, each refused by a rule that is this repository's own. */
const FAULTS: ReadonlyArray<readonly [file: string, source: string, message: RegExp]> = [
  ['lib/core/back.ts', "export { name } from '../platform/name';", /lib\/core may import no other folder of lib\. Arrows go core <- platform/],
  ['lib/platform/back.ts', "export { name } from '../service/name';", /lib\/platform may import only lib\/core\./],
  ['lib/guardrails/back.ts', "export { name } from '../stack/name';", /lib\/guardrails may import only lib\/core, lib\/platform\./],
  ['lib/output/back.ts', "export { name } from '../stack/name';", /lib\/output may import only lib\/core, lib\/platform, lib\/guardrails\./],
  ['lib/stack/back.ts', "export { name } from '../service/name';", /lib\/stack may import only/],
  ['lib/service/back.ts', "export { name } from '../data/name';", /lib\/service may import only lib\/core, lib\/platform, lib\/guardrails, lib\/output, lib\/stack\./],
  ['lib/data/sideways.ts', "export { name } from '../gitops/name';", /lib\/data may import only .*lib\/stack, lib\/service\./],
  ['lib/gitops/sideways.ts', "export { name } from '../data/name';", /lib\/gitops may import only .*never back or sideways: move what/],
  ['lib/repository/sideways.ts', "export { name } from '../gitops/name';", /lib\/repository may import only .*never back or sideways: move what/],
  ['lib/observability/sideways.ts', "export { name } from '../gitops/name';", /lib\/observability may import only .*never back or sideways: move what/],
  ['lib/reports/sideways.ts', "export { name } from '../platform/name';", /lib\/reports may import only lib\/core\./],
  ['lib/modules/sideways.ts', "export { name } from '../gitops/name';", /lib\/modules may import only/],
  ['lib/testing/up.ts', "export { name } from '../cli/name';", /lib\/testing may import only/],
  ['lib/core/door.ts', "export { name } from '../index';", /lib\/core may import no other folder of lib/],
  ['lib/core/barrel.ts', "export { iamRole } from '@cdktf/provider-aws';", /Import one resource by its path, as in '@cdktf\/provider-aws\/lib\/iam-role'/],
  ['lib/core/barrel-lib.ts', "export { iamRole } from '@cdktf/provider-aws/lib';", /Import one resource by its path/],
  ['lib/core/dev.ts', "export { load } from 'js-yaml';", /'js-yaml' should be listed in the project's dependencies/],
  ['lib/core/environment.ts', 'export const home = process.env.HOME;', /pure function of its input, and this reads the environment/],
  ['lib/core/clock.ts', 'export const now = new Date();', /this reads the clock/],
  ['lib/core/chance.ts', 'export const chance = Math.random();', /this reads chance/],
  ['lib/core/bare.ts', "export function refuse() {\n  throw new Error('no');\n}", /Throw a GoldenPathError/],
  ['lib/index.ts', "export * from './core/name';", /lib\/index\.ts is the only door and each of its lines is a promise/],
  ['apps/shop/barrel.ts', "export { iamRole } from '@cdktf/provider-aws';", /Import one resource by its path/],
  ['apps/shop/sources.ts', "export { name } from '../../lib/core/name';", /An app imports '@golden-path\/constructs', as a team's repository does/],
  ['lib/core/order.ts', [
    'export class Order {',
    '  public verb(): number {',
    '    return this.field;',
    '  }',
    '',
    '  public readonly field = 1;',
    '}',
  ].join('\n'), /Member field should be declared before all/],
  ['lib/core/long.ts', "export type { A } from './name';\n".repeat(251), /File has too many lines \(251\)\. Maximum allowed is 250/],
  ['test/core/other-programs.ts', "export { run } from '../../conformance/referees/run';", /A unit test asks no other program: move the test to conformance/],
];

/** A fault for each rule that asks for types. */
const OF_TYPES: ReadonlyArray<readonly [rule: string, source: string]> = [
  ['await-thenable', 'export async function start(): Promise<void> {\n  await 1;\n}'],
  ['no-floating-promises', 'export function start(): void {\n  Promise.resolve(1);\n}'],
  ['no-misused-promises', 'export const start = (): unknown => setTimeout(async () => 1, 1);'],
  ['prefer-readonly', 'export class Start {\n  private at = 1;\n\n  public read(): number {\n    return this.at;\n  }\n}'],
  ['return-await', [
    'export async function start(): Promise<number> {',
    '  try {',
    '    return Promise.resolve(1);',
    '  } catch {',
    '    return 2;',
    '  }',
    '}',
  ].join('\n')],
  ['switch-exhaustiveness-check', [
    "export function start(at: 'a' | 'b'): number {",
    '  switch (at) {',
    "    case 'a': return 1;",
    '  }',
    '  return 2;',
    '}',
  ].join('\n')],
  ['TS2322', "export const start: number = 'one';"],
  ['TS2578', '// @ts-expect-error: there is no error\nexport const start = 1;'],
  ['TS6133', 'export const start = 1;\nconst other = 2;'],
];

/** The same kind of import where the arrow points forward, and what a file may do that looks like a fault. */
const SOUND: readonly File[] = [
  ['lib/core/name.ts', "export const name = 'core';"],
  ['lib/platform/name.ts', "export { name } from '../core/name';"],
  ['lib/guardrails/name.ts', "export { name } from '../platform/name';"],
  ['lib/output/name.ts', "export { name } from '../guardrails/name';"],
  ['lib/stack/name.ts', "export { name } from '../output/name';"],
  ['lib/service/name.ts', "export { name } from '../platform/name';"],
  ['lib/data/name.ts', "export { name } from '../service/name';"],
  ['lib/gitops/name.ts', "export { name } from '../service/name';"],
  ['lib/repository/name.ts', "export { name } from '../service/name';"],
  ['lib/observability/name.ts', "export { name } from '../service/name';"],
  ['lib/modules/name.ts', "export { name } from '../data/name';"],
  ['lib/cli/name.ts', "import { name } from '../gitops/name';\n\nconsole.log(name, process.env.HOME);"],
  ['lib/core/role.ts', "export { IamRole } from '@cdktf/provider-aws/lib/iam-role';"],
  ['lib/core/documented.ts', '// a line\n'.repeat(300)],
  ['apps/shop/main.ts', "export { App } from 'cdktf';"],
];

/** A file of a service of its own, which has a linter of its own. */
const OF_SKELETON: File = ['lib/repository/skeletons/typescript/main.ts', "console.log(process.env.HOME);\nexport * from './other.js';"];

const ERROR = 2;

test('the rule knows every folder of lib', () => {
  const folders = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const known = [...FAULTS, ...SOUND].map(([file]) => /^lib\/(\w+)\//.exec(file)?.[1]).filter((name) => name !== undefined);
  expect([...new Set(known)].sort()).toEqual(folders.sort());
});

let folder: string;
let found: ReadonlyMap<string, readonly Message[]>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-lint-'));
  found = lint([...FAULTS, ...SOUND, OF_SKELETON]);
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(FAULTS)('%s is refused, and the message says what to do', (file, _source, message) => {
  const errors = found.get(file)?.filter(({ severity }) => severity === ERROR);

  expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
});

test.each(SOUND.map(([file]) => file))('%s is accepted', (file) => {
  expect(found.get(file)).toEqual([]);
});

test('a file of a skeleton is left to the linter of the skeleton', () => {
  expect(found.get(OF_SKELETON[0])).toEqual([expect.objectContaining({ message: expect.stringMatching(/^File ignored/) })]);
});

test('each rule that asks for types refuses its fault, and so does the compiler', () => {
  for (const [rule, source] of OF_TYPES) write(`types/${rule}.ts`, `${source}\n`);
  write('types/tsconfig.json', JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { noUnusedLocals: true } }));
  write('.oxlintrc.json', readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8'));
  for (const name of ['.bin', '@oxlint-tsgolint', 'oxlint-tsgolint']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules/oxlint/package.json'), 'utf8')) as { bin: { oxlint: string } };
  const args = [join(ROOT, 'node_modules/oxlint', bin.oxlint), '--type-check', '--format=json', 'types'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Array<{ code: string; filename: string }> };

  expect(diagnostics.map(({ code, filename }) => [filename, code]).sort()).toEqual(OF_TYPES.map(([rule]) => [`types/${rule}.ts`, `typescript(${rule})`]).sort());
});

/** Runs the real linter with the real configuration over a library of these files. */
function lint(files: readonly File[]): ReadonlyMap<string, readonly Message[]> {
  write('package.json', JSON.stringify({ name: 'a-library', peerDependencies: { '@cdktf/provider-aws': '*', 'cdktf': '*' } }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node16', target: 'es2022', strict: true, types: ['node'] } }));
  // What is not linked is not resolved, which these rules do not need.
  for (const name of ['@types', 'js-yaml']) {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  for (const [file, source] of files) write(file, source.endsWith('\n') ? source : `${source}\n`);

  const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--config', join(ROOT, 'eslint.config.mjs'), '--format', 'json', ...files.map(([file]) => file)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const results = JSON.parse(stdout) as Array<{ filePath: string; messages: Message[] }>;
  return new Map(results.map(({ filePath, messages }) => [relative(folder, filePath).replaceAll('\\', '/'), messages]));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
