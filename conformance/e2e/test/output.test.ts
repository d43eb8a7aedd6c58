import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runScript } from './run-script';

const STACK = 'stacks/one-staging/cdk.tf.json';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-output-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(place: string, files: Record<string, object>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, place, file)), { recursive: true });
    writeFileSync(join(folder, place, file), JSON.stringify(content));
  }
}

function compare(call: string): unknown {
  const body = `
    const [own, theirs] = ['own', 'theirs'].map((place) => module.readOutput(input + '/' + place));
    return ${call};
  `;
  return runScript('output.mjs', body, folder);
}

test('an app that writes its part of the output is right, and so is its part of the manifest', () => {
  write('own', {
    [STACK]: {},
    'stacks/two-staging/cdk.tf.json': {},
    'manifest.json': { version: '0.21.0', stacks: { one: {}, two: {} } },
  });
  write('theirs', { [STACK]: {}, 'manifest.json': { version: '0.21.0', stacks: { one: {} } } });

  expect(compare('module.compareOutput(own, theirs)')).toEqual({ note: '3 files are the same' });
});

test('a file that differs, one that nobody expects, and a stack that differs in the manifest are each named', () => {
  write('own', { [STACK]: {}, 'manifest.json': { stacks: { one: {} } } });
  write('theirs', { [STACK]: { resource: {} }, 'gitops/other.yaml': {}, 'manifest.json': { stacks: { one: { name: 'one' } } } });

  expect(compare('module.compareOutput(own, theirs)')).toMatchObject({
    failed: 1,
    output: [
      "gitops/other.yaml is not what this repository's own synth writes",
      "manifest.json: one is not what this repository's own synth writes",
      `${STACK} is not what this repository's own synth writes`,
    ].join('\n'),
  });
});

test('reports of npm start are no part of a synth', () => {
  write('own', { [STACK]: {}, 'reports/scorecard.json': {} });
  write('theirs', { [STACK]: {} });

  expect(compare('module.findMissing(own, [theirs])')).toEqual({ note: '1 files' });
});

test('a file that no app wrote is named', () => {
  write('own', { [STACK]: {}, 'gitops/values.yaml': {} });
  write('theirs', { [STACK]: {} });

  expect(compare('module.findMissing(own, [theirs])')).toMatchObject({
    failed: 1,
    output: 'gitops/values.yaml was written by no app',
  });
  expect(compare('module.findMissing(own, [theirs, own])')).toEqual({ note: '2 files' });
});

test.each([
  ['the comment of a stack', STACK, { '//': { metadata: { version: '0.21.0' } }, 'terraform': {} }, { terraform: {} }],
  ['the version of the manifest', 'manifest.json', { version: '0.21.0', stacks: { one: {} } }, { stacks: { one: {} } }],
])('metadata is %s, and nothing else', (_, file, content, left) => {
  expect(JSON.parse(runScript('output.mjs', 'return module.withoutMetadata(...input);', [JSON.stringify(content), file]))).toEqual(
    left,
  );
});

test('a version in Terraform JSON is no metadata', () => {
  const content = { resource: { helm_release: { argo: { version: '9.0.0' } } } };

  expect(JSON.parse(runScript('output.mjs', 'return module.withoutMetadata(...input);', [JSON.stringify(content), STACK]))).toEqual(
    content,
  );
});
