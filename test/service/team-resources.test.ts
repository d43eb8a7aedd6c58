import * as fs from 'node:fs';
import * as path from 'node:path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamPolicyAttachment } from '@cdktf/provider-aws/lib/iam-policy-attachment';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUserPolicy } from '@cdktf/provider-aws/lib/iam-user-policy';
import { ConfigMapV1Data } from '@cdktf/provider-kubernetes/lib/config-map-v1-data';
import { Labels } from '@cdktf/provider-kubernetes/lib/labels';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NetworkPolicyV1SpecIngress } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { PlatformStack } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { WITHOUT_LABELS } from '../../lib/output/completion';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Lambda may take the role. */
const TRUST = '{"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}';

const policy = (service: MicroserviceInfra, ingress: NetworkPolicyV1SpecIngress[]) =>
  new NetworkPolicyV1(service, 'Own', { metadata: { namespace: service.namespaceName }, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress } });

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
    (s) => new IamRole(s, 'Own', { assumeRolePolicy: TRUST, managedPolicyArns: [ADMINISTRATOR] }),
    'AdministratorAccess',
  ],
  [
    'a wide inline policy in a role',
    (s) => new IamRole(s, 'Own', { assumeRolePolicy: TRUST, inlinePolicy: [{ policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' }] }),
    "'*'",
  ],
  ['a user that may do everything', (s) => new IamUserPolicy(s, 'Own', { user: 'u', policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' }), "'*'"],
  [
    'a profile that is lowered from beside',
    (s) =>
      new Labels(s, 'Own', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'checkout-staging' },
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      }),
    "enforce: 'privileged'",
  ],
  ['a document with a wildcard', (s) => new DataAwsIamPolicyDocument(s, 'Own', { statement: [{ actions: ['s3:*'] }] }), "'s3:*'"],
  [
    'what another policy was given a reason for',
    (s) => {
      s.grant(['s3:*'], ['arn:aws:s3:::a'], 'the importer');
      return new IamRolePolicy(s, 'Own', { role: s.roleName, policy: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}' });
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
          role: service.roleName,
          policy: '{"Statement":[{"Effect":"Deny","Action":"*"},{"Effect":"Allow","Action":["s3:GetObject"]}]}',
        });
        new IamRolePolicyAttachment(service, 'Read', { role: service.roleName, policyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' });
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

test('what a team gives a reason for goes through, and shows', () => {
  const json = synthService(
    {},
    {
      build: (service) => {
        const own = new IamPolicy(service, 'Own', { policy: '{"Statement":{"Effect":"Allow","Action":"s3:Get*"}}' });
        service.allowWildcards(own, 'too long for an inline policy');
        service.attachPolicy(own.arn);
      },
    },
  );
  const [account] = Object.values<Json>(json.resource.kubernetes_service_account_v1);
  expect(account.metadata.annotations['platform.acme.io/exceptions']).toBe(
    'checkout-staging/Infra/Own: too long for an inline policy',
  );
  expect(thrownBy(() => synthService({}, { build: (service) => service.allowWildcards(service.role, ' ') })).code).toBe('InvalidRule');
});

test('the policy of a resource is no grant to the service', () => {
  const statement = [{ actions: ['kms:*'], principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] }] }];
  const json = synthService({}, { build: (service) => void new DataAwsIamPolicyDocument(service, 'Key', { statement }) });
  expect(Object.keys(json.data.aws_iam_policy_document)).toHaveLength(1);
});

test('a platform stack is not a service: it may open, allow and label as it needs', () => {
  const stacks = synthApp((app) => {
    const stack = new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' });
    new NetworkPolicyV1(stack, 'Open', {
      metadata: { namespace: 'argocd' },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
    });
    new IamPolicy(stack, 'Controller', { policy: '{"Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}' });
  });
  expect(Object.keys(stacks)).toEqual(['platform-staging']);
});

test('what has no labels of its own is given none', () => {
  const json = synthService(
    {},
    { build: (service) => void new ConfigMapV1Data(service, 'Data', { metadata: { name: 'x', namespace: service.namespaceName }, data: { a: 'b' } }) },
  );
  const [block] = Object.values<Json>(json.resource.kubernetes_config_map_v1_data);
  expect(block.metadata).toEqual({ name: 'x', namespace: 'checkout-staging' });
});

test('which resources have no labels is what the provider says', () => {
  const folder = path.join(path.dirname(require.resolve('@cdktf/provider-kubernetes/package.json')), 'lib');
  const unlabelled = fs
    .readdirSync(folder)
    .filter((name) => !name.startsWith('data-') && fs.existsSync(path.join(folder, name, 'index.d.ts')))
    .flatMap((name) => {
      const source = fs.readFileSync(path.join(folder, name, 'index.d.ts'), 'utf8');
      const [, body] = /export interface \w+V?\d*Metadata \{([\s\S]*?)\n\}/.exec(source) ?? [];
      const [, type] = /tfResourceType = "(\w+)"/.exec(source) ?? [];
      return body && type && !/readonly labels\?/.test(body) ? [type] : [];
    });
  expect(unlabelled.sort()).toEqual(WITHOUT_LABELS);
});
