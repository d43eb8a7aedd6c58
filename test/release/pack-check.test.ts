import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/examples';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-pack-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What the check says of a package with these files, all of which are to be published. */
function check(files: Record<string, string>): { status: number | null; lines: readonly string[] } {
  const manifest = JSON.stringify({ name: '@acme/constructs', version: '1.0.0', files: Object.keys(files) });
  for (const [file, text] of Object.entries({ ...files, 'package.json': manifest })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts/release/pack-check.mjs'), folder], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

const GOOD = {
  'build/index.js': 'exports.a = 1;',
  'build/index.d.ts': 'export declare const a = 1;',
  '.jsii': '{}',
  'README.md': '# A',
};

test('a package of what users need is let through, its groups and its share of the budget printed', () => {
  const { status, lines } = check(GOOD);
  expect([status, lines.at(-1)]).toEqual([0, '3 passed, 0 failed']);
  expect(lines).toContainEqual(expect.stringMatching(/✔ size, packed +[\d.]+ s {2}1 kB of 2,400 kB, 0 %$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}build\/\*\*\/\*\.d\.ts +1 files +1 kB {2}types for TypeScript$/));
});

test.each(['build/index.test.ts', 'build/index.js.map', 'lib/index.ts', 'secrets.env', '.golden-path.lock'])(
  '%s is a leak',
  (file) => {
    const { status, lines } = check({ ...GOOD, [file]: 'x' });
    expect([status, lines.at(-1)]).toEqual([1, '2 passed, 1 failed']);
    expect(lines).toContain(`${file} is in the package and on no list`);
  },
);

test('a package over its budget is refused', () => {
  const { status, lines } = check({ ...GOOD, 'build/data.js': randomBytes(2_500_000).toString('base64') });
  expect([status, lines.at(-1)]).toEqual([1, '2 passed, 1 failed']);
  expect(lines).toContainEqual(expect.stringMatching(/✘ size, packed +[\d.]+ s {2}2,5\d\d kB of 2,400 kB, 1\d\d %$/));
});
