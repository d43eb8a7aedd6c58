import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import type { OfflineTerraform } from '../referees/terraform';
import { startTerraform } from './offline';
import { retiredLines } from './page';
import { Walk } from './walk';

/** The addresses that hold the data of the example. */
const DATA = ['aws_db_instance.orders', 'aws_s3_bucket.receipts', 'aws_sqs_queue.Jobs'];
const [OLD, NEW] = ['checkout-production', 'shop-production'];

const without = (pattern: RegExp) => (text: string) => {
  expect(text).toMatch(pattern);
  return text.replace(pattern, '');
};

const replacing = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replaceAll(from, to);
};

const destroyed = (actions: Record<string, string>) =>
  Object.keys(actions).filter((address) => actions[address].includes('delete'));
const holders = (addresses: string[]) =>
  addresses.filter((address) => /^(aws_(db_instance|s3_bucket|sqs_queue)|kubernetes_namespace_v1)\./.test(address));

/** What `affected` says of data that is elsewhere must not make anybody destroy it. */
function expectNoAdviceToDestroy(walk: Walk): void {
  const said = walk.said.filter(({ command }) => command.startsWith('npx golden-path affected')).map((each) => each.said);
  expect(said).not.toEqual([]);
  for (const text of said) expect(text).not.toMatch(/destroy/i);
}

