import { heldByManifest, heldByTerraform, movedAddress, movesOf } from '../../lib/output/held-data';

const FILE = 'gitops/apps/checkout/manifests/production/x.yaml';

describe('what Terraform holds', () => {
  const held = (resource: unknown, others: object = {}) =>
    heldByTerraform({ resource, ...others }).map(({ kind, address, name, namespace, protected: kept }) =>
      [address, kind, name, namespace, kept && 'kept'].filter(Boolean).join(' '),
    );

  test.each<[string, unknown, string[]]>([
    ['a name', { aws_s3_bucket: { A: { bucket: 'a' } } }, ['aws_s3_bucket.A aws_s3_bucket a']],
    ['the start of a name', { aws_sqs_queue: { A: { name_prefix: 'a-' } } }, ['aws_sqs_queue.A aws_sqs_queue a-*']],
    ['no name', { aws_kms_key: { A: {} } }, ['aws_kms_key.A aws_kms_key']],
    ['an expression', { aws_sqs_queue: { A: { name: '${var.x}' } } }, ['aws_sqs_queue.A aws_sqs_queue ${var.x}']],
    [
      'a namespace',
      { kubernetes_persistent_volume_claim_v1: { A: { metadata: [{ name: 'a', namespace: 'n' }] } } },
      ['kubernetes_persistent_volume_claim_v1.A kubernetes_persistent_volume_claim_v1 a n'],
    ],
    ['protection', { aws_s3_bucket: { A: { bucket: 'a', lifecycle: { prevent_destroy: true } } } }, ['aws_s3_bucket.A aws_s3_bucket a kept']],
    ['lists in lists', [[{ aws_s3_bucket: [[{ A: [[{ bucket: 'a' }]] }]] }]], ['aws_s3_bucket.A aws_s3_bucket a']],
    ['a count', { aws_sqs_queue: { A: { count: 2 } } }, ['aws_sqs_queue.A[0] aws_sqs_queue', 'aws_sqs_queue.A[1] aws_sqs_queue']],
    ['a count that Terraform knows', { aws_sqs_queue: { A: { count: '${var.n}' } } }, ['aws_sqs_queue.A[${var.n}] aws_sqs_queue']],
    ['a map', { aws_sqs_queue: { A: { for_each: { x: 1 } } } }, ['aws_sqs_queue.A["x"] aws_sqs_queue']],
    ['a set', { aws_sqs_queue: { A: { for_each: '${toset(["x"])}' } } }, ['aws_sqs_queue.A["x"] aws_sqs_queue']],
    ['a set of references', { aws_sqs_queue: { A: { for_each: '${toset(["${x}"])}' } } }, ['aws_sqs_queue.A["${toset([\\"${x}\\"])}"] aws_sqs_queue']],
    [
      'an object of Kubernetes',
      { kubernetes_manifest: { A: { manifest: { apiVersion: 'p.io/v1', kind: 'RedisCache', metadata: { name: 'a', namespace: 'n' } } } } },
      ['kubernetes_manifest.A kubernetes_manifest of RedisCache.p.io a n'],
    ],
    ['one that cannot be read', { kubernetes_manifest: { A: { manifest: '${x}' } } }, ['kubernetes_manifest.A kubernetes_manifest']],
    ['one without data', { kubernetes_manifest: { A: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } } } }, []],
    ['settings', { aws_iam_role: { A: { name: 'a' } }, aws_s3_bucket_policy: { A: {} } }, []],
  ])('has %s', (_, resource, expected) => {
    expect(held(resource)).toEqual(expected);
  });

  test('is what a module holds, which cannot be seen', () => {
    expect(held({}, { module: { db: { source: 'terraform-aws-modules/rds/aws', version: '1' } } })).toEqual([
      'module.db module terraform-aws-modules/rds/aws',
    ]);
  });
});

describe('what a file holds', () => {
  const request = 'apiVersion: platform.acme.io/v1alpha1\nkind: PostgreSQLInstance\nmetadata:\n  name: orders\n  namespace: checkout\n';

  test('is each object of it, in lists too', () => {
    const kept = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n    argocd.argoproj.io/sync-options: Prune=false\n';
    const indented = request.replace(/^/gm, '    ').replace('    ', '  - ');
    const list = `apiVersion: v1\nkind: List\nitems:\n${indented}`;
    const orders = { kind: 'PostgreSQLInstance.platform.acme.io', name: 'orders', namespace: 'checkout', file: FILE, protected: false };
    expect(heldByManifest(FILE, request)).toEqual([orders]);
    expect(heldByManifest(FILE, list.trimEnd())).toEqual([orders]);
    expect(heldByManifest(FILE, `${request}---\n${kept}`)).toEqual([orders, { kind: 'Secret', name: 's', file: FILE, protected: true }]);
  });

  test('is nothing where it asks for nothing, and the file itself where it cannot be read', () => {
    expect(heldByManifest(FILE, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n')).toEqual([]);
    expect(heldByManifest(FILE.replace('.yaml', '.tpl'), request)).toEqual([]);
    expect(heldByManifest(FILE, `${request}{{ if x }}\n`)).toEqual([{ kind: 'a file that is no YAML', name: FILE, file: FILE, protected: false }]);
  });
});

test('a move is followed as far as it goes, and into instances and modules', () => {
  const moves = movesOf({
    moved: [
      [{ from: 'aws_sqs_queue.a', to: '${aws_sqs_queue.b}' }, { from: 'aws_sqs_queue.b', to: 'aws_sqs_queue.c' }],
      { from: 'module.x', to: 'module.y' },
      { from: 'aws_sqs_queue.r', to: 'aws_sqs_queue.s' },
      { from: 'aws_sqs_queue.s', to: 'aws_sqs_queue.r' },
    ],
  });
  const moved = (address: string) => movedAddress(address, moves);
  expect(['aws_sqs_queue.a', 'aws_sqs_queue.a[0]', 'module.x.aws_sqs_queue.q', 'aws_sqs_queue.ab'].map(moved)).toEqual([
    'aws_sqs_queue.c',
    'aws_sqs_queue.c[0]',
    'module.y.aws_sqs_queue.q',
    'aws_sqs_queue.ab',
  ]);
  expect(moved('aws_sqs_queue.r')).toMatch(/^aws_sqs_queue\.[rs]$/);
});
