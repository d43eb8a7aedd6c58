import { PagerDutyClient } from '../../packages/backstage-actions/src/pagerduty/client';
import type { ServiceOutput } from '../../packages/backstage-actions/src/pagerduty/ensure-service';
import { describeService, ensureService } from '../../packages/backstage-actions/src/pagerduty/ensure-service';
import { serviceInput } from '../../packages/backstage-actions/src/pagerduty/input';
import { pagerDutySettings } from '../../packages/backstage-actions/src/pagerduty/settings';
import { failureOf, pathsOf } from './support/failures';
import { QUICK } from './support/loopback';
import { PagerDutyServer, TOKEN } from './support/pagerduty-server';

const INPUT = { name: 'payment-service', description: 'Takes payments', escalationPolicyId: 'PPAYMENTS' };

let pagerDuty: PagerDutyServer;
let log: string[];

beforeEach(async () => {
  pagerDuty = await PagerDutyServer.start();
  log = [];
});

afterEach(() => pagerDuty.loopback.stop());

async function ensure(input: object = INPUT, signal?: AbortSignal, timing = QUICK): Promise<ServiceOutput> {
  const settings = pagerDutySettings({ apiToken: TOKEN, apiUrl: pagerDuty.loopback.url });
  const run = { log: (message: string) => void log.push(message), signal };
  return ensureService(new PagerDutyClient(settings, signal, timing), serviceInput(input), run);
}

describe('a service', () => {
  test('is created with its escalation policy and urgency', async () => {
    const output = await ensure({ ...INPUT, urgency: 'low' });
    expect(output).toEqual({ serviceId: 'P000001', serviceUrl: 'https://acme.pagerduty.com/service-directory/P000001', created: true });
    expect(pagerDuty.loopback.seen.at(-1)?.body).toEqual({
      service: {
        type: 'service',
        name: 'payment-service',
        description: 'Takes payments',
        escalation_policy: { id: 'PPAYMENTS', type: 'escalation_policy_reference' },
        incident_urgency_rule: { type: 'constant', urgency: 'low' },
      },
    });
    expect(pagerDuty.loopback.seen.at(-1)?.headers.accept).toBe('application/vnd.pagerduty+json;version=2');
  });

  test('is found by a second run, which writes nothing', async () => {
    const first = await ensure();
    expect(await ensure()).toEqual({ ...first, created: false });
    expect(pagerDuty.loopback.writes).toEqual(['POST /services']);
  });

  test('is found behind a hundred others whose names contain its name, and in other case', async () => {
    for (let index = 0; index < 130; index += 1) pagerDuty.add(`payment-service-${index}`, 'POTHER');
    const { id } = pagerDuty.add('Payment-Service', 'PPAYMENTS');
    expect(await ensure()).toMatchObject({ serviceId: id, created: false });
    expect(pagerDuty.loopback.calls).toEqual(['GET /services', 'GET /services']);
  });

  test('of somebody else, with another escalation policy, is refused', async () => {
    pagerDuty.add('payment-service', 'PLEDGER');
    const { kind, message } = await failureOf(ensure);
    expect(kind).toBe('conflict');
    expect(message).toBe(
      "escalationPolicyId: got 'PPAYMENTS', and a service 'payment-service' with policy 'PLEDGER': https://acme.pagerduty.com/service-directory/P000001\n"
      + '  allowed: the policy that the service of this name has\n'
      + '  fix: choose another name, or give the service this policy in PagerDuty if it is yours',
    );
    expect(pagerDuty.loopback.writes).toEqual([]);
  });

  test('that two runs create at once is created once', async () => {
    const outputs = await Promise.all([ensure(), ensure(), ensure()]);
    expect(new Set(outputs.map(({ serviceId }) => serviceId)).size).toBe(1);
    expect(outputs.filter(({ created }) => created)).toHaveLength(1);
    expect(pagerDuty.services).toHaveLength(1);
  });

  test('whose creation lost its answer is found, and not created again', async () => {
    pagerDuty.loopback.fail({ on: 'POST /services', how: 'lost' });
    expect(await ensure()).toMatchObject({ serviceId: 'P000001', created: false });
    expect(pagerDuty.services).toHaveLength(1);
  });

  test('that PagerDuty refuses fails with what PagerDuty says', async () => {
    const { kind, message } = await failureOf(() => ensure({ ...INPUT, escalationPolicyId: 'PUNKNOWN' }));
    expect(kind).toBe('conflict');
    expect(message).toContain('got status 400: Invalid Input Provided; Escalation policy not found');
  });

  test('is only described by a dry run', () => {
    const output = describeService(serviceInput(INPUT), { log: (message) => void log.push(message) });
    expect(output).toEqual({ serviceId: 'DRYRUN', serviceUrl: 'https://dry-run.invalid/service', created: false });
    expect(log).toEqual([
      "would create the PagerDuty service 'payment-service', if there is none: escalation policy PPAYMENTS, urgency high",
    ]);
  });
});

