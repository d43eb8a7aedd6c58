import { planLosses } from '../../lib/output/plan-losses';
import type { Retired } from '../../lib/output/retired';

const ADDRESS = 'aws_db_instance.Orders';
const LINE = { what: 'aws_db_instance orders', reason: 'moved to Aurora', date: '2026-11-27' };
const BEFORE = { identifier: 'orders', engine: 'postgres', engine_version: '16.4', allocated_storage: 100 };

/** What is said of one change of a database, or of something else. */
function said(actions: string[], after: object | null = null, change: object = {}, retired: Retired = new Map()): string[] {
  const resource = { address: ADDRESS, type: 'aws_db_instance', change: { actions, before: BEFORE, after }, ...change };
  return planLosses('checkout-production', { resource_changes: [resource] }, retired).map(({ path, got }) => `${path}: ${got}`);
}

test.each([[['delete']], [['delete', 'create']], [['create', 'delete']], [['forget']], [['create', 'forget']], [['explode']]])(
  'a plan that would %j a database is refused',
  (actions) => {
    expect(said(actions)).toEqual([
      `checkout-production: ${ADDRESS}: aws_db_instance orders, which holds data: the plan would ${actions.join(' and ')} it`,
    ]);
    expect(said(actions, null, {}, new Map([[`checkout-production/${ADDRESS}`, LINE]]))).toEqual([]);
    expect(said(actions, null, {}, new Map([[`checkout-staging/${ADDRESS}`, LINE]]))).toHaveLength(1);
    expect(said(actions, null, {}, new Map([[`checkout-production/${ADDRESS}`, { ...LINE, what: 'aws_db_instance x' }]]))).toHaveLength(1);
  },
);

test.each<[string[], object?]>([[['no-op']], [['read']], [['create']], [['update']], [['no-op'], { previous_address: 'aws_db_instance.Old' }]])(
  'a plan that would %j it is fine',
  (actions: string[], change: object = {}) => {
    expect(said(actions, BEFORE, change)).toEqual([]);
  },
);

test('a bucket that is only forgotten keeps its settings', () => {
  const setting = 'aws_s3_bucket_public_access_block';
  const changes = (bucket: string, block: string) => [
    { address: 'aws_s3_bucket.files', type: 'aws_s3_bucket', change: { actions: [bucket], before: { bucket: 'files' } } },
    { address: `${setting}.files`, type: setting, change: { actions: [block], before: { bucket: 'files' } } },
  ];
  const retired = new Map([['shop-production/aws_s3_bucket.files', { ...LINE, what: 'aws_s3_bucket files' }]]);
  const paths = (bucket: string, block: string) =>
    planLosses('shop-production', { resource_changes: changes(bucket, block) }, retired).map(({ path }) => path);
  expect(paths('forget', 'delete')).toEqual([`shop-production: ${setting}.files`]);
  expect(paths('forget', 'forget')).toEqual([]);
  expect(paths('delete', 'delete')).toEqual([]);
});

test('what holds no data may go, and a manifest is what it is in the cluster', () => {
  const manifest = (kind: string) => ({
    type: 'kubernetes_manifest',
    change: { actions: ['delete'], before: { manifest: { apiVersion: 'v1', kind, metadata: { name: 'x', namespace: 'n' } } }, after: null },
  });
  expect(said(['delete'], null, { type: 'aws_iam_role' })).toEqual([]);
  expect(said([], null, manifest('ConfigMap'))).toEqual([]);
  expect(said([], null, manifest('PersistentVolumeClaim'))).toHaveLength(1);
});

test.each([
  [{ engine_version: '15.9' }, "engine_version goes from '16.4' to '15.9'"],
  [{ allocated_storage: 50 }, 'allocated_storage goes from 100 to 50'],
  [{ engine: 'mysql' }, "engine goes from 'postgres' to 'mysql'"],
])('an update to %j is refused', (changes, expected) => {
  expect(said(['update'], { ...BEFORE, ...changes })).toEqual([`checkout-production: ${ADDRESS}: ${expected}`]);
});

test.each([[{ engine_version: '16.10' }], [{ engine_version: '17' }], [{ engine_version: '16' }], [{ allocated_storage: 101 }]])(
  'an update to %j is fine',
  (changes) => {
    expect(said(['update'], { ...BEFORE, ...changes })).toEqual([]);
  },
);

test('a line names a module, an instance that only Terraform could count, and a name that AWS completes', () => {
  const allows = (key: string, what: string, change: object) =>
    said(['delete'], null, change, new Map([[`checkout-production/${key}`, { ...LINE, what }]])).length === 0;
  const inModule = { address: 'module.db.aws_db_instance.this[0]' };
  expect(allows('module.db', 'module terraform-aws-modules/rds/aws', inModule)).toBe(true);
  expect(allows('module.d', 'module terraform-aws-modules/rds/aws', inModule)).toBe(false);
  expect(allows(`${ADDRESS}[\${var.n}]`, 'aws_db_instance ${var.name}', { address: `${ADDRESS}[1]` })).toBe(true);
  expect(allows(`${ADDRESS}[\${var.n}]`, 'aws_db_instance ${var.name}', { address: 'aws_db_instance.Other[1]' })).toBe(false);
  expect(allows(ADDRESS, 'aws_db_instance ord*', {})).toBe(true);
  expect(allows(ADDRESS, 'aws_db_instance x*', {})).toBe(false);
  expect(allows(ADDRESS, 'aws_db_instance', {})).toBe(true);
});

test('what has another address in the state is asked for by that one', () => {
  const retired = new Map([['checkout-production/aws_db_instance.Old', LINE]]);
  expect(said(['delete', 'create'], null, { previous_address: 'aws_db_instance.Old' }, retired)).toEqual([]);
});

test.each([[{ resource_changes: {} }], [{ resource_changes: [{}] }], [{ resource_changes: [{ address: 'x', type: 'y', change: {} }] }]])(
  'the plan %j is no plan',
  (plan) => {
    expect(planLosses('s', plan, new Map()).map(({ got }) => got)).toEqual(['a plan with parts that are not known here']);
  },
);
