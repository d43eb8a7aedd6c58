import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script } from './run-script';

/** Answers with its configuration, and with who asks; the real one is tried by `npm run e2e:registry`. */
const STAND_IN = `
  exports.runServer = async (config) => require('node:http').createServer((request, response) => {
    response.end(JSON.stringify({ config, method: request.method, url: request.url, headers: request.headers, token: 'of-the-user' }));
  });
`;

interface Answer {
  readonly config: {
    readonly uplinks: object;
    readonly packages: object;
    readonly auth: { readonly htpasswd: { readonly max_users: number } };
  };
}

let folder: string;
let programs: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-registry-test-'));
  programs = [];
  serveBy(STAND_IN);
});

afterEach(() => {
  for (const program of programs) program.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function serveBy(text: string): void {
  mkdirSync(join(folder, 'program/node_modules/verdaccio'), { recursive: true });
  writeFileSync(join(folder, 'program/package.json'), '{}');
  writeFileSync(join(folder, 'program/node_modules/verdaccio/index.js'), text);
}

/** Runs an ES module until it prints a line, and gives that line. */
async function firstLine(text: string): Promise<{ program: ChildProcess; line: string }> {
  const program = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'pipe'] });
  programs.push(program);
  const [line] = (await Promise.race([once(program.stdout, 'data'), once(program.stderr, 'data')])) as [Buffer];
  return { program, line: line.toString('utf8').trim() };
}

async function start(then: string): Promise<{ program: ChildProcess; line: string }> {
  return firstLine(`
    import { Registry } from '${script('registry/server.mjs')}';
    const [program, storage] = ${JSON.stringify([join(folder, 'program'), join(folder, 'storage')])};
    ${then}
  `);
}

async function served(url: string): Promise<boolean> {
  // Another test's server may have got the port meanwhile, and say nothing.
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
}

async function eventually(condition: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe('the private registry', () => {
  test('serves on loopback to those who have logged in, takes packages from one user, and looks for nothing elsewhere', async () => {
    const { line } = await start(`
      const registry = await Registry.start(program, storage, ['@golden-path']);
      const { json } = await registry.ask('GET', '/');
      console.log(JSON.stringify({ url: registry.url, token: await registry.login('publisher'), config: json.config }));
      await registry.stop();
    `);
    const { url, token, config } = JSON.parse(line) as Answer & { url: string; token: string };

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(token).toBe('of-the-user');
    expect(config.uplinks).toEqual({});
    expect(config.packages).toEqual({ '@golden-path/*': { access: '$authenticated', publish: 'publisher' } });
    expect(config.auth.htpasswd.max_users).toBe(-1);
    expect(await eventually(async () => !(await served(url)))).toBe(true);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('ends with the process that started it, also by %s', async (signal) => {
    const { program, line: url } = await start(`
      const registry = await Registry.start(program, storage, ['@golden-path']);
      console.log(registry.url);
      setInterval(() => {}, 1000);
    `);
    expect(await served(url)).toBe(true);
    program.kill(signal);

    expect(await eventually(async () => !(await served(url)))).toBe(true);
  });

  test('fails with what it said, where it ends before it serves', async () => {
    serveBy("exports.runServer = async () => { console.log('no such storage'); process.exit(3); };");
    const { line } = await start(`
      await Registry.start(program, storage, []).catch(({ message, output }) => console.log(message + ': ' + output));
    `);

    expect(line).toBe('the registry ended before it served: no such storage');
  });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s leaves no temporary folder behind', async (signal, status) => {
  const { program, line: lent } = await firstLine(`
    import { inTemporaryFolder } from '${script('temporary.mjs')}';
    await inTemporaryFolder('signal', async (folder) => {
      console.log(folder);
      await new Promise((resolve) => setTimeout(resolve, 30_000));
    });
  `);
  expect(existsSync(lent)).toBe(true);
  program.kill(signal);

  expect(await once(program, 'exit')).toEqual([status, null]);
  expect(existsSync(lent)).toBe(false);
});
