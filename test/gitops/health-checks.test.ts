import { healthChecks } from '../../lib/gitops/argo-cd/health-checks';
import { HEALTH_CASES } from '../support/argocd/health-cases';
import { runHealthCheck } from '../support/argocd/run-lua';
import { aPlatform } from '../support/platform';
import { definedKinds } from '../support/schemas/checked-kinds';
import { TREES } from '../support/schemas/trees';

const CHECKS = healthChecks(aPlatform());
const KEYS = Object.keys(CHECKS);
const [CHECK] = Object.values(CHECKS);

test.each(Object.entries(TREES))('%s: every kind of request has a check', (_, tree) => {
  const kinds = definedKinds(tree.map(({ document }) => document));
  expect(kinds.length).toBeGreaterThan(0);
  for (const kind of kinds) expect(KEYS).toContain(`resource.customizations.health.${kind.replace('/', '_')}`);
});

describe.each(KEYS)('%s', (key) => {
  test.each(HEALTH_CASES)('$name: $health.status', ({ status, health }) => {
    const request = { apiVersion: 'platform.acme.io/v1', kind: key.split('_')[1], metadata: { name: 'orders' }, spec: {}, status };
    expect(runHealthCheck(CHECKS[key], request)).toEqual(health);
  });
});

test('each kind of health is among the cases', () => {
  expect(new Set(HEALTH_CASES.map(({ health }) => health.status))).toEqual(new Set(['Degraded', 'Healthy', 'Progressing']));
});

describe('a check that is another', () => {
  test.each([
    ['obj.status == nil or ', ''],
    ['or obj.status.conditions == nil', ''],
    ['condition.type == "Synced"', 'condition.type == "synced"'],
    ['condition.status == "False"', 'condition.status ~= "True"'],
    ['condition.type == "Ready"', 'condition.type == "Synced"'],
    ['condition.status == "True"', 'condition.status ~= "False"'],
    ['condition.message or condition.reason', 'condition.message'],
    ['condition.message or condition.reason', 'condition.reason'],
    ['return { status = "Degraded"', 'health = { status = "Degraded"'],
    ['then\n', '\n'],
    ['return health\n', ''],
    ['obj.status.conditions', 'obj.status.condition'],
    ['ipairs', 'string.len'],
  ])('is found out by one of the cases: %s', (from, to) => {
    expect(CHECK).toContain(from);
    const other = CHECK.replaceAll(from, to);
    const wrong = HEALTH_CASES.filter(({ status, health }) => {
      try {
        const found = runHealthCheck(other, { status });
        return found.status !== health.status || found.message !== health.message;
      } catch {
        return true;
      }
    });
    expect(wrong).not.toEqual([]);
  });
});

describe('the interpreter', () => {
  test.each([
    ['a syntax that is none', 'return {', /^the check breaks: .*unexpected symbol near <eof>/],
    ['a value that is not there', 'return { status = obj.status.health }', /^the check breaks: .*attempt to index a nil value/],
    ['a library that Argo CD does not open', 'return string.len("a")', /^the check breaks: .*global 'string'/],
    ['no table', 'return "Healthy"', /^the check gives a string and no table$/],
  ])('tells of %s', (_, script, message) => {
    expect(() => runHealthCheck(script, {})).toThrow(message);
  });

  test('gives a check every kind of value', () => {
    const script = 'return { status = obj.list[2].text, message = tostring(obj.number + 1) .. tostring(obj.yes) .. tostring(obj.none) }';
    expect(runHealthCheck(script, { list: [{}, { text: 'é' }], number: 1.5, yes: true, none: null })).toEqual({ status: 'é', message: '2.5truenil' });
  });
});
