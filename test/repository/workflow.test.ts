import { load } from 'js-yaml';
import { actionlintAll } from '../support/actionlint';
import { read } from './root';

const FILE = '.github/workflows/build.yml';

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, { 'timeout-minutes'?: number }>;
}

/** What somebody could get wrong, and what actionlint says of it. */
const FAULTS: [fault: string, from: string, to: string, message: RegExp][] = [
  ['a runner that does not exist', 'ubuntu-24.04', 'ubuntu-24.05', /label "ubuntu-24.05" is unknown/],
  ['a key of the matrix that is not there', 'matrix.node', 'matrix.nod', /property "nod" is not defined in object type/],
  ['a permission that does not exist', 'contents: read', 'content: read', /unknown permission scope "content"/],
];

describe('actionlint', () => {
  let sound: string[];
  let faulty: string[][];
  beforeAll(() => {
    const text = read(FILE);
    [sound, ...faulty] = actionlintAll([text, ...FAULTS.map(([, from, to]) => text.replace(from, to))]);
  });

  test('has nothing to say about the workflow', () => {
    expect(sound).toEqual([]);
  });

  test.each(FAULTS.map(([fault, , , message], index) => [fault, message, index] as const))('catches %s', (_, message, index) => {
    expect(faulty[index]).toContainEqual(expect.stringMatching(message));
  });
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
