import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runScript } from './run-script';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-consumer-test-'));
  write('app/main.ts', '');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** Makes a repository of the app in `app/` and does more with it. */
function consumer(manifest: object, files: readonly string[], then = ''): void {
  const body = `
    const app = { name: 'app', folder: input.folder + '/app', files: input.files, command: 'node main.js' };
    const access = { url: 'http://127.0.0.1:4873/', scopes: ['@golden-path'], token: 'secret-token' };
    const make = (name) => new module.Consumer(input.folder + '/' + name, app, input.manifest, access);
    const consumer = make('team');
    ${then}
  `;
  runScript('registry/consumer.mjs', body, { folder, files, manifest });
}

test("a team's repository holds the app, its package.json, and where our packages come from; the token is not in it", () => {
  consumer({ name: 'app', devDependencies: { '@types/jest': '30.0.0' } }, ['main.ts']);
  const files = readdirSync(join(folder, 'team')).sort();

  expect(files).toEqual(['.npmrc', 'main.ts', 'package.json', 'tsconfig.json']);
  expect(JSON.parse(read('team/tsconfig.json'))).toMatchObject({ compilerOptions: { strict: true, types: ['node', 'jest'] } });
  expect(files.filter((file) => read(`team/${file}`).includes('secret-token'))).toEqual([]);
});

test('an app that says how it is compiled is compiled so', () => {
  write('app/tsconfig.json', '{ "compilerOptions": { "target": "es2020" } }');
  consumer({}, ['main.ts', 'tsconfig.json']);

  expect(read('team/tsconfig.json')).toBe('{ "compilerOptions": { "target": "es2020" } }');
});

test('settings of the commands of this repository do not reach it', () => {
  const outdir = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = join(folder, 'elsewhere');
  try {
    consumer(
      {},
      ['main.ts'],
      `
      consumer.command = 'node -p "JSON.stringify([process.env.CDKTF_OUTDIR ?? null, process.env.GOLDEN_PATH_NPM_TOKEN])" > said';
      await consumer.synthesise().catch(() => {});
    `,
    );
  } finally {
    if (outdir === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = outdir;
  }

  expect(JSON.parse(read('team/said'))).toEqual([null, 'secret-token']);
});

test('what is installed is handed on, but for our packages and their commands, which npm then installs anew', () => {
  for (const name of ['@golden-path/constructs', 'cdktf-cli']) write(`team/node_modules/${name}/main.js`, '');
  write('team/node_modules/.package-lock.json', '{}');
  mkdirSync(join(folder, 'team/node_modules/.bin'));
  symlinkSync('../@golden-path/constructs/main.js', join(folder, 'team/node_modules/.bin/golden-path'));
  symlinkSync('../cdktf-cli/main.js', join(folder, 'team/node_modules/.bin/cdktf'));
  consumer({}, ['main.ts'], "consumer.handOver(make('next'));");
  const modules = join(folder, 'next/node_modules');

  expect(existsSync(join(folder, 'team/node_modules'))).toBe(false);
  expect(readdirSync(modules).sort()).toEqual(['.bin', 'cdktf-cli']);
  expect(readdirSync(join(modules, '.bin'))).toEqual(['cdktf']);
  expect(lstatSync(join(modules, '.bin/cdktf')).isSymbolicLink()).toBe(true);
});
