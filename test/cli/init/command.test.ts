import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { registryOf } from '../../../lib/cli/init/npm-config';
import { QUESTIONS } from '../../../lib/cli/init/questions';
import { commandAt } from '../fixture';
import { newFolder, present } from './fixture';

const ROOT = path.resolve(__dirname, '../../..');
const FLAGS = [
  '--service',
  'checkout',
  '--team',
  'shop',
  '--scope',
  'acme',
  '--registry',
  'https://npm.acme.example',
  '--port',
  'none',
  '--ci',
  'none',
];

/** Runs the real command with nobody at the terminal, as a script does. */
function golden(...args: string[]) {
  const command = ['--import', 'tsx', 'lib/cli/main.ts', 'init', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', input: '' });
  return { status, stdout, stderr };
}

test('the command makes a repository, refuses to do it twice, and never waits for an answer that nobody gives', () => {
  const folder = newFolder();
  expect(golden(folder)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--team: got nothing') });
  expect(present(folder)).toBe(false);
  expect(golden(folder, ...FLAGS, '--yes')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('Written. Next:'),
  });
  expect(present(path.join(folder, 'main.ts'))).toBe(true);
  const again = golden(folder, ...FLAGS, '--yes');
  expect(again).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^\[InvalidProps\] golden-path init: \d+ problems, nothing was written\n/),
  });
  expect(again.stderr).not.toContain('    at ');
});

test('every question has its flag in the help, and a flag that is misspelt is refused', async () => {
  const { status, printed } = await commandAt(undefined, 'init', '--help');
  expect(status).toBe(0);
  expect([...printed.matchAll(/^ {2}(--[a-z-]+) </gm)].map(([, flag]) => flag)).toHaveLength(QUESTIONS.length);
  expect(await commandAt(undefined, 'init', '--servise', 'checkout')).toMatchObject({
    status: 2,
    complaint: expect.stringContaining('--service'),
  });
});

describe('the registry that is offered', () => {
  const env = { ...process.env, 'npm_execpath': undefined, 'npm_config_@acme:registry': 'https://npm.acme.example/' };

  test('is the one that npm is told for the scope', () => {
    expect(registryOf('@acme', env)).toBe('https://npm.acme.example/');
  });

  test('is none where npm is told nothing, or there is no npm', () => {
    expect(registryOf('@nobody', env)).toBeUndefined();
    expect(registryOf('@acme', { ...env, npm_execpath: '/nowhere/npm-cli.js' })).toBeUndefined();
  });
});
