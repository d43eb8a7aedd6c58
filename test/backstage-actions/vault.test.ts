import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VaultClient } from '../../packages/backstage-actions/src/vault/client';
import type { NamespaceOutput } from '../../packages/backstage-actions/src/vault/ensure-namespace';
import { ensureNamespace } from '../../packages/backstage-actions/src/vault/ensure-namespace';
import { namespaceInput } from '../../packages/backstage-actions/src/vault/input';
import { planFor } from '../../packages/backstage-actions/src/vault/plan';
import { failureOf } from './support/failures';
import { QUICK } from './support/loopback';
import { JWT, KUBERNETES, POLICY, REQUEST as INPUT, settingsWith, TOKEN, VaultServer } from './support/vault-server';

const MOUNTS = { layout: 'mounts', parentNamespace: undefined, kubernetes: undefined };

let vault: VaultServer;
let log: string[];

beforeEach(async () => {
  vault = await VaultServer.start();
  vault.namespaces.admin = { ...vault.namespaces[''] };
  log = [];
});

afterEach(() => vault.loopback.stop());

async function ensure(input: object = INPUT, further: object = {}): Promise<NamespaceOutput> {
  const settings = settingsWith(vault.loopback.url, further);
  const run = { log: (message: string) => void log.push(message) };
  return ensureNamespace(new VaultClient(settings, undefined, QUICK), planFor(namespaceInput(input), settings), run);
}

describe('with namespaces', () => {
  test('a namespace gets its engine, policy, auth method and role', async () => {
    expect(await ensure()).toEqual({
      namespace: 'admin/payments',
      mount: 'secret',
      policy: 'payment-service',
      authPath: 'kubernetes',
      role: 'payment-service',
      created: true,
    });
    expect(vault.namespaces['admin/payments']).toEqual({
      mounts: expect.objectContaining({ 'secret/': expect.objectContaining({ type: 'kv', options: { version: '2' } }) }),
      auth: expect.objectContaining({ 'kubernetes/': { type: 'kubernetes' } }),
      policies: { 'payment-service': POLICY },
      configs: { 'kubernetes/config': { kubernetes_host: KUBERNETES.host } },
      roles: {
        'kubernetes/role/payment-service': {
          bound_service_account_names: ['payment-service'],
          bound_service_account_namespaces: ['payment-service'],
          token_policies: ['payment-service'],
          token_ttl: '1h',
        },
      },
    });
  });

  test('a second run writes nothing', async () => {
    const first = await ensure();
    const writes = vault.loopback.writes.length;
    expect(await ensure()).toEqual({ ...first, created: false });
    expect(vault.loopback.writes).toHaveLength(writes);
    expect(log.at(-1)).toBe("Vault has everything for the role 'payment-service' already");
  });

  test.each([1, 2, 3, 4, 5, 6])('a run that stopped at write %d is finished by the next', async (count) => {
    const writes = ['POST /v1/sys/namespaces', 'POST /v1/sys/mounts', 'PUT /v1/sys/policies', 'POST /v1/sys/auth',
      'POST /v1/auth/kubernetes/config', 'POST /v1/auth/kubernetes/role'];
    vault.loopback.fail({ on: writes[count - 1], how: { status: 500 }, times: 4 });
    expect((await failureOf(ensure)).kind).toBe('unavailable');
    const before = vault.loopback.writes.length;
    expect(await ensure()).toMatchObject({ created: true });
    expect(vault.loopback.writes.slice(before).map((call) => writes.findIndex((write) => call.startsWith(write)) + 1))
      .toEqual([1, 2, 3, 4, 5, 6].slice(count - 1));
  });

  test('a second service of the namespace shares it', async () => {
    await ensure();
    const ledger = { ...INPUT, service: 'ledger', kubernetes: { namespace: 'ledger', serviceAccount: 'ledger' } };
    expect(await ensure(ledger)).toMatchObject({ namespace: 'admin/payments', policy: 'ledger', role: 'ledger', created: true });
    expect(Object.keys(vault.namespaces['admin/payments'].policies)).toEqual(['payment-service', 'ledger']);
  });

  test('two runs at once give the same', async () => {
    const outputs = await Promise.all([ensure(), ensure()]);
    expect({ ...outputs[0], created: true }).toEqual({ ...outputs[1], created: true });
    expect(vault.namespaces['admin/payments'].policies['payment-service']).toBe(POLICY);
  });

  test.each(['POST /v1/sys/namespaces', 'POST /v1/sys/mounts', 'POST /v1/sys/auth'])('a lost answer to %s is no failure', async (on) => {
    vault.loopback.fail({ on, how: 'lost' });
    expect(await ensure()).toMatchObject({ created: true });
  });

  test('Vault Community is told apart, with the setting that works there', async () => {
    vault.enterprise = false;
    const { kind, message } = await failureOf(ensure);
    expect(kind).toBe('settings');
    expect(message).toContain('a Vault that knows no namespaces (status 404: unsupported path)');
    expect(message).toContain('set goldenPath.vault.layout: mounts');
  });

  test('an auth method of another cluster is refused', async () => {
    await ensure();
    const { problems } = await failureOf(() => ensure(INPUT, { kubernetes: { host: 'https://other.acme.example' } }));
    expect(problems).toEqual([
      expect.objectContaining({
        path: 'goldenPath.vault.kubernetes.host',
        got: "'https://other.acme.example', and an auth method 'kubernetes' of the cluster 'https://kubernetes.acme.example'",
      }),
    ]);
  });
});

