import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { Aspects, TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { synthService } from '../support/synth';

const stackOf = (service: MicroserviceInfra) => TerraformStack.of(service);
const address = (element: { terraformResourceType: string; friendlyUniqueId: string }) =>
  `resource.${element.terraformResourceType}.${element.friendlyUniqueId}`;

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
    'a namespace that a plan can destroy',
  ],
  [
    'protection from destruction overridden',
    (s) => s.namespace.addOverride('lifecycle.prevent_destroy', false),
    'Infra/Namespace',
    'a namespace that a plan can destroy',
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
    'denies only one direction',
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
    'for only some pods',
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
  [
    'default tags lost',
    (s) => stackOf(s).addOverride('provider.aws', [{ region: 'eu-west-1', allowed_account_ids: ['111122223333'] }]),
    '/aws',
    'with the default tags app.kubernetes.io/managed-by: nothing',
  ],
  [
    'an open policy beside it',
    (s) =>
      new NetworkPolicyV1(s, 'Open', {
        metadata: { namespace: s.namespaceName },
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
      }),
    'Infra/Open',
    'does not name its peers',
  ],
  [
    'an allow policy without its peers',
    (s) => s.networkPolicies[0].addOverride('spec.egress', [{ ports: [{ port: '53' }] }]),
    'Infra/allow-dns',
    'does not name its peers',
  ],
  [
    'an aspect that changes the children',
    (s) => Aspects.of(s).add({ visit: (node) => node === s.role && (s.role.assumeRolePolicy = '{}') }),
    'Infra/Role',
    'another trust policy',
  ],
];

test.each(PLANTED)('is refused: %s', (_, plant, at, got) => {
  const error = thrownBy(() => synthService({}, { environment: 'production', build: (service) => void plant(service) }));
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0].path).toContain(at);
  expect(error.problems[0].got).toContain(got);
});

/** What would keep a guarded element in the output and take its effect away. */
const LOOSENED: [what: string, plant: (service: MicroserviceInfra) => unknown, got: string][] = [
  [
    'no copy of it',
    (s) => {
      s.defaultDeny.count = 0;
    },
    'the argument count',
  ],
  ['no copy by for_each', (s) => s.namespace.addOverride('for_each', {}), 'the argument for_each'],
  ['another cluster', (s) => s.defaultDeny.addOverride('provider', 'kubernetes.elsewhere'), 'the argument provider'],
  [
    'drift that is ignored',
    (s) => s.role.addOverride('lifecycle.ignore_changes', ['assume_role_policy']),
    'changes that Terraform ignores',
  ],
  ['a service account of another name', (s) => s.serviceAccount.addOverride('metadata.name', 'other'), "the name 'other'"],
];

test.each(LOOSENED)('is refused: %s', (_, plant, got) => {
  const error = thrownBy(() => synthService({}, { build: (service) => void plant(service) }));
  expect(error.problems[0].got).toContain(got);
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
        new ConfigMapV1(service, 'Config', { metadata: { name: 'config', namespace: service.namespaceName } });
      },
    },
  );
  expect(Object.values(json.resource.kubernetes_resource_quota_v1)).toEqual([
    expect.objectContaining({ spec: { hard: expect.objectContaining({ pods: '50' }) } }),
  ]);
  expect(Object.keys(json.resource.kubernetes_config_map_v1)).toHaveLength(1);
});
