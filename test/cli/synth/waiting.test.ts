import { canWait } from '../../../lib/cli/synth/watch/waiting';

test.each([
  'node main.js',
  'node --import tsx main.ts',
  'node  --import=tsx --require ./setup.js apps/main.ts --some option',
  ' node -r ts-node/register main.ts',
])('%s reads nothing of the app before its program', (command) => {
  expect(canWait(command)).toBe(true);
});

test.each([
  'tsc && node main.js',
  'node main.js; echo done',
  'node $MAIN',
  'node --env-file=.env main.js',
  'node --import tsx',
  'node',
  'node node_modules/ts-node/dist/bin.js main.ts',
  'npx ts-node main.ts',
  'tsx main.ts',
  'python3 main.py',
  'FORCE=1 node main.js',
])('%s could', (command) => {
  expect(canWait(command)).toBe(false);
});