function runbooks(): void {
  let terraform: OfflineTerraform;
  beforeAll(async () => {
    terraform = await startTerraform();
  }, 60_000);
  afterAll(() => terraform.stop());

  describe('rename a construct', () => {
    test('nothing changes but the address of the own resource', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('Rename a construct');
      expect(walk.planned).toEqual([{ 'aws_sqs_queue.Work': 'moved from aws_sqs_queue.Jobs' }]);
    });

    test('without the move, the plan would replace it, and the checks refuse that', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('renamed-construct', without(/^stack\.addOverride\('moved'.*$/m));
      expect(await walk.plan(OLD)).toEqual({ 'aws_sqs_queue.Jobs': 'delete', 'aws_sqs_queue.Work': 'create' });
      for (const command of ['lock', 'lock --check', 'affected', `check-plan ${OLD}.json`]) {
        const { status, said } = await walk.run(`npx golden-path ${command}`);
        expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining('aws_sqs_queue.Jobs') });
      }
    });
  });

  describe('rename a service', () => {
    test('the data is in the new state, and no plan creates or destroys it', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('Rename a service');
      const [old, next] = walk.planned;
      expect(old).toEqual({
        'aws_iam_role_policy.grants': 'delete',
        'aws_secretsmanager_secret.orders-endpoint': 'delete',
        'aws_secretsmanager_secret_version.orders-endpoint': 'delete',
        'kubernetes_network_policy_v1.allow-to-cidr_10_20_0_0-16-5432': 'delete',
      });
      expect(destroyed(next)).toEqual([]);
      expect(holders(Object.keys(next))).toEqual(['kubernetes_namespace_v1.namespace']);
      expect(Object.keys(next).filter((address) => address.startsWith('aws_s3_'))).toEqual([]);
      const listed = (state: string) => walk.lastOf(`terraform state list -state=${state}`).said;
      for (const address of DATA) expect(listed('new.tfstate')).toContain(`${address}\n`);
      expect(listed('new.tfstate').match(/^aws_s3_bucket/gm)).toHaveLength(7);
      expect(listed('old.tfstate')).toMatch(/^kubernetes_namespace_v1\.namespace$/m);
      expect(listed('old.tfstate')).not.toMatch(/^aws_(db_instance|s3_bucket|sqs_queue)/m);
      expect(walk.locked()).toEqual([OLD, NEW]);
      expectNoAdviceToDestroy(walk);
    });

    test('without moving the states, the old plan would destroy the data, and the checks refuse that', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('renamed-service');
      const [old, next] = [await walk.plan(OLD), await walk.plan(NEW)];
      for (const address of DATA) expect([old[address], next[address]]).toEqual(['delete', 'create']);
      const { status, said } = await walk.run(`npx golden-path check-plan ${OLD}.json`);
      expect(status).toBe(1);
      for (const address of DATA) expect(said).toContain(`${OLD}: ${address}: got`);
    });

    test('the refusal prints the lines that the page shows', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('renamed-service');
      const { said } = await walk.run('npx golden-path lock');
      const printed = [...said.matchAll(/the line is ("[^"]+"): \{ what: "([^"]+)"/g)].map(
        ([, key, what]) => `${key}:\n  what: ${what}\n`,
      );
      const shown = retiredLines('renamed service').replace(/^ +(reason|date): .*\n/gm, '');
      expect(printed.join('')).toBe(shown);
    });

    test('in one step, it is refused, and nobody is told to destroy the old folder', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('before', (text) => replacing("'checkout'", "'shop'")(replacing(`'${OLD}'`, `'${NEW}'`)(text)));
      for (const command of ['lock', 'affected']) {
        const { status, said } = await walk.run(`npx golden-path ${command}`);
        expect(status).toBe(1);
        for (const address of DATA) { expect(said).toMatch(new RegExp(`${OLD}/${address}: .*; the same name is in ${NEW}/${address}`)); }
      }
      await walk.run("npx golden-path retire checkout --reason 'moved to shop-production by hand' --date 2026-11-27 --yes");
      const affected = await walk.run('npx golden-path affected --base origin/main');
      expect(affected).toMatchObject({
        status: 0,
        said: expect.stringContaining(`holds aws_db_instance orders-production; the same name is in ${NEW}`),
      });
      expect(affected.said).toContain('Do nothing in their folders until you know where all of their data should be.');
      expect(affected.said).not.toMatch(/destroy/i);
    });
  });

  describe('rename an environment', () => {
    const production = replacing('environments: [production, live]', 'environments: [production]');
    const live = replacing('environments: [production, live]', 'environments: [live]');

    test('a new one beside the old one takes nothing from it, and the old one retires', async () => {
      const walk = await new Walk(terraform).begin('renamed-environment', production);
      await walk.walk('Rename an environment');
      const [old, next] = walk.planned;
      expect(old).toEqual({});
      expect(new Set(Object.values(next))).toEqual(new Set(['create']));
      expect(Object.keys(next)).toEqual(expect.arrayContaining(DATA.slice(0, 2)));
      const retire = "npx golden-path retire checkout --environment production --reason 'copied to live' --date 2026-11-27 --yes";
      expect(await walk.run(retire)).toMatchObject({ status: 0 });
      walk.synth('renamed-environment', live);
      expect(await walk.run('npx golden-path lock')).toMatchObject({ status: 0 });
      expect(walk.locked()).toEqual(['checkout-live']);
      await walk.run('npx golden-path affected --base origin/main');
      expectNoAdviceToDestroy(walk);
    });

    test('in place, it is refused', async () => {
      const walk = await new Walk(terraform).begin('renamed-environment', production);
      walk.synth('renamed-environment', live);
      const { status, said } = await walk.run('npx golden-path lock');
      expect(status).toBe(1);
      for (const address of DATA.slice(0, 2)) expect(said).toContain(`${OLD}/${address}: got`);
    });
  });

  describe('move a service', () => {
    test('to another team: everything stays, with other labels', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('Move a service to another team');
      expect(new Set(Object.values(walk.planned[0]))).toEqual(new Set(['update']));
      expect(walk.lastOf('npx golden-path sync').said).toContain('changed  apps/checkout/');
    });

    test('to another repository: the plan there is empty', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('Move a service to another repository');
      expect(walk.planned).toEqual([{}]);
      expect(walk.locked()).toEqual([]);
      expect(walk.lastOf('npx golden-path affected').said).toContain('holds aws_db_instance orders-production');
      expectNoAdviceToDestroy(walk);
    });
  });
}

describeWithGit('the runbooks to rename and move', runbooks, describeWithTerraform);
