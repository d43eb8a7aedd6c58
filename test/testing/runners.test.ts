import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../support/examples';
import { temporaryFolder } from '../support/synth';

/** A team's tests in Node's own runner, where nothing of jest is there: one that holds and one that does not. */
const TESTS = `
import { test } from 'node:test';
import { assertAllowed, synthesize } from '${join(ROOT, 'lib/testing/index.ts')}';
import { paymentService } from '${join(ROOT, 'apps/payment-service/main.ts')}';

const production = synthesize(paymentService).service('payment-service', 'production');
test('reaches its database', () => assertAllowed(production.canReach('10.20.3.4', 5432)));
test('reaches MySQL', () => assertAllowed(production.canReach('10.20.3.4', 3306)));
`;

test('the same questions are asked in another test runner', () => {
  const file = join(temporaryFolder(), 'team.test.ts');
  writeFileSync(file, TESTS);
  // A test that is started inside of a test would report to the outer one.
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), NODE_TEST_CONTEXT: undefined };
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const { stdout, status } = spawnSync(process.execPath, ['--import', tsx, '--test', '--test-reporter=tap', file], { cwd: ROOT, env, encoding: 'utf8' });
  expect(stdout).toMatch(/^ok 1 - reaches its database$/m);
  expect(stdout).toMatch(/^not ok 2 - reaches MySQL$/m);
  expect(stdout).toContain('payment-service in production does not reach 10.20.3.4 on 3306/TCP');
  expect(stdout).toMatch(/team\.test\.ts:8:\d+/);
  expect(status).toBe(1);
});
