import { Release } from '@cdktf/provider-helm/lib/release';
import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { DaemonSetV1 } from '@cdktf/provider-kubernetes/lib/daemon-set-v1';
import { Labels } from '@cdktf/provider-kubernetes/lib/labels';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { MutatingWebhookConfigurationV1 } from '@cdktf/provider-kubernetes/lib/mutating-webhook-configuration-v1';
import { Namespace } from '@cdktf/provider-kubernetes/lib/namespace';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { TerraformStack } from 'cdktf';
import type { ServiceApp } from '../service-app';
import { attacksOn, NAMESPACE, overridden, sibling } from './entry';

const pods = attacksOn('pod security', 'pods');
const { refused, allowed } = attacksOn('cluster', 'cluster');

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const PRIVILEGED = { [ENFORCE]: 'privileged' };
const BY_EXPRESSION = `\${{"${ENFORCE}" = "privileged"}}`;

const labels = (scope: TerraformStack, values: Record<string, string>, kind = 'Namespace') =>
  new Labels(scope, 'L', { apiVersion: 'v1', kind, metadata: { name: NAMESPACE }, labels: values });
const profile = (name: string, values: Record<string, string>) =>
  pods.refused(name, ({ service }) => service.namespace.addOverride('metadata.labels', values));
const tools = (it: ServiceApp, values: Record<string, unknown>) =>
  void overridden(new NamespaceV1(it.stack, 'N', { metadata: { name: 'payment-tools' } }), values);
