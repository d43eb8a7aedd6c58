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
  expectGolden(path.join(synthExamples(name), 'stacks'), name);
});

test('every example is in the app that runs them all', () => {
  const folders = fs.readdirSync(path.join(ROOT, 'apps'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const services = folders.map(({ name }) => name).filter((name) => fs.existsSync(path.join(ROOT, 'apps', name, 'main.ts')));
  expect(services).toEqual(Object.keys(EXAMPLES));
  expect(filesIn(path.join(run('apps/main.ts', temporaryFolder()), 'stacks'))).toEqual(
    filesIn(path.join(synthExamples(...services), 'stacks')),
  );
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
const PAYMENT_ADDRESSES = [
  ...SERVICE_ADDRESSES,
  'aws_iam_role_policy_attachment.Infra_Policystripe-secrets-read_D9D64EB9',
  'kubernetes_horizontal_pod_autoscaler_v2.Infra_Autoscaler_3495DEAE',
].sort();

test('Terraform knows every resource of the examples by the address that it always had', () => {
  const stacks = readStacks(synthExamples(...Object.keys(EXAMPLES)));
  const addresses = Object.entries(stacks).map(([id, { resource }]) => [
    id,
    Object.entries<object>(resource)
      .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
      .sort(),
  ]);
  expect(Object.fromEntries(addresses)).toEqual({
    'ledger-worker-production': SERVICE_ADDRESSES,
    'ledger-worker-staging': SERVICE_ADDRESSES,
    'payment-service-production': PAYMENT_ADDRESSES,
    'payment-service-staging': PAYMENT_ADDRESSES,
  });
});
