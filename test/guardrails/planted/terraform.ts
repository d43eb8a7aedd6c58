import { ACCOUNT, BACKEND, ENDPOINT, LABELS, NAMESPACE, plant, plants } from './plant';
import type { Planted } from './plant';

const AWS = { region: 'eu-west-1', allowed_account_ids: [ACCOUNT], default_tags: [{ tags: LABELS }] };
const WRITTEN = { unreadable: 'Terraform takes no expression here' };
const NO_EXPRESSION = { local: 'Terraform takes no expression here', variable: 'Terraform takes no expression here', ...WRITTEN };
const NOT_IN_PLAN = { plan: 'the JSON of a plan does not have it' };

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
    plant('provider:aws', AWS, { assume_role: [{ role_arn: 'arn:aws:iam::999999999999:role/x' }] }),
  ],
  'terraform.cluster': [
    plant('provider:kubernetes', { host: ENDPOINT }, { host: 'https://evil.example' }),
    plant('provider:helm', { kubernetes: { host: ENDPOINT } }, { kubernetes: { host: 'https://evil.example' } }),
  ],
  'terraform.backend': [
    plant('section:terraform', { backend: BACKEND }, { backend: { s3: { ...BACKEND.s3, key: 'ledger-worker-production/terraform.tfstate' } } }, {
      except: { ...NO_EXPRESSION, ...NOT_IN_PLAN },
    }),
  ],
  'terraform.providers': [
    plant('section:terraform', { backend: BACKEND, required_providers: { aws: { source: 'aws' } } }, { required_providers: { aws: { source: 'evil/aws' } } }, {
      except: { ...NO_EXPRESSION, ...NOT_IN_PLAN },
    }),
  ],
  'terraform.provisioner': plants(
    ['aws_sqs_queue', 'kubernetes_config_map_v1', 'terraform_data'],
    { metadata: { name: 'x', namespace: NAMESPACE } },
    { provisioner: [{ 'local-exec': { command: 'true' } }] },
    { except: { ...NO_EXPRESSION, dynamic: 'Terraform takes no dynamic provisioner' } },
  ),
  'terraform.external': [{ type: 'data.external', broken: { program: ['sh'] } }],
  'terraform.cross-stack': [
    {
      type: 'data.terraform_remote_state', broken: { backend: 's3' },
      name: 'cross-stack-reference-input-ledger',
    },
  ],
  'terraform.remote-state': [{ type: 'data.terraform_remote_state', broken: { backend: 's3' } }],
  'terraform.import': [{ type: 'section:import', broken: { to: 'aws_iam_role.x', id: 'ledger-worker-production' } }],
  'terraform.sections': [{ type: 'section:unknown', broken: { x: 'y' }, except: { ...NO_EXPRESSION, ...NOT_IN_PLAN } }],
};
