import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SynthOptions } from '../../../lib/cli/synth/once';
import { synth } from '../../../lib/cli/synth/synth';
import { temporaryFolder } from '../../support/synth';

/** An app in a few lines: it writes what it was run with. */
const APP = `
const fs = require('node:fs');
const { CDKTF_CONTEXT_JSON, CDKTF_OUTDIR, NODE_COMPILE_CACHE } = process.env;
const { goldenPathSynth: request, ...context } = JSON.parse(CDKTF_CONTEXT_JSON);
const { count, index } = request.share;
const file = (of) => CDKTF_OUTDIR + '/' + of + '.json';
fs.writeFileSync(file(index) + '.part', JSON.stringify({ context, request, cache: NODE_COMPILE_CACHE }));
fs.renameSync(file(index) + '.part', file(index));
if (index === 0) {
  // The first process ends the others, however far they are.
  while (!fs.existsSync(file(count - 1))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  fs.writeFileSync(CDKTF_OUTDIR + '/manifest.json', '{"stacks":{"a":{},"b":{}}}');
  console.log('said');
  console.error('complained');
}
if (index === 0 && context.status) process.exit(context.status);
`;

interface Result {
  readonly status?: number;
  readonly said: string;
  readonly complained: string;
  readonly folder: string;
}

async function run(options: SynthOptions, context: object = {}): Promise<Result> {
  const folder = temporaryFolder();
  const app = path.join(folder, 'app.js');
  fs.writeFileSync(app, APP);
  let [said, complained] = ['', ''];
  const output = {
    print: (text: string) => void (said += text),
    complain: (text: string) => void (complained += text),
    interactive: false,
    confirm: async () => false,
  };
  const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(app)}`;
  const env = { PATH: process.env.PATH, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const status = await synth({ app: command, output: path.join(folder, 'out'), ...options }, output, env);
  return { status, said, complained, folder: path.join(folder, 'out') };
}

function ran(folder: string, index: number) {
  return JSON.parse(fs.readFileSync(path.join(folder, `${index}.json`), 'utf8'));
}

test('runs the app, passes on what it says, and counts what it wrote', async () => {
  const { complained, folder, said, status } = await run({ jobs: 2, trace: true }, { color: 'blue' });
  expect(status).toBe(0);
  expect(said).toMatch(/^said\n2 stacks in .*out \(\d+\.\d s\)\n$/);
  expect(complained).toBe('complained\n');
  for (const index of [0, 1]) {
    expect(ran(folder, index)).toMatchObject({
      context: { color: 'blue' },
      request: { trace: true, share: { index, count: 2, startedBy: process.pid } },
      cache: expect.stringContaining('golden-path'),
    });
  }
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('ends as the app ends, and leaves nothing behind', async () => {
  const { complained, folder, status } = await run({}, { status: 7 });
  expect(status).toBe(1);
  expect(complained).toContain('the app ended with status 7');
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('asks for services by name, and only their folder is theirs', async () => {
  const { folder } = await run({ only: ['checkout'] });
  expect(ran(folder, 0).request).toMatchObject({ only: ['checkout'], outdir: folder });
});

test('an app that cannot be found is refused', async () => {
  const error = await run({ app: ' ' }).catch((refused: Error) => refused);
  expect((error as Error).message).toContain('allowed: the command that runs the app');
});
