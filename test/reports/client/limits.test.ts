import type { Unavailable } from '../../../lib/reports/client/unavailable';
import { NOW, TestClock } from '../../support/reports/collecting';
import { directClient, partitionInMemory } from '../../support/reports/direct';

/** Reads twice; the first answer says that it was the last one until a time. */
async function readTwice(resetInSeconds: number) {
  const clock = new TestClock();
  const reset = String(NOW / 1000 + resetInSeconds);
  const { client, requests } = directClient((url) => (
    url.pathname === '/last' ? { status: 200, body: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } } : { status: 200, body: {} }
  ), { clock });
  const partition = await partitionInMemory();
  await client.read(partition, '/last', { pick: () => 1 });
  const next = await client.read(partition, '/next', { pick: () => 2 }).catch((error: unknown) => (error as Unavailable).message);
  return { next, slept: clock.slept, requests: requests.length };
}

test('after the last request of the hour the next one waits until the limit is reset', async () => {
  expect(await readTwice(1800)).toEqual({ next: { body: 2 }, slept: 1_801_000, requests: 2 });
});

test('a reset that is further away than an hour is named, and not waited for', async () => {
  expect(await readTwice(8 * 3600)).toEqual({
    next: '/next: too many requests until 2026-03-30T14:00:01Z, which is more than an hour away; run again then, or correct the clock',
    slept: 0,
    requests: 1,
  });
});

test('a reset at a time that no clock will show is one of those', async () => {
  expect((await readTwice(1e15)).next).toMatch(/^\/next: too many requests until \+275760-09-13T00:00:00Z, which is more than an hour away/);
});

test('a limit without end is given up after five requests', async () => {
  const { client, requests } = directClient(() => ({ status: 429, body: {} }));

  await expect(client.read(await partitionInMemory(), '/busy', { pick: () => 1 })).rejects.toThrow('/busy: too many requests, 5 times');
  expect(requests).toHaveLength(5);
});
