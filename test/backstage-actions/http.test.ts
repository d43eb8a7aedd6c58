import { HttpClient } from '../../packages/backstage-actions/src/core/http';
import { failureOf } from './support/failures';
import { Loopback, QUICK } from './support/loopback';

let loopback: Loopback;
let client: HttpClient;

beforeEach(async () => {
  loopback = await Loopback.start(() => ({ status: 200, json: {} }));
  client = new HttpClient({ name: 'System', baseUrl: `${loopback.url}/api/v3/`, fixes: {} }, undefined, QUICK);
});

afterEach(() => loopback.stop());

test('a segment of a path stays one segment, whatever it contains', async () => {
  await client.send({ method: 'GET', path: ['a b', 'c/d', 'e?f#g', '%2e%2e', '..;'], query: { q: 'x&y=z' } });
  expect(loopback.calls).toEqual(['GET /api/v3/a%20b/c%2Fd/e%3Ff%23g/%252e%252e/..%3B']);
  expect(loopback.seen[0].query.get('q')).toBe('x&y=z');
});

test.each(['', '.', '..'])('a segment %j, which would lead elsewhere, is sent to nobody', async (segment) => {
  expect((await failureOf(() => client.send({ method: 'GET', path: ['a', segment, 'b'] }))).kind).toBe('input');
  expect(loopback.calls).toEqual([]);
});

test('a message that is long or has control characters is one short line, without a secret at its end', async () => {
  const secret = 'secret-that-is-cut';
  client.hide(secret);
  const message = `\u001b[31m${'x'.repeat(280)}\n${secret}${'y'.repeat(300)}`;
  loopback.fail({ on: 'GET', how: { status: 400, json: { message } } });
  const { problems } = await failureOf(() => client.send({ method: 'GET', path: ['a'] }));
  expect(problems[0].got).toMatch(/^status 400: {2}\[31mx{280} \*\*\*y+…$/);
  expect(problems[0].got.length).toBeLessThan(330);
});
