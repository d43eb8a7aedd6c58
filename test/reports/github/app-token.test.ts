import { createVerify, generateKeyPairSync } from 'node:crypto';
import type { HttpRequest } from '../../../lib/reports/client/transport';
import type { Unavailable } from '../../../lib/reports/client/unavailable';
import { asApp } from '../../../lib/reports/github/app-token';
import { NOW, TestClock } from '../../support/reports/collecting';
import { DIRECT, directClient, partitionInMemory } from '../../support/reports/direct';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const APP = { appId: '7', installationId: '42', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
const HOUR = 3_600_000;

/** GitHub with an app: it takes a token for an hour, and its clock may differ. */
function github(clock: TestClock, skew = 0, fault: (count: number) => number | undefined = () => undefined) {
  const asked: HttpRequest[] = [];
  const authorize = asApp(APP, DIRECT, (request) => {
    asked.push(request);
    const status = fault(asked.length);
    if (status !== undefined) return Promise.resolve({ status, headers: {}, text: '' });
    const body = { token: `ghs_${asked.length}`, expires_at: new Date(clock.now() + HOUR).toISOString() };
    return Promise.resolve({ status: 201, headers: {}, text: JSON.stringify(body) });
  }, clock);
  const begin = clock.now();
  const { client, requests } = directClient((_, { headers }) => {
    const issued = Number(/ghs_(\d+)/.exec(headers.authorization)?.[1]);
    const age = clock.now() + skew - begin - (issued - 1) * HOUR;
    return age < HOUR ? { status: 200, body: {} } : { status: 401, body: { message: 'Bad credentials' } };
  }, { clock, authorize });
  const read = async (path: string) => client.read(await partitionInMemory(), path, { pick: () => 'read' });
  return { asked, read, requests };
}

test('an app proves who it is by a signed token that is valid for less than ten minutes', async () => {
  const { asked, read, requests } = github(new TestClock());
  await Promise.all(['/a', '/b', '/c'].map(read));
  const [header, claims, signature] = asked[0].headers.authorization.replace('Bearer ', '').split('.');

  expect(asked.map(({ method, url }) => [method, url])).toEqual([['POST', `${DIRECT}/app/installations/42/access_tokens`]]);
  expect(createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(true);
  const { exp, iat, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number | string>;
  expect([iss, Number(iat) < NOW / 1000, Number(exp) - NOW / 1000 <= 600]).toEqual(['7', true, true]);
  expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer ghs_1']));
});

test('a token is renewed before it ends, in the middle of a run', async () => {
  const clock = new TestClock();
  const { asked, read, requests } = github(clock);
  const used = async (minutes: number) => {
    await clock.sleep(minutes * 60_000);
    await Promise.all([read(`/${minutes}`), read(`/${minutes}/more`)]);
    return requests.at(-1)!.headers.authorization;
  };

  expect([await used(0), await used(54), await used(2), await used(30)]).toEqual(['Bearer ghs_1', 'Bearer ghs_1', 'Bearer ghs_2', 'Bearer ghs_2']);
  expect(asked).toHaveLength(2);
});

test('a token that ends early, by the clock of GitHub, is renewed once', async () => {
  const clock = new TestClock();
  const { asked, read } = github(clock, 20 * 60_000);
  await read('/first');
  await clock.sleep(45 * 60_000);

  await expect(read('/second')).resolves.toEqual({ body: 'read' });
  expect(asked).toHaveLength(2);
});

test('requests that find out together that a token ended wait for one other', async () => {
  const given: (() => void)[] = [];
  let asked = 0;
  const body = (token: string) => JSON.stringify({ token, expires_at: new Date(NOW + HOUR).toISOString() });
  const authorize = asApp(APP, DIRECT, async () => {
    asked += 1;
    const text = body(`ghs_${asked}`);
    await new Promise<void>((resolve) => void given.push(resolve));
    return { status: 201, headers: {}, text };
  }, new TestClock());
  const first = authorize();
  given[0]();
  await first;

  authorize.renew!();
  const second = authorize();
  authorize.renew!();
  const third = authorize();
  given[1]();
  await expect(Promise.all([second, third])).resolves.toEqual([{ authorization: 'Bearer ghs_2' }, { authorization: 'Bearer ghs_2' }]);
});

test.each([
  ['a fault that passes', (count: number) => (count < 3 ? 502 : undefined), 3, undefined],
  ['an app that is not installed', () => 404, 1, 'GitHub gives the app no token (HTTP 404)'],
])('%s', async (_, fault, count, why) => {
  const { asked, read } = github(new TestClock(), 0, fault);
  const outcome = await read('/a').catch((error: unknown) => (error as Unavailable).why);

  expect(outcome).toEqual(why ?? { body: 'read' });
  expect(asked).toHaveLength(count);
});
