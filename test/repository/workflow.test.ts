import { load } from 'js-yaml';
import { actionlint } from '../support/actionlint';
import { read } from './root';

const FILE = '.github/workflows/build.yml';

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, { 'timeout-minutes'?: number }>;
}

test('actionlint has nothing to say about the workflow', () => {
  expect(actionlint(read(FILE))).toEqual([]);
});

test.each([
  ['a runner that does not exist', 'ubuntu-24.04', 'ubuntu-24.05', /label "ubuntu-24.05" is unknown/],
  ['a key of the matrix that is not there', 'matrix.node', 'matrix.nod', /property "nod" is not defined in object type/],
  ['a permission that does not exist', 'contents: read', 'content: read', /unknown permission scope "content"/],
])('%s is caught', (_, from, to, message) => {
  expect(actionlint(read(FILE).replace(from, to))).toContainEqual(expect.stringMatching(message));
});

test('every action is pinned by its commit, with the version beside it', () => {
  const uses = read(FILE).split('\n').filter((line) => line.includes('uses:'));

  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(line))).toEqual([]);
});

test('the workflow may only read, and no job runs for ever', () => {
  const { permissions, jobs } = load(read(FILE)) as Workflow;

  expect(permissions).toEqual({ contents: 'read' });
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
});