describe('without namespaces', () => {
  beforeEach(() => {
    vault.enterprise = false;
    vault.namespaces[''].auth['kubernetes/'] = { type: 'kubernetes' };
  });

  test('each namespace is an engine of its own, and the names of policy and role contain it', async () => {
    expect(await ensure(INPUT, MOUNTS)).toEqual({
      namespace: '',
      mount: 'services/payments',
      policy: 'payments-payment-service',
      authPath: 'kubernetes',
      role: 'payments-payment-service',
      created: true,
    });
    expect(vault.namespaces[''].policies['payments-payment-service']).toContain('path "services/payments/data/payment-service/*"');
    expect(vault.loopback.calls.filter((call) => call.includes('namespaces') || call.endsWith('/config'))).toEqual([]);
    expect(vault.loopback.seen.some(({ headers }) => 'x-vault-namespace' in headers)).toBe(false);
    expect(await ensure(INPUT, MOUNTS)).toMatchObject({ created: false });
  });

  test('the shared auth method is not made by a template', async () => {
    delete vault.namespaces[''].auth['kubernetes/'];
    const { kind, message } = await failureOf(() => ensure(INPUT, MOUNTS));
    expect(kind).toBe('settings');
    expect(message).toContain("goldenPath.vault.kubernetes.path: got 'kubernetes', which Vault does not have");
  });

  test('a policy that means another service under the same name is refused', async () => {
    await ensure({ ...INPUT, namespace: 'a', service: 'b-c' }, MOUNTS);
    const { kind, message } = await failureOf(() => ensure({ ...INPUT, namespace: 'a-b', service: 'c' }, MOUNTS));
    expect(kind).toBe('conflict');
    expect(message).toContain("'a-b-c', and a policy of that name that this action did not write for this service");
  });
});

describe('what differs', () => {
  test('own policy: it follows the input', async () => {
    await ensure();
    expect(await ensure({ ...INPUT, policies: ['providers/*', 'database', 'database'] })).toMatchObject({ created: true });
    expect(vault.namespaces['admin/payments'].policies['payment-service'].match(/^path .*/gm)).toEqual([
      'path "secret/data/payment-service/database" {',
      'path "secret/metadata/payment-service/database" {',
      'path "secret/data/payment-service/providers/*" {',
      'path "secret/metadata/payment-service/providers/*" {',
    ]);
  });

  test('a policy of somebody else is left as it is', async () => {
    await ensure();
    const { policies } = vault.namespaces['admin/payments'];
    policies['payment-service'] = 'path "*" { capabilities = ["sudo"] }';
    expect((await failureOf(ensure)).kind).toBe('conflict');
    expect(policies['payment-service']).toBe('path "*" { capabilities = ["sudo"] }');
  });

  test('a role for another service account is left as it is', async () => {
    await ensure();
    const { message } = await failureOf(() => ensure({ ...INPUT, kubernetes: { namespace: 'attacker', serviceAccount: 'payment-service' } }));
    expect(message).toContain("a role of that name whose bound_service_account_namespaces is 'payment-service' and not 'attacker'");
    expect(vault.namespaces['admin/payments'].roles['kubernetes/role/payment-service'].bound_service_account_namespaces)
      .toEqual(['payment-service']);
  });

  test.each([
    ['an engine of another type', { 'secret/': { type: 'transit', options: null } }],
    ['an engine of version 1', { 'secret/': { type: 'kv', options: { version: '1' } } }],
  ])('%s is refused', async (_, mounts) => {
    vault.namespaces['admin/payments'] = { mounts, auth: {}, policies: {}, configs: {}, roles: {} };
    expect((await failureOf(ensure)).problems[0].path).toBe('goldenPath.vault.mount');
  });

  test('an auth method of another type is refused', async () => {
    const auth = { 'kubernetes/': { type: 'oidc' } };
    vault.namespaces['admin/payments'] = { mounts: {}, auth, policies: {}, configs: {}, roles: {} };
    expect((await failureOf(ensure)).message).toContain("an auth method of type 'oidc'");
  });
});

