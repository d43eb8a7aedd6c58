import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../build/cli/main.js');

/** Prints what was loaded when the program ends. */
const PRELOAD = "import Module from 'node:module'; process.on('exit', () => console.error(JSON.stringify(Object.keys(Module._cache))));";

/** The files of the library, and the constructs of providers, that a call of the command loads. */
function loadedBy(...args: string[]): string[] {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(PRELOAD)}`, MAIN, ...args],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  return (JSON.parse(stderr.trim().split('\n').at(-1)!) as string[]).map((file) => file.replaceAll('\\', '/'));
}

test('a command that needs no construct loads none', () => {
  const loaded = loadedBy('--version');
  expect(loaded).toContainEqual(expect.stringContaining('/build/cli/commands.js'));
  expect(loaded.filter((file) => /\/build\/service\/(microservice-infra|validate-service)\.js$|\/@cdktf\/provider-|\/cdk8s\//.test(file))).toEqual([]);
});

test('one that needs their limits loads those', () => {
  const loaded = loadedBy('schema');
  expect(loaded).toContainEqual(expect.stringMatching(/\/build\/service\/validate-service\.js$/));
});

test('a command loads nothing of the others', () => {
  const loaded = loadedBy('synth', '--help').filter((file) => file.includes('/build/'));
  expect(loaded).toContainEqual(expect.stringContaining('/build/cli/synth/command.js'));
  expect(loaded.filter((file) => !/\/build\/(cli\/[a-z-]+|cli\/synth\/command|core\/[a-z-]+|repository\/infrastructure\/library)\.js$/.test(file))).toEqual([]);
});