describe('faults', () => {
  test.each([
    ['429 with Retry-After', { status: 429, headers: { 'Retry-After': '0' } }],
    ['429 with ratelimit-reset', { status: 429, headers: { 'ratelimit-reset': '0' } }],
    ['500', { status: 500, text: '<html>' }],
    ['503 with a date', { status: 503, headers: { 'Retry-After': 'Fri, 27 Nov 2020 00:00:00 GMT' } }],
    ['a cut connection', 'cut' as const],
  ])('%s is asked again', async (_, how) => {
    pagerDuty.loopback.fail({ on: 'GET /services', how });
    pagerDuty.loopback.fail({ on: 'POST /services', how });
    expect(await ensure()).toMatchObject({ created: true });
    expect(pagerDuty.loopback.calls).toEqual(['GET /services', 'GET /services', 'POST /services', 'POST /services']);
  });

  test('a slow answer is asked again', async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: 'slow' });
    expect(await ensure(INPUT, undefined, { ...QUICK, timeoutMs: 1_000 })).toMatchObject({ created: true });
    expect(pagerDuty.loopback.calls.slice(0, 2)).toEqual(['GET /services', 'GET /services']);
  });

  test('a pause that PagerDuty asks for is kept', async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status: 429, headers: { 'Retry-After': '1' } } });
    const start = performance.now();
    await ensure();
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  test.each([
    ['500', { status: 500 }, 'got status 500'],
    ['a cut connection', 'cut' as const, 'got no answer (UND_ERR_SOCKET)'],
  ])('%s without an end fails after four attempts', async (_, how, text) => {
    pagerDuty.loopback.fail({ on: 'GET /services', how, times: 99 });
    const { kind, message } = await failureOf(ensure);
    expect([kind, pagerDuty.loopback.calls.length]).toEqual(['unavailable', 4]);
    expect(message).toContain(text);
  });

  test('answers that stay slow fail after four attempts', async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: 'slow', times: 99 });
    const { message } = await failureOf(() => ensure(INPUT, undefined, { ...QUICK, timeoutMs: 200 }));
    expect(message).toContain('got no answer within 0.2 s');
    expect(pagerDuty.loopback.calls).toHaveLength(4);
  });

  test('a pause that is too long fails at once and says how long it is', async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status: 429, headers: { 'Retry-After': '3600' } } });
    const { message } = await failureOf(ensure);
    expect(message).toContain('got status 429, and a request to wait 3600 s\n  allowed: a pause of at most 2 s');
    expect(pagerDuty.loopback.calls).toHaveLength(1);
  });

  test("a pause of PagerDuty's own header is kept too", async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status: 429, headers: { 'ratelimit-reset': '60' } } });
    expect((await failureOf(ensure)).message).toContain('a request to wait 60 s');
  });

  test.each([
    ['HTML', { status: 200, text: '<html>login</html>' }, 'an answer with status 200 that is not JSON'],
    ['an object without services', { status: 200, json: { users: [] } }, "an answer without the text 'services'"],
    ['a list', { status: 200, json: [] }, "an answer without the text 'services'"],
    ['nothing', { status: 200 }, "an answer without the text 'services'"],
  ])('%s in the place of services is an error', async (_, how, text) => {
    pagerDuty.loopback.fail({ on: 'GET /services', how });
    expect((await failureOf(ensure)).message).toContain(text);
  });

  test('a created service of another shape is an error', async () => {
    pagerDuty.loopback.fail({ on: 'POST /services', how: { status: 201, json: { service: { id: 7 } } } });
    expect((await failureOf(ensure)).message).toContain('got an answer of another shape');
  });

  test('a redirect is not followed: the token would go along', async () => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status: 302, headers: { Location: 'http://127.0.0.1:1/' } } });
    expect((await failureOf(ensure)).message).toContain('it moved');
    expect(pagerDuty.loopback.calls).toHaveLength(1);
  });

  test.each([401, 403])('%d is not asked again, and says what to do', async (status) => {
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status, json: { error: { message: `not with ${TOKEN}` } } } });
    const { kind, message } = await failureOf(ensure);
    expect([kind, pagerDuty.loopback.calls.length]).toEqual(['denied', 1]);
    expect(message).toContain(`got status ${status}: not with ***`);
    expect(message).toContain('goldenPath.pagerDuty.apiToken');
  });

  test('a cancelled task stops a pause and sends nothing more', async () => {
    const controller = new AbortController();
    pagerDuty.loopback.fail({ on: 'GET /services', how: { status: 429, headers: { 'Retry-After': '2' } }, times: 99 });
    const asked = pagerDuty.loopback.next();
    const failure = failureOf(() => ensure(INPUT, controller.signal));
    await asked;
    setTimeout(() => controller.abort(), 100);
    const start = performance.now();
    expect((await failure).kind).toBe('cancelled');
    expect(performance.now() - start).toBeLessThan(1500);
    expect(pagerDuty.loopback.calls).toHaveLength(1);
  });

  test('a cancelled task stops a request', async () => {
    const controller = new AbortController();
    pagerDuty.loopback.fail({ on: 'GET /services', how: 'slow', times: 99 });
    const asked = pagerDuty.loopback.next();
    const failure = failureOf(() => ensure(INPUT, controller.signal));
    await asked;
    controller.abort();
    expect((await failure).kind).toBe('cancelled');
    expect(pagerDuty.loopback.calls).toHaveLength(1);
  });

  test('the token is in no error and no line of the log', async () => {
    const texts: string[] = [];
    for (const how of [{ status: 400, json: { error: { message: TOKEN, errors: [TOKEN] } } }, { status: 500, text: TOKEN }, 'cut'] as const) {
      pagerDuty.loopback.fail({ on: 'GET /services', how, times: 4 });
      texts.push((await failureOf(ensure)).message);
      await pagerDuty.loopback.stop();
      pagerDuty = await PagerDutyServer.start();
    }
    await ensure();
    expect(texts).toHaveLength(3);
    expect([...texts, ...log].join('\n')).not.toContain(TOKEN);
  });
});