describe('credentials', () => {
  const LOGIN = (text: string) => {
    const tokenFile = join(mkdtempSync(join(tmpdir(), 'golden-path-vault-')), 'token');
    writeFileSync(tokenFile, text);
    return { token: undefined, login: { role: 'backstage', path: 'platform', tokenFile } };
  };

  test('a login with the service account of the pod', async () => {
    expect(await ensure(INPUT, LOGIN(`${JWT}\n`))).toMatchObject({ created: true });
    expect(vault.loopback.calls.filter((call) => call.endsWith('/login'))).toEqual(['POST /v1/auth/platform/login']);
    expect(vault.loopback.seen[0].headers).toMatchObject({ 'x-vault-namespace': 'admin' });
    expect(vault.loopback.seen[1].headers).toMatchObject({ 'x-vault-token': 'hvs.from-login' });
  });

  test('a login that Vault refuses names the setting, and not the token', async () => {
    const { kind, message } = await failureOf(() => ensure(INPUT, LOGIN('eyJ.other.account')));
    expect(kind).toBe('denied');
    expect(message).toContain('goldenPath.vault.login');
    expect(message).not.toContain('eyJ');
  });

  test('a file that is not there', async () => {
    const login = { role: 'backstage', tokenFile: '/nowhere/token' };
    expect((await failureOf(() => ensure(INPUT, { token: undefined, login }))).message).toContain('/nowhere/token, which cannot be read (ENOENT)');
  });

  test('a token that Vault does not know', async () => {
    const { kind, message } = await failureOf(() => ensure(INPUT, { token: 'hvs.other' }));
    expect([kind, vault.loopback.calls.length]).toEqual(['denied', 1]);
    expect(message).toContain('Vault: GET /v1/sys/namespaces/payments: got status 403: permission denied');
    expect(message).toContain('check goldenPath.vault.token');
  });

  test('no token in the log or in an error that quotes it', async () => {
    vault.loopback.fail({ on: 'POST /v1/sys/mounts', how: { status: 500, json: { errors: [`token ${TOKEN}`] } }, times: 4 });
    const { message } = await failureOf(ensure);
    expect(message).toContain('token ***');
    await ensure();
    expect([message, ...log].join('\n')).not.toContain(TOKEN);
  });
});

describe('faults', () => {
  test.each([
    ['429 with Retry-After', { status: 429, headers: { 'Retry-After': '0' } }],
    ['500', { status: 500, json: { errors: ['internal error'] } }],
    ['a standby that is behind', { status: 412, json: { errors: ['required index state not present'] } }],
    ['a cut connection', 'cut' as const],
  ])('%s is asked again, at every request', async (_, how) => {
    for (const on of ['GET /v1/sys/namespaces', 'POST /v1/sys/namespaces', 'GET /v1/sys/mounts', 'POST /v1/sys/mounts', 'PUT /v1/sys/policies',
      'POST /v1/sys/auth', 'POST /v1/auth']) vault.loopback.fail({ on, how });
    expect(await ensure()).toMatchObject({ created: true });
  });

  test('what a write gave is sent with the next request, so that no standby answers from before it', async () => {
    vault.loopback.fail({ on: 'POST /v1/sys/mounts', how: { status: 204, headers: { 'X-Vault-Index': 'index-7' } } });
    await ensure();
    const after = vault.loopback.seen.findIndex(({ path }) => path === '/v1/sys/mounts/secret') + 1;
    expect(vault.loopback.seen[after].headers['x-vault-index']).toBe('index-7');
  });

  test('a sealed Vault says so', async () => {
    vault.loopback.fail({ on: 'GET', how: { status: 503, json: { errors: ['Vault is sealed'] } }, times: 4 });
    expect((await failureOf(ensure)).message).toContain('status 503: Vault is sealed\n  allowed: a status from 200 to 299\n  fix: unseal Vault');
  });

  test('HTML in the place of JSON', async () => {
    vault.loopback.fail({ on: 'GET', how: { status: 200, text: '<html>' } });
    expect((await failureOf(ensure)).message).toContain('that is not JSON');
  });

  test('a refusal that is no conflict is an error', async () => {
    vault.loopback.fail({ on: 'POST /v1/sys/mounts', how: { status: 400, json: { errors: ['plugin not found in the catalog: kv'] } } });
    expect((await failureOf(ensure)).message).toContain('status 400: plugin not found in the catalog: kv');
  });
});
