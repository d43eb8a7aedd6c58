import { incidentsOf } from '../../../lib/reports/pagerduty/incidents';
import { directClient, partitionInMemory } from '../../support/reports/direct';
import type { Organization, RecordedIncident } from '../../support/reports/organization';
import { pagerdutyAnswer } from '../../support/reports/pagerduty-answers';

async function read(incidents: readonly RecordedIncident[], since: string, until: string, services: readonly string[] = ['P1']) {
  const organization: Organization = { name: 'acme', repositories: [], incidents };
  const { client, requests } = directClient((url) => pagerdutyAnswer(organization, url));
  const found = await incidentsOf({ client, partition: await partitionInMemory() }, services, Date.parse(since), Date.parse(until));
  return { found, requests };
}

const incident = (id: string, created: string, resolved: readonly string[] = []): RecordedIncident => ({ id, service: 'P1', created, resolved });

test('a span of more than six months is asked for in parts, and an incident at the seam counts once', async () => {
  const days = ['2025-01-01T00:00', '2025-06-30T00:00', '2025-07-01T12:00', '2026-02-27T23:59'];
  const { found, requests } = await read(days.map((day, index) => incident(`I${index}`, day)), '2025-01-01T00:00:00Z', '2026-02-28T00:00:00Z');

  expect(found.map(({ id }) => id)).toEqual(['I0', 'I1', 'I2', 'I3']);
  expect(requests).toHaveLength(3);
});

test('more than 10,000 incidents are asked for in halves', async () => {
  const many = Array.from({ length: 10_050 }, (_, index) =>
    incident(`I${index}`, new Date(Date.parse('2026-01-01T00:00:00Z') + index * 60_000).toISOString().slice(0, 16)));
  const { found, requests } = await read(many, '2026-01-01T00:00:00Z', '2026-01-15T00:00:00Z');

  expect(new Set(found.map(({ id }) => id)).size).toBe(10_050);
  expect(requests.every(({ url }) => Number(new URL(url).searchParams.get('offset')) < 10_000)).toBe(true);
});

test('more than 10,000 in one second are named, not left out', async () => {
  const many = Array.from({ length: 10_001 }, (_, index) => incident(`I${index}`, '2026-01-01T00:00'));

  await expect(read(many, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')).rejects.toThrow('more than 10000 incidents in a second');
});

test('the last resolution ends an incident, on whichever page of the log it is', async () => {
  const resolved = Array.from({ length: 150 }, (_, index) => `2026-01-02T${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`);
  const { found } = await read([incident('I1', '2026-01-01T00:00', resolved)], '2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z');

  expect(found).toMatchObject([{ id: 'I1', resolvedAt: '2026-01-02T02:29:00Z' }]);
});
