import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import type { OfflineTerraform } from '../referees/terraform';
import { startTerraform } from './offline';
import { Walk } from './walk';

const STACK = 'checkout-production';
const BUCKET = 'receipts-production-444455556666';
const FORGOTTEN = /^stack\.addOverride\('removed'.*$/m;

const without = (pattern: RegExp) => (text: string) => {
  expect(text).toMatch(pattern);
  return text.replace(pattern, '');
};

/** The addresses that a plan does something to. */
const having = (actions: Record<string, string>, wanted: string) =>
  Object.keys(actions).filter((address) => actions[address] === wanted);

function runbooks(): void {
  let terraform: OfflineTerraform;
  beforeAll(async () => {
    terraform = await startTerraform();
  }, 60_000);
  afterAll(() => terraform.stop());

  const checkPlan = async (walk: Walk) => walk.run(`npx golden-path check-plan ${STACK}.json`);

  describe('from Terraform to a request', () => {
    test('the database and the bucket with all of its settings are forgotten', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('From Terraform to a request');
      const [actions] = walk.planned;
      expect(having(actions, 'forget')).toEqual([
        'aws_db_instance.orders',
        'aws_s3_bucket.receipts',
        'aws_s3_bucket_lifecycle_configuration.receipts',
        'aws_s3_bucket_ownership_controls.receipts',
        'aws_s3_bucket_policy.receipts',
        'aws_s3_bucket_public_access_block.receipts',
        'aws_s3_bucket_server_side_encryption_configuration.receipts',
        'aws_s3_bucket_versioning.receipts',
      ]);
      const secret = ['aws_secretsmanager_secret.orders-endpoint', 'aws_secretsmanager_secret_version.orders-endpoint'];
      expect(having(actions, 'delete')).toEqual(secret);
      expect(Object.keys(actions)).toHaveLength(10);
      expect(walk.lastOf('npx golden-path check-plan').said).toBe('1 plan keeps every guarantee.\n');
    });

    test('without the removed blocks, the plan would destroy them, and the checks refuse that', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('to-request', without(FORGOTTEN));
      const actions = await walk.plan(STACK);
      expect(having(actions, 'delete')).toEqual(expect.arrayContaining(['aws_db_instance.orders', 'aws_s3_bucket.receipts']));
      for (const { status, said } of [await walk.run('npx golden-path lock'), await checkPlan(walk)]) {
        expect(status).toBe(1);
        expect(said).toContain('aws_db_instance orders-production, which holds data');
        expect(said).toContain(`aws_s3_bucket ${BUCKET}, which holds data`);
      }
    });

    test('a bucket that is forgotten without its settings would be open, and check-plan refuses that', async () => {
      const walk = await new Walk(terraform).begin();
      await walk.walk('From Terraform to a request');
      walk.synth('to-request', without(/^ {2}'aws_s3_bucket_public_access_block\.receipts',\n/m));
      expect((await walk.plan(STACK))['aws_s3_bucket_public_access_block.receipts']).toBe('delete');
      const { status, said } = await checkPlan(walk);
      expect({ status, said }).toEqual({
        status: 1,
        said: expect.stringContaining(`got a setting of the bucket '${BUCKET}', which is only forgotten`),
      });
      expect(said).toMatch(/1 problem,/);
    });
  });

  describe('from a request to Terraform', () => {
    test('the database and the bucket are imported, and keep all that they are', async () => {
      const walk = await (await new Walk(terraform).begin('requested')).walk('From a request to Terraform');
      const [actions] = walk.planned;
      expect(actions['aws_db_instance.orders']).toBe('import orders-production, update');
      expect(actions['aws_s3_bucket.receipts']).toBe(`import ${BUCKET}, update`);
      expect(Object.values(actions).filter((action) => action.includes('delete'))).toEqual([]);
      const created = having(actions, 'create');
      expect(created.filter((address) => !address.startsWith('aws_s3_bucket_'))).toEqual([
        'aws_secretsmanager_secret.orders-endpoint',
        'aws_secretsmanager_secret_version.orders-endpoint',
      ]);
      expect(created).toHaveLength(8);
    });

    test('without the import, the plan would make new ones, and lock refuses to lose the requests', async () => {
      const walk = await new Walk(terraform).begin('requested');
      walk.synth('to-terraform', without(/^stack\.addOverride[\s\S]*applied'\);$/m));
      expect(having(await walk.plan(STACK), 'create')).toEqual(
        expect.arrayContaining(['aws_db_instance.orders', 'aws_s3_bucket.receipts']),
      );
      const { status, said } = await walk.run('npx golden-path lock');
      expect(status).toBe(1);
      expect(said).toContain('postgresqlinstance-orders.yaml: got PostgreSQLInstance.platform.acme.io checkout-production/orders');
      expect(said).toContain('the same name is in checkout-production/aws_db_instance.orders');
    });

    test('an import of another database would replace that one, and Terraform refuses it', async () => {
      const walk = await new Walk(terraform).begin('requested');
      walk.synth('to-terraform', (text) => text.replace("id: 'orders-production'", "id: 'invoices-production'"));
      await expect(walk.plan(STACK)).rejects.toThrow('Resource aws_db_instance.orders has lifecycle.prevent_destroy set');
    });

    test('an import of what is not there fails', async () => {
      const walk = await new Walk(terraform).begin('requested');
      walk.synth('to-terraform', (text) => text.replace("id: 'orders-production'", "id: 'orders-prod'"));
      await expect(walk.plan(STACK)).rejects.toThrow('Cannot import non-existent remote object');
    });
  });

  describe('retire a service', () => {
    test('the data goes, then the service, then the stack, each by a plan', async () => {
      const walk = await (await new Walk(terraform).begin()).walk('Retire a service');
      const [data, service] = walk.planned;
      for (const actions of [data, service]) expect(new Set(Object.values(actions))).toEqual(new Set(['delete']));
      expect(Object.keys(data)).toEqual(
        expect.arrayContaining(['aws_db_instance.orders', 'aws_s3_bucket.receipts', 'aws_sqs_queue.Jobs']),
      );
      expect(Object.keys(data)).not.toContain('kubernetes_namespace_v1.namespace');
      expect(Object.keys(service)).toContain('kubernetes_namespace_v1.namespace');
      expect(await walk.plan(STACK)).toEqual({});
      await walk.walk('Retire the last service of a repository');
      expect(walk.locked()).toEqual([]);
      expect(fs.existsSync(path.join(walk.base, 'platform-apps', 'apps', 'checkout'))).toBe(false);
      expect(walk.lastOf('npx golden-path affected').said).not.toMatch(/destroy/i);
    });

    test('without the lines, lock and check-plan refuse it', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('without-data');
      await walk.plan(STACK);
      for (const { status, said } of [await walk.run('npx golden-path lock'), await checkPlan(walk)]) {
        expect({ status, said }).toEqual({
          status: 1,
          said: expect.stringContaining('aws_sqs_queue checkout-jobs, which holds data'),
        });
        expect(said).toMatch(/4 problems/);
      }
    });

    test('a stack that goes with its data is refused', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('nothing-left');
      const { status, said } = await walk.run('npx golden-path lock');
      expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining('its stack is gone from the code') });
      expect(said).toMatch(/5 problems/);
    });

    test('the folder in the GitOps repository goes only where the source is named', async () => {
      const walk = await new Walk(terraform).begin();
      walk.synth('nothing-left');
      expect(await walk.run('npx golden-path sync ../platform-apps --source other-infra --yes')).toMatchObject({ status: 1 });
      expect(fs.existsSync(path.join(walk.base, 'platform-apps', 'apps', 'checkout'))).toBe(true);
    });
  });
}

describeWithGit('the runbooks to flip and retire', runbooks, describeWithTerraform);
