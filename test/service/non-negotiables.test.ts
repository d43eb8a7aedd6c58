import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicyAttachment } from '@cdktf/provider-aws/lib/iam-policy-attachment';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NetworkPolicyV1SpecIngress } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { Aspects, TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { synthService } from '../support/synth';
import type { Json } from '../support/synth';

const stackOf = (service: MicroserviceInfra) => TerraformStack.of(service);
const address = (element: { terraformResourceType: string; friendlyUniqueId: string }) =>
  `resource.${element.terraformResourceType}.${element.friendlyUniqueId}`;

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

const policy = (service: MicroserviceInfra, ingress: NetworkPolicyV1SpecIngress[]) =>
  new NetworkPolicyV1(service, 'Own', { metadata: { namespace: 'x' }, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress } });

/** What a team could do to a service's output, the path of the problem, and what the error says was found. */
const PLANTED: [what: string, plant: (service: MicroserviceInfra) => unknown, path: string, got: string][] = [
  [
    'Pod Security lowered by an override',
    (s) => s.namespace.addOverride('metadata.labels', { 'pod-security.kubernetes.io/enforce': 'baseline' }),
    'Infra/Namespace',
    "label pod-security.kubernetes.io/enforce: 'baseline'",
  ],
  [
    'Pod Security lowered by the child',
    (s) => s.namespace.putMetadata({ ...s.quota.metadataInput, name: 'checkout-production' }),
    'Infra/Namespace',
    'label pod-security',
  ],
  [
    'protection from destruction taken off',
    (s) => {
      s.namespace.lifecycle = undefined;
    },
    'Infra/Namespace',
    'a namespace that a plan may destroy',
  ],
  [
    'protection from destruction overridden',
    (s) => s.namespace.addOverride('lifecycle.prevent_destroy', false),
    'Infra/Namespace',
    'a namespace that a plan may destroy',
  ],
  [
    'a namespace that is renamed, which the role does not trust',
    (s) => s.namespace.addOverride('metadata.name', 'other'),
    'Infra/Namespace',
    "the name 'other'",
  ],
  ['a child removed', (s) => s.node.tryRemoveChild('DefaultDeny'), 'Infra/DefaultDeny', 'no such resource in the output'],
  [
    'default-deny in one direction',
    (s) => s.defaultDeny.addOverride('spec.policy_types', ['Ingress']),
    'Infra/DefaultDeny',
    'denies one direction only',
  ],
  [
    'default-deny with a rule',
    (s) => s.defaultDeny.addOverride('spec.egress', [{ to: [{ ip_block: { cidr: '0.0.0.0/0' } }] }]),
    'Infra/DefaultDeny',
    'a policy with rules',
  ],
  [
    'default-deny for some pods',
    (s) => s.defaultDeny.addOverride('spec.pod_selector.match_labels', { a: 'b' }),
    'Infra/DefaultDeny',
    'for some pods only',
  ],
  [
    'default-deny elsewhere',
    (s) => s.defaultDeny.addOverride('metadata.namespace', 'default'),
    'Infra/DefaultDeny',
    'in another namespace',
  ],
  [
    'default-deny taken out of the stack',
    (s) => stackOf(s).addOverride(address(s.defaultDeny), null),
    'Infra/DefaultDeny',
    'no such resource in the output',
  ],
  [
    'trust of everybody',
    (s) => {
      s.role.assumeRolePolicy = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}';
    },
    'Infra/Role',
    'another trust policy',
  ],
  [
    'trust overridden at the stack',
    (s) => stackOf(s).addOverride(`${address(s.role)}.assume_role_policy`, '{}'),
    'Infra/Role',
    'another trust policy',
  ],
  ['tags lost', (s) => s.role.resetTags(), 'Infra/Role', 'tag platform.acme.io/team: nothing'],
  ['labels lost on the quota', (s) => s.quota.putMetadata({ name: 'x' }), 'Infra/Quota', 'label platform.acme.io/team: nothing'],
  [
    'annotations lost on the service account',
    (s) => s.serviceAccount.addOverride('metadata.annotations', { 'platform.acme.io/owner': 'nobody' }),
    'Infra/ServiceAccount',
    "annotation platform.acme.io/owner: 'nobody'",
  ],
  [
    'labels lost on an allow policy',
    (s) => s.networkPolicies[0].putMetadata({ name: 'x' }),
    'Infra/allow-dns',
    'label platform.acme.io/team: nothing',
  ],
  ['default tags lost', (s) => stackOf(s).addOverride('provider.aws', [{ region: 'eu-west-1' }]), '/aws', 'without the default tags'],
  [
    'an open policy beside it',
    (s) =>
      new NetworkPolicyV1(s, 'Open', {
        metadata: { namespace: 'x' },
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
      }),
    'Infra/Open',
    'names no peer',
  ],
  [
    'an allow policy without its peers',
    (s) => s.networkPolicies[0].addOverride('spec.egress', [{ ports: [{ port: '53' }] }]),
    'Infra/allow-dns',
    'names no peer',
  ],
  [
    'an aspect that changes the children',
    (s) => Aspects.of(s).add({ visit: (node) => node === s.role && (s.role.assumeRolePolicy = '{}') }),
    'Infra/Role',
    'another trust policy',
  ],
];

