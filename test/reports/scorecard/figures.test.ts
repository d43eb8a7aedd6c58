import { duration, median, signed } from '../../../lib/reports/figures';
import { adoptionOf, shareOf } from '../../../lib/reports/scorecard/adoption';
import { PARTS } from '../../../lib/reports/scorecard/evidence';
import type { Adopted, Part, ServiceEvidence } from '../../../lib/reports/scorecard/evidence';
import { exceptionsOf } from '../../../lib/reports/scorecard/exceptions';
import { fromCsv, fromGithubRuns, fromScaffolderTasks } from '../../../lib/reports/scorecard/measurements';
import { productMetrics } from '../../../lib/reports/scorecard/product';
import { DEFAULT_OBJECTIVES, objectiveResults } from '../../../lib/reports/scorecard/service-levels';
import { startsOf } from '../../../lib/reports/scorecard/starts';
import { byVersion } from '../../../lib/reports/scorecard/version-order';
import { versionsOf } from '../../../lib/reports/scorecard/versions';

const NOW = '2026-04-01T00:00:00Z';

function service(name: string, state: Adopted, more: Partial<ServiceEvidence> = {}): ServiceEvidence {
  const parts = Object.fromEntries(PARTS.map((part) => [part, state])) as Record<Part, Adopted>;
  return { name, repository: name, inCatalog: true, documented: true, parts, exceptions: [], ...more };
}

test('adoption counts the services of the catalog that need a part, and the unknown as not on the path', () => {
  const services = [service('a', 'on'), service('b', 'off'), service('c', 'unknown'), service('d', 'unneeded'), service('e', 'on', { inCatalog: false })];
  expect(adoptionOf(services, 'data')).toEqual({ on: 1, of: 3, unknown: 1 });
  expect(shareOf(adoptionOf(services, 'data'))).toBeCloseTo(1 / 3);
});

test.each<[Adopted[], number | undefined]>([
  [[], undefined],
  [['unneeded'], undefined],
  [['unknown', 'unknown'], undefined],
  [['off', 'unknown'], 0],
  [['on'], 1],
])('of %j the share is %p', (states, share) => {
  expect(shareOf(adoptionOf(states.map((state, index) => service(String(index), state)), 'gitops'))).toBe(share);
});

test.each([['1.10.0', '1.9.0'], ['2.0.0', '2.0.0-rc.1'], ['1.0.1', '1.0.0'], ['1.0.0-b', '1.0.0-a'], ['1.0.0-rc.10', '1.0.0-rc.9'], ['1.0.0-rc.1', '1.0.0-rc'], ['1.1.0', '1.0']])('%s is newer than %s', (newer, older) => {
  expect([byVersion(newer, older) > 0, byVersion(older, newer) > 0, byVersion(newer, newer)]).toEqual([true, false, 0]);
});

test('versions say their services, age and how many releases came after', () => {
  const releases = { '1.9.0': '2026-03-02T00:00:00Z', '1.10.0': '2026-03-30T12:00:00Z' };
  const services = [service('a', 'on', { version: '1.9.0' }), service('b', 'on', { version: '1.10.0' }), service('c', 'on', { version: '0.1.0' })];
  expect(versionsOf(services, releases, NOW)).toEqual([
    { version: '1.10.0', services: ['b'], ageDays: 1, behind: 0 },
    { version: '1.9.0', services: ['a'], ageDays: 30, behind: 1 },
    { version: '0.1.0', services: ['c'] },
  ]);
});

test('an exception is overdue after the limit, and its age is at least that of the oldest file which has it', () => {
  const exception = { stack: 's', construct: 'c', what: 'w', reason: 'r' };
  const exceptions = [
    { ...exception, since: '2026-03-02T00:00:00Z' },
    { ...exception, since: '2026-03-01T00:00:00Z' },
    { ...exception, before: '2025-03-01T00:00:00Z' },
    exception,
  ];
  const found = exceptionsOf([service('a', 'on', { team: 't', exceptions })], 30, NOW);
  expect(found.map(({ ageDays, isAtLeast, overdue }) => [ageDays, isAtLeast, overdue])).toEqual([
    [396, true, true],
    [31, false, true],
    [30, false, false],
    [undefined, false, false],
  ]);
});

