import * as fs from 'node:fs';
import * as path from 'node:path';
import { ObjectBucket, PostgresDatabase } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { App } from 'cdktf';
import { BUCKET, DATABASE } from '../support/data';
import { filesIn } from '../support/golden';
import { aServiceWith, gitopsIn, refusedOver, synthTree } from '../support/manifests';
import type { AddData } from '../support/manifests';

const app = (add: AddData, serviceName = 'checkout') => (into: App) => void aServiceWith(into, add, { props: { serviceName } });
const database: AddData = (stack) => new PostgresDatabase(stack, 'Database', DATABASE);
const bucket: AddData = (stack) => new ObjectBucket(stack, 'Bucket', BUCKET);

test('an earlier output is replaced as a whole: what is not asked for any more is gone', () => {
  const { outdir } = synthTree(app((...args) => [database(...args), bucket(...args)]));
  expect(Object.keys(gitopsIn(outdir))).toHaveLength(2);
  synthTree(app(bucket), outdir);
  expect(Object.keys(gitopsIn(outdir))).toEqual(['apps/checkout/manifests/staging/objectbucket-receipts.yaml']);
  expect(fs.readdirSync(outdir).sort()).toEqual(['gitops', 'golden-path.json', 'manifest.json', 'stacks']);
});

test('an earlier output is gone with the last of its documents', () => {
  const { outdir } = synthTree(app(database));
  synthTree(app(() => undefined), outdir);
  expect(fs.readdirSync(outdir).sort()).toEqual(['golden-path.json', 'manifest.json', 'stacks']);
});

test('an earlier output of another service is gone where the app does not hold it any more', () => {
  const { outdir } = synthTree(app(database, 'ledger'));
  synthTree(app(database), outdir);
  expect(Object.keys(gitopsIn(outdir))).toEqual(['apps/checkout/manifests/staging/postgresqlinstance-orders.yaml']);
});

test('an earlier output stays as it was, to the byte, where a synth is refused for something else', () => {
  const faulty = app((stack, service) => {
    new PostgresDatabase(stack, 'Database', { ...DATABASE, storageGb: 100 });
    service.defaultDeny.addOverride('spec.policy_types', ['Ingress']);
  });
  expect(refusedOver(app(database), faulty).code).toBe('LostNonNegotiable');
});

test('an earlier output stays as it was where a patch does not fit its document', () => {
  const { outdir } = synthTree(app(database));
  const before = filesIn(outdir);
  const misfit = app((stack) => {
    const { request } = new PostgresDatabase(stack, 'Database', { ...DATABASE, storageGb: 100 });
    request!.addJsonPatch(JsonPatch.replace('/spec/nothing/here', 1));
  });
  expect(() => synthTree(misfit, outdir)).toThrow('Failed serializing construct');
  expect(filesIn(outdir)).toEqual(before);
});

test('an earlier output is kept where the new one cannot be put in its place', () => {
  const { outdir } = synthTree(app(database));
  const before = gitopsIn(outdir);
  const blocked = path.join(outdir, 'stacks/checkout-staging/cdk.tf.json');
  fs.rmSync(blocked);
  fs.mkdirSync(blocked);
  expect(() => synthTree(app(bucket), outdir)).toThrow();
  expect(gitopsIn(outdir)).toEqual(before);
});