test.each(PLANTED)('is refused: %s', (_, plant, path, got) => {
  const error = thrownBy(() => synthService({}, { environment: 'production', build: (service) => void plant(service) }));
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0].path).toContain(path);
  expect(error.problems[0].got).toContain(got);
});

/** Resources that a team adds beside its service. */
const ADDED: [what: string, add: (service: MicroserviceInfra) => unknown, got: string][] = [
  ['a policy that lets the whole cluster in', (s) => policy(s, [{ from: [{ namespaceSelector: {} }] }]), 'lets everyone through'],
  [
    'the same by empty selectors',
    (s) => policy(s, [{ from: [{ namespaceSelector: { matchLabels: {} }, podSelector: {} }] }]),
    'lets everyone through',
  ],
  [
    'a namespace of another profile',
    (s) => new NamespaceV1(s, 'Own', { metadata: { name: 'own', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
    "enforce: 'privileged'",
  ],
  [
    'a wide policy for several roles',
    (s) => new IamPolicyAttachment(s, 'Own', { name: 'own', policyArn: ADMINISTRATOR }),
    'AdministratorAccess',
  ],
  [
    'a wide policy in a role',
    (s) => new IamRole(s, 'Own', { assumeRolePolicy: '{}', managedPolicyArns: [ADMINISTRATOR] }),
    'AdministratorAccess',
  ],
  [
    'a wide inline policy in a role',
    (s) => new IamRole(s, 'Own', { assumeRolePolicy: '{}', inlinePolicy: [{ policy: '{"Statement":{"Action":"*"}}' }] }),
    "'*'",
  ],
  ['a user that may do everything', (s) => new IamUserPolicy(s, 'Own', { user: 'u', policy: '{"Statement":{"Action":"*"}}' }), "'*'"],
  ['a document with a wildcard', (s) => new DataAwsIamPolicyDocument(s, 'Own', { statement: [{ actions: ['s3:*'] }] }), "'s3:*'"],
  [
    'what another policy was given a reason for',
    (s) => {
      s.grant(['s3:*'], ['arn:aws:s3:::a'], 'why');
      return new IamRolePolicy(s, 'Own', { role: 'r', policy: '{"Statement":{"Action":"s3:*"}}' });
    },
    "'s3:*'",
  ],
];

test.each(ADDED)('is refused: %s', (_, add, got) => {
  const error = thrownBy(() => synthService({}, { build: (service) => void add(service) }));
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0].path).toBe('checkout-staging/Infra/Own');
  expect(error.problems[0].got).toContain(got);
});

test('what narrows, denies or names its actions is no concern', () => {
  const json = synthService(
    {},
    {
      build: (service) => {
        policy(service, [
          { from: [{ podSelector: {} }] },
          { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }] },
        ]);
        new IamRolePolicy(service, 'Deny', {
          role: 'r',
          policy: '{"Statement":[{"Effect":"Deny","Action":"*"},{"Effect":"Allow","Action":["s3:GetObject"]}]}',
        });
        new IamRolePolicyAttachment(service, 'Read', { role: 'r', policyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' });
        new NamespaceV1(service, 'Namespace2', { metadata: { name: 'own' } });
      },
    },
  );
  const added = Object.values(json.resource.kubernetes_namespace_v1).find((block) => (block as Json).metadata.name === 'own') as Json;
  expect(added.metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'restricted',
    'platform.acme.io/team': 'payments',
  });
});

test('every other change of a child goes through', () => {
  const json = synthService(
    {},
    {
      build: (service) => {
        service.quota.addOverride('spec.hard.pods', '50');
        service.serviceAccount.automountServiceAccountToken = true;
        service.role.maxSessionDuration = 7200;
        service.autoscaler!.addOverride('spec.behavior.scale_down.stabilization_window_seconds', 600);
        service.node.tryRemoveChild('Limits');
        new ConfigMapV1(service, 'Config', { metadata: { name: 'config' } });
      },
    },
  );
  expect(Object.values(json.resource.kubernetes_resource_quota_v1)).toEqual([
    expect.objectContaining({ spec: { hard: expect.objectContaining({ pods: '50' }) } }),
  ]);
  expect(Object.keys(json.resource.kubernetes_config_map_v1)).toHaveLength(1);
});