const RUN = { run_started_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:02:00Z', conclusion: 'success' };

describe('internal objectives', () => {
  const plan = (at: string, milliseconds: number, succeeded = true) => ({ objective: 'plan', at, milliseconds, succeeded });

  test('count what was too slow or failed against the budget, in the window', () => {
    const bad = [plan('2026-02-01T00:00:00Z', 180_000), plan('2026-02-02T00:00:00Z', 10, false)];
    const good = Array.from({ length: 18 }, () => plan('2026-03-01T00:00:00Z', 179_999));
    const outside = [plan('2025-12-31T23:59:59Z', 999_999), plan(NOW, 999_999)];
    const [scaffold, result] = objectiveResults(DEFAULT_OBJECTIVES, [...bad, ...good, ...outside], '2026-01-01T00:00:00Z', NOW);
    expect(result).toMatchObject({ name: 'plan', n: 20, met: 0.9 });
    expect(result.burned).toBeCloseTo(2);
    expect(scaffold).toEqual({ ...DEFAULT_OBJECTIVES[0], n: 0 });
  });

  test('are measured from a probe, from workflow runs and from tasks of a scaffolder', () => {
    expect(fromCsv('at,milliseconds\n2026-01-01T00:00:00Z,5\nnever,5\n2026-01-01T00:00:00Z,\n', 'x')).toEqual({
      measurements: [{ objective: 'x', at: '2026-01-01T00:00:00Z', milliseconds: 5, succeeded: true }],
      unreadable: 2,
    });
    const run = { run_started_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:02:00Z' };
    const runs = [{ ...run, conclusion: 'success' }, { ...run, conclusion: 'failure' }, { ...run, conclusion: 'cancelled' }, { ...run, conclusion: null }];
    expect(fromGithubRuns({ workflow_runs: runs }, 'plan').measurements.map(({ milliseconds, succeeded }) => [milliseconds, succeeded])).toEqual([[120_000, true], [120_000, false]]);
    const task = { createdAt: '2026-01-01T00:00:00Z', lastHeartbeatAt: '2026-01-01T00:00:30Z' };
    expect(fromScaffolderTasks({ tasks: [{ ...task, status: 'completed' }, { ...task, status: 'processing' }, { status: 'failed' }] }, 's')).toEqual({
      measurements: [{ objective: 's', at: task.createdAt, milliseconds: 30_000, succeeded: true }],
      unreadable: 1,
    });
  });

  test.each([
    [[{ workflow_runs: [RUN, RUN] }, { workflow_runs: [RUN] }], { n: 3, unreadable: 0 }],
    [[RUN], { n: 1, unreadable: 0 }],
    [{ total_count: 1200, workflow_runs: [RUN, RUN] }, { n: 2, unreadable: 0, cut: 1198 }],
    [[{ total_count: 3, workflow_runs: [RUN, RUN] }, { total_count: 3, workflow_runs: [RUN] }], { n: 3, unreadable: 0 }],
    [{ message: 'Not Found' }, { n: 0, unreadable: 1 }],
    ['text', { n: 0, unreadable: 1 }],
    [[RUN, 'text', null], { n: 1, unreadable: 2 }],
  ])('the file %j has pages of a list, and what is lost of it is counted', (value, { n, ...lost }) => {
    const { measurements, ...found } = fromGithubRuns(value, 'plan');
    expect([measurements.length, found]).toEqual([n, lost]);
  });
});

test('requests are counted by their other labels, and support by what came in and went out', () => {
  const issue = (labels: string[], opened: string, closed?: string) => ({ title: 't', labels, opened, ...(closed !== undefined && { closed }) });
  const metrics = productMetrics(
    [
      issue(['request', 'data'], '2025-01-01T00:00:00Z'),
      issue(['request', 'data', 'gitops'], '2026-02-01T00:00:00Z'),
      issue(['request'], '2026-02-01T00:00:00Z'),
      issue(['request', 'data'], '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z'),
      issue(['support'], '2025-12-31T00:00:00Z', '2026-01-02T00:00:00Z'),
      issue(['support'], '2026-02-01T00:00:00Z', '2026-02-01T02:00:00Z'),
      issue(['support'], '2026-02-01T00:00:00Z'),
    ],
    { request: 'request', support: 'support', officeHours: 'office-hours' },
    '2026-01-01T00:00:00Z',
  );
  expect(metrics).toEqual({
    wanted: [{ label: 'data', open: 2 }, { label: 'gitops', open: 1 }, { label: 'no other label', open: 1 }],
    openRequests: 3,
    requests: [issue(['request', 'data'], '2025-01-01T00:00:00Z'), issue(['request', 'data', 'gitops'], '2026-02-01T00:00:00Z'), issue(['request'], '2026-02-01T00:00:00Z')],
    support: { opened: 2, closed: 2, open: 1, medianToClose: 25 * 3_600_000 },
    officeHours: { opened: 0, closed: 0, open: 0 },
  });
});

test('a start is the time from the first commit to production, never a negative one', () => {
  const at = (firstCommit: string, firstDeployment: string) => service('a', 'on', { firstCommit, firstDeployment });
  expect(startsOf([at('2026-01-01T00:00:00Z', '2026-01-01T00:09:00Z'), at('2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'), service('b', 'on')])).toEqual([
    { service: 'a', milliseconds: 540_000 },
  ]);
});

test('figures read as people write them', () => {
  expect([999, 1000, 90_000, 5_400_000, 129_600_000].map(duration)).toEqual(['999 ms', '1 s', '1.5 min', '1.5 h', '1.5 days']);
  expect([12.4, -12.6, 0.2, -0.2].map(signed)).toEqual(['+12', '−13', '0', '0']);
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 2])]).toEqual([undefined, 3, 2.5, 2]);
});
