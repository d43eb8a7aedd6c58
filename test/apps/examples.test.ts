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
  const here = filesIn(run(`apps/${name}/main.ts`, temporaryFolder()));
  const folder = path.join(temporaryFolder(), 'another folder');
  fs.mkdirSync(folder);
  const there = filesIn(run(`apps/${name}/main.ts`, folder));
  expect(here).toEqual(there);
  expect(here).toEqual(filesIn(synthExamples(name)));
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
 * The addresses under which Terraform's state knows the examples' resources. A change destroys and recreates what runs:
 * it needs a `moved` block and a major release, and nothing here is rewritten by a command.
 */
const SERVICE_ADDRESSES = [
  'aws_iam_role.Infra_Role_F26D0E36',
  'kubernetes_limit_range_v1.Infra_Limits_35E850EB',
  'kubernetes_namespace_v1.Infra_Namespace_C39A648F',
  'kubernetes_network_policy_v1.Infra_DefaultDeny_7D7FA39D',
  'kubernetes_network_policy_v1.Infra_allow-dns_5CFF324A',
  'kubernetes_network_policy_v1.Infra_allow-workload-identity_CB0DC20A',
  'kubernetes_pod_disruption_budget_v1.Infra_DisruptionBudget_519A1A5C',
  'kubernetes_resource_quota_v1.Infra_Quota_1614173F',
  'kubernetes_service_account_v1.Infra_ServiceAccount_66158B14',
];
const METRICS = 'kubernetes_network_policy_v1.Infra_allow-from-namespacemonitoring-9090_4A512969';
const LEDGER_ADDRESSES = [
  ...SERVICE_ADDRESSES,
  METRICS,
  'aws_db_instance.Database_Instance_02E622FB',
  'aws_iam_role_policy.Infra_Grants_A11BE22D',
  'aws_s3_bucket.Exports_Bucket_ADAAA392',
  'aws_s3_bucket_lifecycle_configuration.Exports_Lifecycle_30915269',
  'aws_s3_bucket_ownership_controls.Exports_Ownership_1F391620',
  'aws_s3_bucket_policy.Exports_Policy_694E947E',
  'aws_s3_bucket_public_access_block.Exports_PublicAccessBlock_123DFF39',
  'aws_s3_bucket_server_side_encryption_configuration.Exports_Encryption_8D5A04F1',
  'aws_s3_bucket_versioning.Exports_Versioning_E8A961A1',
  'aws_secretsmanager_secret.Database_Endpoint_AEB99520',
  'aws_secretsmanager_secret_version.Database_EndpointValue_595E1264',
];
const PAYMENT_ADDRESSES = [
  ...SERVICE_ADDRESSES,
  METRICS,
  'kubernetes_network_policy_v1.Infra_allow-from-namespaceingress-nginx-8080_34D99521',
  'aws_iam_role_policy.Infra_Grants_A11BE22D',
  'aws_iam_role_policy_attachment.Infra_Policystripe-secrets-read_D9D64EB9',
  'kubernetes_horizontal_pod_autoscaler_v2.Infra_Autoscaler_3495DEAE',
  'kubernetes_network_policy_v1.Infra_allow-to-namespacekafkastrimzi-io-clus-c241dd12-9093_5BED464D',
  'kubernetes_role_binding_v1.Infra_KafkaUser_ReaderBinding_A55A5DEF',
  'kubernetes_role_v1.Infra_KafkaUser_Reader_FE71074C',
];
const PLATFORM_ADDRESSES = [
  'aws_db_parameter_group.Data_Postgres14_0113AD66',
  'aws_db_parameter_group.Data_Postgres15_A2F12F5C',
  'aws_db_parameter_group.Data_Postgres16_584832DA',
  'aws_db_parameter_group.Data_Postgres17_48675CE4',
  'aws_db_parameter_group.Data_Postgres18_EA1E20DB',
  'aws_iam_role.Data_ProviderRole_F6E10D03',
  'aws_iam_role_policy.Data_ProviderPolicy_FFC19962',
  'helm_release.ArgoCd_Release_D0FCB510',
  'helm_release.Platform_Release_F80D0D83',
];

/** The policies that open the way to a network are known by that network, another one in each environment. */
const policy = (name: string) => `kubernetes_network_policy_v1.Infra_allow-to-${name}`;
const STAGING = { postgres: policy('cidr101000-16-5432_2B900C8B'), redis: policy('cidr101000-16-6379_9013D87F') };
const PRODUCTION = { postgres: policy('cidr102000-16-5432_4C2FDE69'), redis: policy('cidr102000-16-6379_CA5C51EE') };

test('Terraform knows every resource of the examples by the address that it always had', () => {
  const stacks = readStacks(synthExamples(...Object.keys(EXAMPLES)));
  const addresses = Object.entries(stacks).map(([id, { resource }]) => [
    id,
    Object.entries<object>(resource)
      .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
      .sort(),
  ]);
  expect(Object.fromEntries(addresses)).toEqual({
    'ledger-worker-production': [...LEDGER_ADDRESSES, PRODUCTION.postgres].sort(),
    'ledger-worker-staging': [...LEDGER_ADDRESSES, STAGING.postgres].sort(),
    'payment-service-production': [...PAYMENT_ADDRESSES, PRODUCTION.postgres, PRODUCTION.redis].sort(),
    'payment-service-staging': [...PAYMENT_ADDRESSES, STAGING.postgres, STAGING.redis].sort(),
    'platform-production': PLATFORM_ADDRESSES,
    'platform-staging': PLATFORM_ADDRESSES,
  });
});
