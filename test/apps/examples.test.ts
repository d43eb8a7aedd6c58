import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXAMPLES, ROOT, synthExamples } from '../support/examples';
import { expectGolden, filesIn } from '../support/golden';
import { readStacks, temporaryFolder } from '../support/synth';

/** Runs a program of the examples in a process and folder of its own, and gives its output folder. */
function run(program: string, cwd: string): string {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json'), CDKTF_OUTDIR: undefined };
  const { status, stderr } = spawnSync(process.execPath, ['--import', tsx, path.join(ROOT, program)], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return path.join(cwd, 'cdktf.out');
}

test.each(Object.keys(EXAMPLES))('%s gives the reviewed output', (name) => {
  expectGolden(synthExamples(name), name);
});

test('every example is in the app that runs them all', () => {
  const folders = fs.readdirSync(path.join(ROOT, 'apps'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const services = folders.map(({ name }) => name).filter((name) => fs.existsSync(path.join(ROOT, 'apps', name, 'main.ts')));
  expect(services).toEqual(Object.keys(EXAMPLES));
  expect(filesIn(run('apps/main.ts', temporaryFolder()))).toEqual(filesIn(synthExamples(...services)));
});

test.each(Object.keys(EXAMPLES))('%s runs alone, to the same bytes in any folder and process', (name) => {
  const folder = path.join(temporaryFolder(), 'another folder');
  fs.mkdirSync(folder);
  expect(filesIn(run(`apps/${name}/main.ts`, folder))).toEqual(filesIn(synthExamples(name)));
});

test('no output names a path of the machine that made it', () => {
  const outdir = synthExamples(...Object.keys(EXAMPLES));
  for (const text of Object.values(filesIn(outdir))) {
    for (const folder of [outdir, ROOT, process.cwd(), os.homedir()]) expect(text).not.toContain(`${folder}/`);
  }
});

test.each(Object.keys(EXAMPLES))("%s is a package of its own, as a team's repository would be", (name) => {
  const folder = path.join(ROOT, 'apps', name);
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  expect(dependencies['@golden-path/constructs']).toBe('file:../..');
  expect(fs.readFileSync(path.join(folder, 'main.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
});

/**
 * The addresses under which Terraform's state knows the examples' resources, each with the name that it had while names followed
 * construct paths. A change destroys and recreates what runs: it needs a `moved` block and, where data is lost, a major release;
 * nothing here is rewritten by a command.
 */
const SERVICE = {
  'aws_iam_role.role': 'Infra_Role_F26D0E36',
  'aws_iam_role_policy.grants': 'Infra_Grants_A11BE22D',
  'kubernetes_limit_range_v1.limits': 'Infra_Limits_35E850EB',
  'kubernetes_namespace_v1.namespace': 'Infra_Namespace_C39A648F',
  'kubernetes_network_policy_v1.allow-dns': 'Infra_allow-dns_5CFF324A',
  'kubernetes_network_policy_v1.allow-from-namespace_monitoring-9090': 'Infra_allow-from-namespacemonitoring-9090_4A512969',
  'kubernetes_network_policy_v1.allow-workload-identity': 'Infra_allow-workload-identity_CB0DC20A',
  'kubernetes_network_policy_v1.default-deny': 'Infra_DefaultDeny_7D7FA39D',
  'kubernetes_resource_quota_v1.quota': 'Infra_Quota_1614173F',
  'kubernetes_service_account_v1.service_account': 'Infra_ServiceAccount_66158B14',
};
const LEDGER = {
  ...SERVICE,
  'aws_db_instance.ledger-db': 'Database_Instance_02E622FB',
  'aws_s3_bucket.ledger-exports': 'Exports_Bucket_ADAAA392',
  'aws_s3_bucket_lifecycle_configuration.ledger-exports': 'Exports_Lifecycle_30915269',
  'aws_s3_bucket_ownership_controls.ledger-exports': 'Exports_Ownership_1F391620',
  'aws_s3_bucket_policy.ledger-exports': 'Exports_Policy_694E947E',
  'aws_s3_bucket_public_access_block.ledger-exports': 'Exports_PublicAccessBlock_123DFF39',
  'aws_s3_bucket_server_side_encryption_configuration.ledger-exports': 'Exports_Encryption_8D5A04F1',
  'aws_s3_bucket_versioning.ledger-exports': 'Exports_Versioning_E8A961A1',
  'aws_secretsmanager_secret.ledger-db-endpoint': 'Database_Endpoint_AEB99520',
  'aws_secretsmanager_secret_version.ledger-db-endpoint': 'Database_EndpointValue_595E1264',
};
/** What is only there if the one that is called is in the same app. */
const CALLED = { 'kubernetes_network_policy_v1.allow-from-storefront-8080': 'Infra_allow-from-storefront-8080_E5AB0E95' };
const PAYMENT = {
  ...SERVICE,
  ...CALLED,
  'aws_iam_role_policy_attachment.policy_stripe-secrets-read': 'Infra_Policystripe-secrets-read_D9D64EB9',
  'kubernetes_horizontal_pod_autoscaler_v2.autoscaler': 'Infra_Autoscaler_3495DEAE',
  'kubernetes_network_policy_v1.allow-from-namespace_ingress-nginx-8080': 'Infra_allow-from-namespaceingress-nginx-8080_34D99521',
  'kubernetes_network_policy_v1.allow-to-namespace_kafka_strimzi-io-clus-c241dd12-9093':
    'Infra_allow-to-namespacekafkastrimzi-io-clus-c241dd12-9093_5BED464D',
  'kubernetes_role_binding_v1.kafka_credentials': 'Infra_KafkaUser_ReaderBinding_A55A5DEF',
  'kubernetes_role_v1.kafka_credentials': 'Infra_KafkaUser_Reader_FE71074C',
};
/** Its metrics are on the port that it serves, and Crossplane makes its bucket. */
const MODULE_REGISTRY = {
  ...Object.fromEntries(Object.entries(SERVICE).filter(([name]) => !name.endsWith('monitoring-9090'))),
  'kubernetes_horizontal_pod_autoscaler_v2.autoscaler': 'Infra_Autoscaler_3495DEAE',
  'kubernetes_network_policy_v1.allow-from-namespace_ingress-nginx-8080': 'Infra_allow-from-namespaceingress-nginx-8080_34D99521',
  'kubernetes_network_policy_v1.allow-from-namespace_monitoring-8080': 'Infra_allow-from-namespacemonitoring-8080_8EFF1947',
};
const WITHOUT_GRANTS = Object.fromEntries(Object.entries(SERVICE).filter(([name]) => name !== 'aws_iam_role_policy.grants'));
const STOREFRONT = {
  ...WITHOUT_GRANTS,
  'kubernetes_network_policy_v1.allow-to-payment-service-8080': 'Infra_allow-to-payment-service-8080_D80BADBD',
  'kubernetes_horizontal_pod_autoscaler_v2.autoscaler': 'Infra_Autoscaler_3495DEAE',
  'kubernetes_network_policy_v1.allow-from-namespace_ingress-nginx-8080': 'Infra_allow-from-namespaceingress-nginx-8080_34D99521',
};
const PLATFORM = {
  'aws_db_parameter_group.postgres14': 'Data_Postgres14_0113AD66',
  'aws_db_parameter_group.postgres15': 'Data_Postgres15_A2F12F5C',
  'aws_db_parameter_group.postgres16': 'Data_Postgres16_584832DA',
  'aws_db_parameter_group.postgres17': 'Data_Postgres17_48675CE4',
  'aws_db_parameter_group.postgres18': 'Data_Postgres18_EA1E20DB',
  'aws_iam_role.crossplane': 'Data_ProviderRole_F6E10D03',
  'aws_iam_role_policy.crossplane': 'Data_ProviderPolicy_FFC19962',
  'helm_release.argocd': 'ArgoCd_Release_D0FCB510',
  'helm_release.argocd-platform': 'Platform_Release_F80D0D83',
};

/** The policies that open the way to a network are known by that network, another one in each environment. */
const policy = (name: string, former: string) => ({ [`kubernetes_network_policy_v1.allow-to-cidr_${name}`]: `Infra_allow-to-${former}` });
const STAGING = {
  postgres: policy('10_10_0_0-16-5432', 'cidr101000-16-5432_2B900C8B'),
  redis: policy('10_10_0_0-16-6379', 'cidr101000-16-6379_9013D87F'),
};
const PRODUCTION = {
  postgres: policy('10_20_0_0-16-5432', 'cidr102000-16-5432_4C2FDE69'),
  redis: policy('10_20_0_0-16-6379', 'cidr102000-16-6379_CA5C51EE'),
};
const ADDRESSES: Record<string, Record<string, string>> = {
  'ledger-worker-production': { ...LEDGER, ...PRODUCTION.postgres },
  'ledger-worker-staging': { ...LEDGER, ...STAGING.postgres },
  'module-registry-production': MODULE_REGISTRY,
  'module-registry-staging': MODULE_REGISTRY,
  'payment-service-production': { ...PAYMENT, ...PRODUCTION.postgres, ...PRODUCTION.redis },
  'payment-service-staging': { ...PAYMENT, ...STAGING.postgres, ...STAGING.redis },
  'platform-production': PLATFORM,
  'platform-staging': PLATFORM,
  'storefront-production': { ...STOREFRONT, ...PRODUCTION.postgres },
  'storefront-staging': { ...STOREFRONT, ...STAGING.postgres },
};

const stacks = () => Object.entries(readStacks(synthExamples(...Object.keys(EXAMPLES))));

test('Terraform knows every resource of the examples by its own address', () => {
  const addresses = stacks().map(([id, { resource }]) => [
    id,
    Object.entries<object>(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)),
  ]);
  const expected = Object.entries(ADDRESSES).map(([id, names]) => [id, Object.keys(names).sort()]);
  expect(Object.fromEntries(addresses.map(([id, names]) => [id, [...names].sort()]))).toEqual(Object.fromEntries(expected));
});

test('no address of the examples follows the path of a construct', () => {
  const hashed = stacks().flatMap(([, { resource }]) => Object.values<object>(resource).flatMap(Object.keys));
  expect(hashed.filter((name) => /_[0-9A-F]{8}$/.test(name))).toEqual([]);
});

test('Terraform is told of the address that every resource of the examples had before', () => {
  const moves = stacks().map(([id, { moved }]) => [id, moved] as const);
  const expected = Object.entries(ADDRESSES).map(([id, names]) => [
    id,
    Object.entries(names)
      .map(([to, former]) => ({ from: `${to.slice(0, to.indexOf('.'))}.${former}`, to }))
      .sort((one, other) => (one.from < other.from ? -1 : 1)),
  ]);
  expect(Object.fromEntries(moves)).toEqual(Object.fromEntries(expected));
});
