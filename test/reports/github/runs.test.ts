import { Unavailable } from '../../../lib/reports/client/unavailable';
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
  const of = organization(times);
  const { client, requests } = directClient((url) => githubAnswer(of, url, DIRECT, 100));
  const source = { client, partition: await partitionInMemory(), missing: () => undefined, from: FROM, until: UNTIL, fullName: 'acme/busy', url: DIRECT };
  return { ids: (await runsOf(source, ['Deploy to Production'])).map(({ id }) => id), requests };
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
