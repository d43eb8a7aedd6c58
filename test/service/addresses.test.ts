import type { MicroserviceInfra } from '@golden-path/constructs';
import { Aspects, TerraformResource } from 'cdktf';
import type { App } from 'cdktf';
import type { IConstruct } from 'constructs';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, synthApp } from '../support/synth';
import type { Json } from '../support/synth';

const platform = aPlatform({ environments: [anEnvironment({ oidcProviderArn: undefined })] });

const synth = (build: (service: MicroserviceInfra, app: App) => void): Json =>
  synthApp((app) => aService(app, {}, { platform, build }))['checkout-staging'];

const addressesIn = ({ resource }: Json) =>
  Object.entries<object>(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)).sort();

/** What a service may have beside what it always has. */
function grow(service: MicroserviceInfra): void {
  service.grant(['s3:GetObject'], ['arn:aws:s3:::parts/*']);
  service.attachPolicy('arn:aws:iam::111122223333:policy/read-secrets');
  service.attachPolicy('arn:aws:iam::111122223333:policy/team/read-secrets');
  service.attachPolicy('arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess', 'reads parameters');
}

test('every resource of a service has a name that says what it is', () => {
  expect(addressesIn(synth(grow))).toEqual([
    'aws_eks_pod_identity_association.pod_identity',
    'aws_iam_role.role',
    'aws_iam_role_policy.grants',
    'aws_iam_role_policy_attachment.aws_policy_AmazonSSMReadOnlyAccess',
    'aws_iam_role_policy_attachment.policy_read-secrets',
    'aws_iam_role_policy_attachment.policy_team_read-secrets_591bd847',
    'kubernetes_horizontal_pod_autoscaler_v2.autoscaler',
    'kubernetes_limit_range_v1.limits',
    'kubernetes_namespace_v1.namespace',
    'kubernetes_network_policy_v1.allow-aws-apis',
    'kubernetes_network_policy_v1.allow-dns',
    'kubernetes_network_policy_v1.allow-workload-identity',
    'kubernetes_network_policy_v1.default-deny',
    'kubernetes_pod_disruption_budget_v1.disruption_budget',
    'kubernetes_resource_quota_v1.quota',
    'kubernetes_service_account_v1.service_account',
  ]);
});

const resourcesOf = (service: IConstruct) =>
  service.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));

/** By construct id: whether nothing has read the address when a team gets hold of the resource. */
const CHILDREN = Object.entries({
  Namespace: false,
  Role: false,
  Grants: true,
  ServiceAccount: true,
  PodIdentity: true,
  Autoscaler: true,
  DisruptionBudget: true,
  Limits: true,
  Quota: true,
  DefaultDeny: true,
  'allow-dns': true,
  'allow-workload-identity': true,
  'allow-aws-apis': true,
  'Policy:read-secrets': true,
  'Policy:team:read-secrets': true,
  'AwsPolicy:AmazonSSMReadOnlyAccess': true,
});

test('the list of children is complete', () => {
  synth((service) => {
    grow(service);
    expect(resourcesOf(service).map(({ node }) => node.id).sort()).toEqual(CHILDREN.map(([id]) => id).sort());
  });
});

test.each(CHILDREN)('overrideLogicalId on %s works or is refused, and is never mute', (id, works) => {
  const override = (service: MicroserviceInfra) => {
    grow(service);
    (service.node.findChild(id) as TerraformResource).overrideLogicalId('own');
  };
  if (!works) {
    expect(thrownBy(() => synth(override))).toMatchObject({ code: 'InvalidRule', where: `overrideLogicalId at checkout-staging/Infra/${id}` });
    return;
  }
  const json = synth(override);
  const [own] = addressesIn(json).filter((address) => address.endsWith('.own'));
  const chain = json.moved.filter(({ from, to }: Json) => to === own || from === own);
  expect(chain).toHaveLength(1);
  expect(json.moved).toContainEqual({ from: expect.stringMatching(/\.Infra_/), to: chain[0].from });
});

test('what guards a resource finds it under the address of a team', () => {
  const loosen = ({ defaultDeny }: MicroserviceInfra) => {
    defaultDeny.overrideLogicalId('own');
    defaultDeny.addOverride('spec.pod_selector', { match_labels: { app: 'other' } });
  };
  expect(thrownBy(() => synth(loosen)).problems).toMatchObject([
    { path: 'checkout-staging/Infra/DefaultDeny', got: 'a policy for only some pods' },
  ]);
});

test('an aspect comes after the addresses were read, and hears so', () => {
  const visit = (node: IConstruct) => {
    if (node.node.id === 'Quota') (node as TerraformResource).overrideLogicalId('own');
  };
  expect(thrownBy(() => synth((service) => Aspects.of(service).add({ visit }))).problems).toMatchObject([{ got: "'own'" }]);
});
