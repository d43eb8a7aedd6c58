import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../test/repository/root';

/** A small library: one file that everything imports, two folders, a test of each. */
const PROJECT = {
  'lib/index.ts': "export { total } from './service/total';\nexport { label } from './data/label';\n",
  'lib/service/total.ts': 'export const total = (a: number, b: number): number => a + b;\n',
  'lib/data/label.ts': 'export const label = (text: string): string => `<${text}>`;\n',
  'test/service/total.test.ts': "import { total } from '../../lib';\n\ntest('adds', () => {\n  expect(total(1, 2)).toBe(3);\n});\n",
  'test/data/label.test.ts': "import { label } from '../../lib/data/label';\n\ntest('marks', () => {\n  expect(label('a')).toBe('<a>');\n});\n",
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, module: 'node16', target: 'es2022', types: ['jest'] },
    include: ['lib', 'test'],
  }),
  'jest.config.mjs': "export default { transform: { '\\\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] } };\n",
  '.gitignore': 'node_modules\n',
};

/** What is this repository's own: the check, what it needs, and the linter's rules. */
const COPIED = ['scripts/check.mjs', 'scripts/check', 'scripts/steps', 'scripts/support', 'package.json', 'package-lock.json', 'eslint.config.mjs', '.oxlintrc.json'];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-check-'));
  for (const [file, text] of Object.entries(PROJECT)) write(file, text);
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  // Not the folder itself: what a check keeps for its next run is below it.
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== '.cache')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--no-verify', '-m', 'start');
});

afterEach(() => {
  git('checkout', '--quiet', '.');
  git('clean', '--quiet', '-fd');
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
}

/** Runs the real check over the small project. */
function check(): { status: number | null; output: string } {
  const { status, stdout } = spawnSync(process.execPath, [join(folder, 'scripts/check.mjs')], { encoding: 'utf8', cwd: folder, env: { ...process.env, CI: 'true', FORCE_COLOR: '0' } });
  return { status, output: stdout };
}

describe('npm run check', () => {
  test('passes a sound change, says how long each step took, and what it did not run', () => {
    write('lib/service/total.ts', 'export const total = (a: number, b: number): number => b + a;\n');
    const { status, output } = check();
    expect(output).toMatch(/✔ changes +\d+\.\d s {2}1 files since [0-9a-f]{7}/);
    expect(output).toMatch(/✔ lint +\d+\.\d s {2}1 files/);
    expect(output).toMatch(/✔ types +\d+\.\d s/);
    expect(output).toMatch(/✔ related tests +\d+\.\d s {2}1 passed, 0 failed in 1 files/);
    expect(output).toMatch(/⚠ build, API\.md, generated files +NOT RUN: /);
    expect(output).toMatch(/⚠ conformance +NOT RUN: /);
    expect(status).toBe(0);
  });

  test('fails, and names each step that found a fault', () => {
    write('lib/service/total.ts', 'export const total = (a: number, b: number): number => a - b\n');
    write('lib/data/new.ts', "export const count: number = 'one';\n");
    const { status, output } = check();
    expect(output).toContain('failed: lint, types, related tests');
    expect(output).toMatch(/total\.ts\n.*Missing semicolon/);
    expect(output).toMatch(/new\.ts:1:14: .*TS2322/);
    expect(output).toMatch(/Expected: 3\n.*Received: -1/);
    expect(status).toBe(1);
  });

  test('says that nothing is related to a page', () => {
    write('notes.md', 'A page.\n');
    const { status, output } = check();
    expect(output).toMatch(/⚠ lint +NOT RUN: no source changed/);
    expect(output).toMatch(/⚠ related tests +NOT RUN: no test is related to what changed/);
    expect(status).toBe(0);
  });

  test('fails where there is no main branch to compare with', () => {
    git('branch', '-m', 'main', 'other');
    const { status, output } = check();
    git('branch', '-m', 'other', 'main');
    expect(output).toContain('neither origin/main nor main shares a commit with HEAD: fetch one of them');
    expect(status).toBe(1);
  });
});

describe('the tests that are chosen', () => {
  const imports = {
    'lib/index.ts': ['lib/service/total.ts', 'lib/data/label.ts'],
    'lib/service/total.ts': [],
    'lib/data/label.ts': [],
    'test/service/total.test.ts': ['lib/index.ts'],
    'test/service/total-limits.test.ts': ['lib/index.ts'],
    'test/service/other.test.ts': ['lib/index.ts'],
    'test/data/label.test.ts': ['lib/data/label.ts'],
    'test/stack/stack.test.ts': ['lib/index.ts'],
    'test/docs/pages.test.ts': [],
  };

  function choose(changed: string[], seconds: number, measured = {}): { run: string[]; left: string[] } {
    const module = pathToFileURL(join(ROOT, 'scripts/check/related.mjs')).href;
    const input = JSON.stringify({ changed, seconds, measured });
    const program = `const { relatedTests } = await import('${module}');
      const imports = new Map(Object.entries(${JSON.stringify(imports)}));
      console.log(JSON.stringify(relatedTests({ imports, ...${input} })));`;
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
  }

  test('are the nearest: named after the change, then of its folder, then by the imports between', () => {
    expect(choose(['lib/service/total.ts'], 100).run).toEqual([
      'test/service/total-limits.test.ts', 'test/service/total.test.ts', 'test/service/other.test.ts', 'test/stack/stack.test.ts',
    ]);
  });

  test('are as many as fit into the time, and the others are named', () => {
    const measured = { 'test/service/total.test.ts': 1, 'test/service/total-limits.test.ts': 30, 'test/service/other.test.ts': 2 };
    expect(choose(['lib/service/total.ts'], 4, measured)).toEqual({
      run: ['test/service/total.test.ts', 'test/service/other.test.ts'],
      left: ['test/service/total-limits.test.ts', 'test/stack/stack.test.ts'],
    });
  });

  test('are at least those that changed themselves', () => {
    expect(choose(['test/data/label.test.ts'], 1).run).toEqual(['test/data/label.test.ts']);
  });

  test('are those that read a page where a page changed', () => {
    expect(choose(['docs/data.md'], 10).run).toEqual(['test/docs/pages.test.ts']);
  });
});
