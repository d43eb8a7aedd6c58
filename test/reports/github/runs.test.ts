import { Unavailable } from '../../../lib/reports/client/unavailable';
import type { Missing } from '../../../lib/reports/facts/facts';
import { runsOf } from '../../../lib/reports/github/runs';
import { DIRECT, directClient, partitionInMemory } from '../../support/reports/direct';
import { githubAnswer } from '../../support/reports/github-answers';
import { commit } from '../../support/reports/organization';
import type { Organization, RecordedRun } from '../../support/reports/organization';

const [FROM, UNTIL] = [Date.parse('2026-03-01T00:00:00Z'), Date.parse('2026-04-01T00:00:00Z')];

function organization(times: readonly string[]): Organization {
  const runs = times.map((at, index): RecordedRun => ({ id: index + 1, workflow: 1, revision: 'a', attempts: [`success ${at} ${at}`] }));
  const workflows = [{ id: 1, name: 'Deploy to Production', path: '.github/workflows/deploy.yml' }];
  return { name: 'acme', incidents: [], repositories: [{ name: 'busy', id: 1, commits: [commit('a', [], times[0])], deployments: [], workflows, runs, pulls: [] }] };
}

async function read(times: readonly string[]) {
  return readOf(organization(times));
}

async function readOf(of: Organization, names = ['Deploy to Production'], job?: string) {
  const missing: Missing[] = [];
  const { client, requests } = directClient((url) => githubAnswer(of, url, DIRECT, 100));
  const source = { client, partition: await partitionInMemory(), missing: (one: Missing) => void missing.push(one), from: FROM, until: UNTIL, fullName: 'acme/busy', url: DIRECT };
  const attempts = await runsOf(source, names, job, true);
  return { attempts, ids: attempts.map(({ id }) => id), missing, requests };
}

/** So many minutes, one after the other. */
function minutes(start: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => new Date(Date.parse(`${start}:00Z`) + index * 60_000).toISOString().slice(0, 16));
}

test('a window with more runs than GitHub lists is halved until each part is whole', async () => {
  // Most of them in one day: halving a month once is not enough.
  const times = [...minutes('2026-03-01T00:00', 900), ...minutes('2026-03-20T00:00', 1400)];
  const { ids, requests } = await read(times);

  expect([ids.length, new Set(ids).size]).toEqual([2300, 2300]);
  expect(requests.some(({ url }) => url.includes('page=11'))).toBe(false);
});

test('more runs in one second than GitHub lists are named, not left out', async () => {
  await expect(read(Array<string>(1001).fill('2026-03-20T00:00'))).rejects.toThrow(Unavailable);
  await expect(read(Array<string>(1001).fill('2026-03-20T00:00'))).rejects.toThrow('1001 runs in a second, of which GitHub lists 1000');
});

test('a run that did not succeed failed only if the job that rolls out had begun', async () => {
  const [at, ...jobs] = ['2026-03-02T10:00',
    'failure: build failure success failure, deploy skipped', 'failure: build success success, deploy failure success failure',
    'timed_out: deploy_/_rollout cancelled success', 'failure: deployment-notes failure failure, deploy skipped',
    'cancelled: build success success, deploy cancelled success cancelled', 'cancelled: build success success, deploy cancelled',
    'success: deploy success success', 'failure: deploy failure'];
  const runs = jobs.map((each, index): RecordedRun => {
    const [conclusion, own] = each.split(': ');
    return { id: index + 1, workflow: 1, revision: 'a', attempts: [`${conclusion} ${at} ${at}`], jobs: [own.split(', ')] };
  });
  const [repository] = organization([at]).repositories;
  const of = { name: 'acme', incidents: [], repositories: [{ ...repository, runs }] };
  const outcomes = async (job?: string) => (await readOf(of, undefined, job)).attempts.reverse().map(({ outcome }) => outcome);

  expect(await outcomes('deploy')).toEqual([
    'not-started', 'failed', 'failed', 'not-started', 'failed', 'cancelled', 'succeeded', 'failed',
  ]);
  expect(await outcomes()).toEqual(['failed', 'failed', 'failed', 'failed', 'cancelled', 'cancelled', 'succeeded', 'failed']);
});

test('a workflow that has another name now is named, by its path it is found', async () => {
  const of = organization(['2026-03-02T10:00']);

  expect((await readOf(of, ['Release'])).missing).toEqual([{
    where: 'acme/busy', what: 'the runs of Release',
    why: 'no workflow has this name or path; there are Deploy to Production (.github/workflows/deploy.yml)',
  }]);
  expect(await readOf(of, ['deploy.yml'])).toMatchObject({ ids: ['acme/busy/runs/1/attempts/1'], missing: [] });
});
