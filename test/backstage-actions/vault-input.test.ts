import { describeNamespace } from '../../packages/backstage-actions/src/vault/ensure-namespace';
import { namespaceInput } from '../../packages/backstage-actions/src/vault/input';
import { planFor } from '../../packages/backstage-actions/src/vault/plan';
import type { VaultSettings } from '../../packages/backstage-actions/src/vault/settings';
import { failureOf } from './support/failures';
import { POLICY, REQUEST as INPUT, settingsWith, TOKEN } from './support/vault-server';

function settingsOf(further: object = {}): VaultSettings {
  return settingsWith('https://vault.acme.example:8200', further);
}

test('a dry run shows the policy', () => {
  const log: string[] = [];
  const settings = settingsOf();
  const run = { log: (message: string) => void log.push(message) };
  expect(describeNamespace(planFor(namespaceInput(INPUT), settings), run)).toMatchObject({ role: 'payment-service', created: false });
  expect(log.join('\n')).toBe(
    "would write to Vault, where it is not there: namespace 'admin/payments'; key-value engine 'secret'; policy 'payment-service'; role 'payment-service'\n"
    + `the policy would be:\n${POLICY}`,
  );
});

describe('input and settings', () => {
  test('everything below the service is one path', () => {
    expect(namespaceInput({ ...INPUT, policies: ['*'] }).policies).toEqual(['*']);
  });

  test.each(['"]}\npath "*" {', '${x}', '{{identity.entity.id}}', '../other', 'a/../b', '/a', 'a/', 'a*', '*/a', 'a b', 'a"', '', 'é', 'a//b', '+'])(
    'the path %j reaches no policy',
    async (path) => {
      expect((await failureOf(() => namespaceInput({ ...INPUT, policies: ['database', path] }))).problems.map((problem) => problem.path))
        .toEqual(['policies[1]']);
    },
  );

  test.each(['root', 'sys', 'audit', 'auth', 'cubbyhole', 'identity', 'default', 'a/b', '..', 'A', 'a_b', '-a', 'a'.repeat(64), 'a\n', ''])(
    'the name %j is refused for namespace and service',
    async (name) => {
      const { problems } = await failureOf(() => namespaceInput({ ...INPUT, namespace: name, service: name }));
      expect(problems.map(({ path }) => path).sort()).toEqual(['namespace', 'service']);
    },
  );

  test('all problems of an input are in one error', async () => {
    const input = { namespace: 7, kubernetes: { namespace: '*', serviceAccount: '*', cluster: 'x' }, policies: 'database', extra: 1 };
    expect((await failureOf(() => namespaceInput(input))).problems.map(({ path }) => path).sort()).toEqual([
      'extra', 'kubernetes.cluster', 'kubernetes.namespace', 'kubernetes.serviceAccount', 'namespace', 'policies', 'service',
    ]);
    expect((await failureOf(() => namespaceInput({ ...INPUT, kubernetes: 'x' }))).problems.map(({ path }) => path)).toEqual(['kubernetes']);
  });

  test.each([
    [{ address: 'http://vault.acme.example' }, ['address']],
    [{ token: undefined }, ['token']],
    [{ login: { role: 'backstage' } }, ['token']],
    [{ token: undefined, login: { role: 'a b', tokenFile: 'token', path: '/x' } }, ['login.path', 'login.role', 'login.tokenFile']],
    [{ layout: 'folders' }, ['layout']],
    [{ kubernetes: undefined }, ['kubernetes']],
    [{ kubernetes: { host: 'kubernetes', caCertificate: 'x', audience: 'a b' } }, ['kubernetes.audience', 'kubernetes.caCertificate', 'kubernetes.host']],
    [{ parentNamespace: '/admin/' }, ['parentNamespace']],
    [{ mount: 'a//b', tokenTtl: 'forever' }, ['mount', 'tokenTtl']],
  ])('settings with %j are refused', async (further, keys) => {
    const { problems, message } = await failureOf(() => settingsOf(further));
    expect(problems.map(({ path }) => path).sort()).toEqual(keys.map((key) => `goldenPath.vault.${key}`));
    expect(message).not.toContain(TOKEN);
  });
});
