import type { Json } from '../../../lib/core/json';
import { ACCOUNT, AUTHORITY, BACKEND, ENDPOINT, LABELS, NAMESPACE, plant, plants } from './plant';
import type { Planted } from './plant';

const AWS = { region: 'eu-west-1', allowed_account_ids: [ACCOUNT], default_tags: [{ tags: LABELS }] };
const WRITTEN = { unreadable: 'Terraform takes no expression here' };
const NO_EXPRESSION = { local: 'Terraform takes no expression here', variable: 'Terraform takes no expression here', ...WRITTEN };
const NOT_IN_PLAN = { plan: 'the JSON of a plan does not have it' };

const login = (command: string, ...more: string[]) => ({
  api_version: 'client.authentication.k8s.io/v1', command, args: ['eks', 'get-token', '--cluster-name', 'production', ...more],
});
const CLUSTER = { host: ENDPOINT, cluster_ca_certificate: AUTHORITY, exec: [login('aws')] };

/** Another cluster, or the same one as somebody else. */
const OTHER_CLUSTERS: readonly Json[] = [
  { host: 'https://evil.example' },
  { cluster_ca_certificate: 'another certificate' },
  { cluster_ca_certificate: null },
  { config_path: '~/.kube/config' },
  { insecure: true },
  { token: 'x' },
  { exec: [login('sh')] },
  { exec: [login('aws', '--cluster-name', 'staging')] },
  { exec: [login('aws', '--region', 'us-east-1')] },
  { exec: [login('aws', '--role-arn', 'arn:aws:iam::999999999999:role/x')] },
  { exec: [login('aws'), login('sh')] },
  { exec: [{ ...login('aws'), env: { AWS_PROFILE: 'other' } }] },
];

const requiring = (name: string, owner: string) => ({ backend: BACKEND, required_providers: { [name]: { source: `${owner}/${name}` } } });

export const TERRAFORM_PLANTS: Planted = {
  'network.security-group': [
    ...plants(['aws_default_security_group', 'aws_security_group'], { ingress: [{ cidr_blocks: ['10.0.0.0/16'] }] }, { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] }),
    plant('aws_security_group_rule', { type: 'ingress', cidr_blocks: ['10.0.0.0/16'] }, { cidr_blocks: ['0.0.0.0/0'] }),
    plant('aws_vpc_security_group_ingress_rule', { cidr_ipv4: '10.0.0.0/16' }, { cidr_ipv4: '0.0.0.0/0' }),
  ],
  'owner.stack': [
    { type: 'section:stack', broken: { resource: { aws_sqs_queue: { jobs: {} } } }, facts: { tags: undefined }, except: NO_EXPRESSION },
  ],
  'owner.default-tags': [
    plant('provider:aws', AWS, { default_tags: [{ tags: { 'platform.acme.io/team': 'search' } }] }),
    plant('provider:aws', AWS, { ignore_tags: [{ keys: ['platform.acme.io/team'] }] }),
  ],
  'owner.tags': [plant('aws_sqs_queue', { tags: LABELS }, { tags: { 'platform.acme.io/team': 'search' } })],
  'owner.labels': [
    plant('kubernetes_config_map_v1', { metadata: { name: 'x', namespace: NAMESPACE, labels: LABELS } }, {
      metadata: { name: 'x', namespace: NAMESPACE, labels: { 'platform.acme.io/team': 'search' } },
    }, { except: { 'foreign stack': 'nobody owns a stack of no platform', 'document': 'documents get the labels of their owner when they are written' } }),
  ],
  'terraform.account': [
    plant('provider:aws', AWS, { allowed_account_ids: ['999999999999'] }),
    plant('provider:aws', AWS, { allowed_account_ids: undefined }),
    plant('provider:aws', AWS, { allowed_account_ids: [ACCOUNT, '999999999999'] }),
    plant('provider:aws', AWS, { assume_role: [{ role_arn: 'arn:aws:iam::999999999999:role/x' }] }),
    plant('provider:aws', AWS, { endpoints: [{ s3: 'https://evil.example' }] }),
    ...['access_key', 'http_proxy', 'profile', 'token'].map((name) => plant('provider:aws', AWS, { [name]: 'x' })),
  ],
  'terraform.cluster': [
    ...OTHER_CLUSTERS.flatMap((changes) => [
      plant('provider:kubernetes', CLUSTER, changes),
      plant('provider:helm', { kubernetes: CLUSTER }, { kubernetes: { ...CLUSTER, ...changes } }),
    ]),
    plant('provider:helm', { kubernetes: CLUSTER }, { kubernetes: undefined }),
    plant('provider:helm', { kubernetes: CLUSTER }, { registries: [{ url: 'oci://evil.example', username: 'x', password: 'x' }] }),
  ],
  'terraform.backend': [
    plant('section:terraform', { backend: BACKEND }, { backend: { s3: { ...BACKEND.s3, key: 'ledger-worker-production/terraform.tfstate' } } }, {
      except: { ...NO_EXPRESSION, ...NOT_IN_PLAN },
    }),
  ],
  'terraform.providers': [
    ...['aws', 'helm', 'kubernetes'].map((name) =>
      plant('section:terraform', requiring(name, 'hashicorp'), requiring(name, 'evil'), { except: NO_EXPRESSION }),
    ),
  ],
  'terraform.provisioner': plants(
    ['aws_sqs_queue', 'kubernetes_config_map_v1', 'terraform_data'],
    { metadata: { name: 'x', namespace: NAMESPACE } },
    { provisioner: [{ 'local-exec': { command: 'true' } }] },
    { except: { ...NO_EXPRESSION, dynamic: 'Terraform takes no dynamic provisioner' } },
  ),
  'terraform.external': [{ type: 'data.external', broken: { program: ['sh'] } }],
  'terraform.request': [{ type: 'data.http', broken: { url: 'https://evil.example' } }],
  'terraform.local-file': [
    ...['local_file', 'local_sensitive_file'].map((type) => ({ type, broken: { filename: 'override.tf.json', content: '{}' } })),
    { type: 'template_dir', broken: { source_dir: 'a', destination_dir: 'b' } },
  ],
  'terraform.removed': [
    ...[{ lifecycle: { destroy: true } }, { lifecycle: undefined }, { lifecycle: {} }].map((changes) =>
      plant('section:removed', { from: 'aws_sqs_queue.x', lifecycle: { destroy: false } }, changes, { except: NOT_IN_PLAN }),
    ),
  ],
  'terraform.cross-stack': [
    {
      type: 'data.terraform_remote_state', broken: { backend: 's3' },
      name: 'cross-stack-reference-input-ledger',
    },
  ],
  'terraform.remote-state': [{ type: 'data.terraform_remote_state', broken: { backend: 's3' } }],
  'terraform.import': [{ type: 'section:import', broken: { to: 'aws_iam_role.x', id: 'ledger-worker-production' } }],
  'terraform.sections': [{ type: 'section:unknown', broken: { x: 'y' }, except: NO_EXPRESSION }],
};
