import { commandThatWaits } from '../../../lib/cli/synth/watch/waiting';

test.each([
  ['node main.js', 'node --import file:///a/wait.js main.js'],
  ['node --import tsx main.ts', 'node --import tsx --import file:///a/wait.js main.ts'],
  ['node  --import=tsx --require tsx/cjs apps/main.ts --some option',
    'node --import=tsx --require tsx/cjs --import file:///a/wait.js apps/main.ts --some option'],
  [' node -r tsx/cjs main.ts', 'node -r tsx/cjs --import file:///a/wait.js main.ts'],
])('%s waits after its loaders', (command, waiting) => {
  expect(commandThatWaits(command, '/a/wait.js')).toBe(waiting);
});

test('a path may have signs that mean something to a shell', () => {
  expect(commandThatWaits('node main.js', "/a b/$x'(%&).js")).toBe('node --import file:///a%20b/%24x%27%28%25%26%29.js main.js');
});

test.each([
  'tsc && node main.js',
  'node main.js; echo done',
  'node $MAIN',
  'node --env-file=.env main.js',
  'node --import tsx',
  'node --import',
  'node',
  'node --require ./setup.js main.js',
  'node --import a-package-that-is-not-installed main.js',
  'node --import=/app/setup.mjs main.js',
  'node node_modules/ts-node/dist/bin.js main.ts',
  'npx ts-node main.ts',
  'tsx main.ts',
  'python3 main.py',
  'FORCE=1 node main.js',
])('%s could read the app before its program', (command) => {
  expect(commandThatWaits(command, '/a/wait.js')).toBeUndefined();
});
