import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FunctionProcess } from './function-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(source: string): string {
  const file = join(folder, 'function.cjs');
  writeFileSync(file, `#!${process.execPath}\n${source}`);
  chmodSync(file, 0o755);
  return file;
}

const LISTENS = `
  const [host, port] = process.argv.find((argument) => argument.startsWith('--address=')).slice('--address='.length).split(':');
  require('node:net').createServer().listen(port, host);
`;

test('a function that listens is told of as one that runs already', async () => {
  const started = await FunctionProcess.start('function-thing', program(LISTENS));
  expect(started.document()).toMatchObject({
    kind: 'Function',
    metadata: {
      name: 'function-thing',
      annotations: {
        'render.crossplane.io/runtime': 'Development',
        'render.crossplane.io/runtime-development-target': expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
      },
    },
  });
  await started.stop();
});

test('a function that ends at once is refused in its own words', async () => {
  await expect(FunctionProcess.start('function-thing', program('console.error("no such flag"); process.exit(2);')))
    .rejects.toThrow('function-thing ended before it listened:\nno such flag');
});

test('a function that is not there is refused', async () => {
  await expect(FunctionProcess.start('function-thing', join(folder, 'nothing'))).rejects.toThrow(/^function-thing ended before it listened:\n.*ENOENT$/);
});