const manifest = ({ stack }: ServiceApp, body: object) => new Manifest(stack, 'M', { manifest: body });
const binding = (role: string, subject: { kind: string; name: string; namespace?: string; apiGroup?: string }) => ({
  metadata: { name: 'x' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subject: [subject],
});
const ACCOUNT = { kind: 'ServiceAccount', name: 'payment-service', namespace: NAMESPACE };

export const CLUSTER = [
  profile('baseline', { [ENFORCE]: 'baseline' }),
  profile('a version of the past', { 'pod-security.kubernetes.io/enforce-version': 'v1.22' }),
  profile('no warning', { 'pod-security.kubernetes.io/warn': 'privileged' }),
  profile('no audit', { 'pod-security.kubernetes.io/audit': 'baseline' }),
  pods.refused('labels of the namespace by an expression', ({ service }) => service.namespace.addOverride('metadata.labels', BY_EXPRESSION)),
  pods.refused('a value by an expression', ({ service }) => service.namespace.addOverride('metadata.labels', { [ENFORCE]: '${"privileged"}' })),
  pods.refused('a second metadata', ({ service }) => service.namespace.addOverride('metadata', [{ name: NAMESPACE }, { name: 'x', labels: PRIVILEGED }])),
  pods.refused('a dynamic metadata', ({ service }) => {
    service.namespace.addOverride('dynamic', { metadata: { for_each: ['x'], content: { name: 'payment-tools', labels: {} } } });
  }),
  pods.refused('labels from beside', ({ stack }) => void labels(stack, PRIVILEGED)),
  pods.refused('labels from beside, by an expression', ({ stack }) => void overridden(labels(stack, {}), { labels: BY_EXPRESSION })),
  pods.refused('labels from beside, the key by an expression', ({ stack }) => void overridden(labels(stack, {}), { labels: { '${"pod-security.kubernetes.io/enforce"}': 'privileged' } })),
  pods.refused('labels from beside, the kind by an expression', ({ stack }) => void labels(stack, PRIVILEGED, '${"Namespace"}')),
  pods.refused('labels from beside, an older version', ({ stack }) => void labels(stack, { 'pod-security.kubernetes.io/enforce-version': 'v1.20' })),
  pods.refused('labels from beside, for each', ({ stack }) => {
    overridden(labels(stack, { [ENFORCE]: '${each.value}' }), { for_each: { a: 'privileged' } });
  }),
  pods.refused('labels from a sibling stack', (it) => void labels(sibling(it), PRIVILEGED)),
  pods.refused("labels from another team's stack", (it) => void labels(sibling(it, 'ledger'), PRIVILEGED)),
  pods.refused('labels from a stack without a platform', ({ app }) => {
    const stack = new TerraformStack(app, 'raw');
    stack.addOverride('provider.kubernetes', [{ host: 'https://1D2E3F4A5B6C.gr7.eu-west-1.eks.amazonaws.com' }]);
    stack.addOverride('resource.kubernetes_labels.L', { api_version: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE }, labels: PRIVILEGED });
  }),
  pods.refused('another namespace that is privileged', (it) => tools(it, { 'metadata.labels': PRIVILEGED })),
  pods.refused('another namespace by an expression', (it) => tools(it, { 'metadata.labels': BY_EXPRESSION })),
  pods.refused('another namespace by a dynamic block', (it) => tools(it, {
    'metadata': undefined, 'dynamic.metadata': { for_each: ['x'], content: { name: 'payment-tools', labels: PRIVILEGED } },
  })),
  pods.refused('another namespace of the old kind', ({ stack }) => void new Namespace(stack, 'N', { metadata: { name: 'x', labels: PRIVILEGED } })),
  pods.refused('another namespace by kubernetes_manifest', (it) => void manifest(it, {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'payment-extra', labels: PRIVILEGED },
  })),
  pods.refused('the same namespace by kubernetes_manifest', (it) => void manifest(it, {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: PRIVILEGED },
  })),
  pods.refused('a namespace without labels by kubernetes_manifest', (it) => void manifest(it, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } })),
  pods.refused('a namespace that is destroyed when something else changes', ({ service }) => {
    service.namespace.addOverride('lifecycle.replace_triggered_by', ['terraform_data.x']);
  }),
  pods.refused('a namespace that is forgotten', ({ stack }) => {
    stack.addOverride('removed', [{ from: 'kubernetes_namespace_v1.Former', lifecycle: { destroy: true } }]);
  }),
  refused('administration for the account of the service', ({ stack }) => void new ClusterRoleBindingV1(stack, 'C', binding('cluster-admin', ACCOUNT))),
  refused('administration for everybody who is logged in', ({ stack }) => {
    new ClusterRoleBindingV1(stack, 'C', binding('cluster-admin', { kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io' }));
  }),
  refused('administration by kubernetes_manifest', (it) => void manifest(it, {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', ...binding('cluster-admin', ACCOUNT),
  })),
  refused('administration of the own namespace', ({ stack, service }) => {
    new RoleBindingV1(stack, 'R', { ...binding('cluster-admin', ACCOUNT), metadata: { name: 'x', namespace: service.namespaceName } });
  }),
  refused("a role in another service's namespace", ({ stack }) => {
    new RoleBindingV1(stack, 'R', { ...binding('edit', ACCOUNT), metadata: { name: 'x', namespace: 'ledger-worker-production' } });
  }),
  refused('administration from a sibling stack', (it) => void new ClusterRoleBindingV1(sibling(it), 'C', binding('cluster-admin', ACCOUNT))),
  refused('a role of the cluster for everything', ({ stack }) => {
    new ClusterRoleV1(stack, 'C', { metadata: { name: 'all' }, rule: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] });
  }),
  refused('a role that may become another', ({ stack }) => {
    new ClusterRoleV1(stack, 'C', { metadata: { name: 'all' }, rule: [{ apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }] });
  }),
  refused('a role by aggregation', ({ stack }) => {
    new ClusterRoleV1(stack, 'C', { metadata: { name: 'x', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } }, rule: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }] });
  }),
  refused('a chart in kube-system', ({ stack }) => void new Release(stack, 'H', { name: 'x', chart: './evil', namespace: 'kube-system' })),
  refused('a chart in the own namespace', ({ stack, service }) => void new Release(stack, 'H', { name: 'x', chart: 'x', repository: 'https://charts.example', namespace: service.namespaceName })),
  refused('a webhook of the cluster', ({ stack }) => {
    new MutatingWebhookConfigurationV1(stack, 'W', { metadata: { name: 'x' }, webhook: [{ name: 'x.acme.io', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://evil.example' } }] });
  }),
  refused('pods on every node of kube-system', ({ stack }) => {
    new DaemonSetV1(stack, 'D', {
      metadata: { name: 'x', namespace: 'kube-system' },
      spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { hostPid: true, container: [{ name: 'x', image: 'x' }] } } },
    });
  }),
  refused("a token for another service's account", ({ stack }) => {
    new SecretV1(stack, 'S', {
      metadata: { name: 'x', namespace: 'ledger-worker-production', annotations: { 'kubernetes.io/service-account.name': 'ledger-worker' } },
      type: 'kubernetes.io/service-account-token',
    });
  }),
  allowed(
    "a token of the service's own account", 'the pods can have it anyway, and the account has no permissions until a role is bound to it',
    ({ service }) => { service.serviceAccount.automountServiceAccountToken = true; },
  ),
];
