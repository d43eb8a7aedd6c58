import * as fs from 'node:fs';
import * as path from 'node:path';
import { build, POLICY, STACK } from '../../test/cli/check-plan-stack';
import { command } from '../../test/cli/fixture';
import type { Ended } from '../../test/cli/fixture';
import { Repository } from '../../test/cli/repository';
import { describeWithTerraform, OfflineTerraform } from '../referees/terraform';
import type { StackJson } from '../referees/terraform';

/** Plans what a repository synthesised, after somebody changed it, and holds the plan to the guarantees. */
async function checked(change?: (json: StackJson) => void, ...options: string[]): Promise<Ended> {
  const repository = new Repository((app) => build(app));
  await repository.lock();
  const folder = path.join(repository.outdir, 'stacks', STACK);
  const file = path.join(folder, 'cdk.tf.json');
  const json = JSON.parse(fs.readFileSync(file, 'utf8')) as StackJson;
  change?.(json);
  if (change) fs.writeFileSync(file, JSON.stringify(json));
  const offline = await OfflineTerraform.start([json]);
  const plan = path.join(repository.root, `${STACK}.json`);
  try {
    fs.writeFileSync(plan, JSON.stringify(await offline.plan(folder)));
  } finally {
    offline.stop();
  }
  const repositoryOption = options.length > 0 ? options : ['--repository', 'acme/payments-infra'];
  return command('check-plan', '--from', repository.outdir, '--lock', repository.lockFile, ...repositoryOption, plan);
}

type Block = Record<string, unknown>;

const provider = (name: string) => (json: StackJson, changes: Block) =>
  Object.assign((json as unknown as { provider: Record<string, Block[]> }).provider[name][0], changes);
const aws = provider('aws');
const cluster = provider('kubernetes');

/** The one resource of a type that the library made, or the one whose address has a part. */
function resource(json: StackJson, type: string, part = ''): Block {
  const blocks = (json as unknown as { resource: Record<string, Record<string, Block>> }).resource[type];
  return Object.entries(blocks).find(([name]) => name.includes(part))![1];
}

/** What somebody changes after the synth, and what the check says of it. */
const CHANGED: [what: string, change: (json: StackJson) => void, message: string][] = [
  [
    'the default of a variable',
    (json) => Object.assign((json as unknown as { variable: { policy: Block } }).variable.policy, { default: `${POLICY}/AdministratorAccess` }),
    "got 'arn:aws:iam::aws:policy/AdministratorAccess'",
  ],
  [
    'labels that Terraform computes',
    (json) => {
      const metadata = resource(json, 'kubernetes_namespace_v1').metadata as Block;
      Object.assign(metadata.labels as Block, { 'pod-security.kubernetes.io/enforce': '${replace("x", "x", "privileged")}' });
    },
    "label pod-security.kubernetes.io/enforce: 'privileged'",
  ],
  [
    'a rule in the policy that denies all',
    (json) => Object.assign(resource(json, 'kubernetes_network_policy_v1', 'default').spec as Block, { ingress: [[{}]] }),
    'a policy with rules',
  ],
  [
    'who may take the role',
    (json) => Object.assign(resource(json, 'aws_iam_role'), { assume_role_policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}' }),
    'another trust policy',
  ],
  [
    'encryption',
    (json) => Object.assign(resource(json, 'aws_db_instance'), { storage_encrypted: '${!true}', lifecycle: { prevent_destroy: true } }),
    'storage_encrypted: false',
  ],
  [
    'versioning',
    (json) => Object.assign(resource(json, 'aws_s3_bucket_versioning').versioning_configuration as Block, { status: 'Suspended' }),
    "status: 'Suspended'",
  ],
  [
    'what a grant is for',
    (json) => Object.assign(resource(json, 'aws_iam_role_policy'), { policy: '{"Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}' }),
    "'sqs:*' on *",
  ],
  [
    "a grant on another team's bucket",
    (json) => Object.assign(resource(json, 'aws_iam_role_policy'), { policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::search-x/*"}]}' }),
    "'arn:aws:s3:::search-x/*' belongs to another team, to which the platform assigns 'search-*'",
  ],
  [
    'a provisioner',
    (json) => Object.assign(resource(json, 'aws_sqs_queue'), { provisioner: [{ 'local-exec': { command: 'true' } }] }),
    "a provisioner 'local-exec'",
  ],
  [
    'the account',
    (json) => aws(json, { allowed_account_ids: ['999999999999'] }),
    'allowed_account_ids',
  ],
  [
    'the certificate authority of the cluster',
    (json) => cluster(json, { cluster_ca_certificate: '${base64decode("b3RoZXI=")}' }),
    'got another cluster_ca_certificate, sha256:d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa',
  ],
  [
    'the login to the cluster',
    (json) => cluster(json, { exec: [{ api_version: 'client.authentication.k8s.io/v1', command: 'sh' }] }),
    "exec, a login with 'sh'",
  ],
  [
    'the environment of the login',
    (json) => Object.assign(((json as unknown as { provider: { kubernetes: [{ exec: Block[] }] } }).provider.kubernetes[0].exec)[0], { env: { X: 'y' } }),
    'exec, a login with',
  ],
  [
    'the cluster that it logs in to',
    (json) => cluster(json, { exec: [{ api_version: 'v1', command: 'aws', args: ['eks', 'get-token', '--cluster-name', 'other'] }] }),
    'exec, a login with',
  ],
  ['the token of a variable', (json) => cluster(json, { token: '${var.policy}' }), 'the argument token'],
  ['the role that AWS is asked as', (json) => aws(json, { assume_role: [{ role_arn: '${"x"}' }] }), 'the argument assume_role'],
  ['the endpoint of a service of AWS', (json) => aws(json, { endpoints: [{ iam: 'https://evil.example' }] }), 'the argument endpoints'],
  [
    'a resource beside it',
    (json) =>
      Object.assign((json as unknown as { resource: Record<string, unknown> }).resource, {
        kubernetes_network_policy: { open: { metadata: { name: 'open', namespace: STACK }, spec: { pod_selector: {}, policy_types: ['Ingress'], ingress: [[{}]] } } },
      }),
    'a rule that does not name its peers',
  ],
  [
    'an object that Argo CD applies',
    (json) =>
      Object.assign((json as unknown as { resource: Record<string, unknown> }).resource, {
        kubernetes_manifest: {
          twin: {
            manifest: {
              apiVersion: 'kafka.strimzi.io/v1',
              kind: 'KafkaTopic',
              metadata: { name: '${replace("x", "x", "orders")}', namespace: 'kafka' },
              spec: { replicas: 1, partitions: 6, config: {} },
            },
          },
        },
      }),
    'got replicas: 1',
  ],
];

describeWithTerraform('a plan by the real Terraform', () => {
  test('a plan of what was synthesised keeps every guarantee', async () => {
    const { status, printed, complaint } = await checked();
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    expect(printed).toBe('1 plan keeps every guarantee.\n');
  });

  test.each(CHANGED)('a plan is refused that changes %s', async (_, change, message) => {
    const { status, complaint } = await checked(change);
    expect(complaint).toContain(message);
    expect(status).toBe(1);
  });

  test('a plan of another repository than the team’s is refused', async () => {
    const { status, complaint } = await checked(undefined, '--repository', 'acme/shop-infra');
    expect(status).toBe(1);
    expect(complaint).toContain("got the repository 'acme/shop-infra'");
    expect((await checked(undefined, '--lock', 'golden-path.lock.json')).status).toBe(1);
  });
});