describe('input and settings', () => {
  test('all problems of an input are in one error', async () => {
    const input = { name: ' a\n', description: '\u0000', escalationPolicyId: '../x', urgency: 'loud', escalationPolicy: 'P1' };
    expect(await pathsOf(() => serviceInput(input))).toEqual(['escalationPolicy', 'name', 'description', 'escalationPolicyId', 'urgency']);
    expect(await pathsOf(() => serviceInput(undefined))).toEqual(['name', 'escalationPolicyId']);
  });

  test('text of users is text in JSON and in the address', async () => {
    const name = '${{ x }} "quoted" & ?a=b#c \\';
    await ensure({ ...INPUT, name, description: 'first\n{{ second }}' });
    expect(pagerDuty.services[0].name).toBe(name);
    expect(pagerDuty.loopback.seen[0].query.get('query')).toBe(name);
  });

  test.each([
    [{}, ['goldenPath.pagerDuty.apiToken']],
    [undefined, ['goldenPath.pagerDuty.apiToken']],
    [{ apiToken: 'two words', apiUrl: 'http://api.pagerduty.com' }, ['goldenPath.pagerDuty.apiToken', 'goldenPath.pagerDuty.apiUrl']],
    [{ apiToken: 'a', apiUrl: 'https://user:password@api.pagerduty.com' }, ['goldenPath.pagerDuty.apiUrl']],
    [{ apiToken: 'a', token: 'b' }, ['goldenPath.pagerDuty.token']],
  ])('settings %j are refused', async (settings, paths) => {
    const failure = await failureOf(() => pagerDutySettings(settings));
    expect(failure.problems.map(({ path }) => path)).toEqual(paths);
    expect(failure.message).not.toContain('two words');
  });
});
