import type { Json } from '../../core/json';
import { list } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { reasoned, unreadable } from '../predicates';
import { foreignNamespace } from './network';
import { row, WITH_REASON } from './row';

const CHAPTER = 'Kubernetes';

/** Verbs that let a subject extend its own permissions. */
const ESCALATING = ['bind', 'escalate', 'impersonate'];

/** Cluster roles that can read secrets or change permissions. */
const WIDE_ROLES = ['admin', 'cluster-admin', 'edit'];

/** Groups that contain nearly everyone, and the anonymous user. */
const EVERYONE = ['system:anonymous', 'system:authenticated', 'system:serviceaccounts', 'system:unauthenticated'];

const NARROW_RULES: Predicate = {
  name: 'no rule has a wildcard or allows privilege escalation',
  breaches: ({ object }) =>
    blocksOf(object!.body.rule ?? object!.body.rules).flatMap((rule): Breach[] => {
      if (isUnreadable(rule)) return [unreadable('rule', rule)];
      const verbs = list(rule.verbs).flat(Infinity);
      const resources = [...list(rule.resources), ...list(rule.nonResourceUrls), ...list(rule.nonResourceURLs)].flat(Infinity);
      const unknown = [rule.verbs, rule.resources, ...verbs, ...resources].find(isUnreadable);
      if (unknown) return [unreadable('rule', unknown)];
      const wide =
        [...verbs, ...resources].some((each) => String(each).includes('*')) ||
        verbs.some((verb) => ESCALATING.includes(String(verb)));
      if (!wide) return [];
      const got = `${verbs.join(', ')} on ${resources.join(', ')}`;
      return [{ got, what: got }];
    }),
};

const NARROW_BINDING: Predicate = {
  name: 'the role is not too broad, and the subjects are not everyone',
  breaches: ({ object, stack }) => {
    const role = valueAt(object!.body, 'roleRef.name');
    const kind = valueAt(object!.body, 'roleRef.kind');
    if (isUnreadable(role) && kind !== 'Role') return [unreadable('role_ref.name', role)];
    const subjects = blocksOf(object!.body.subject ?? object!.body.subjects);
    return [
      ...(kind !== 'Role' && WIDE_ROLES.includes(String(role))
        ? [{ got: `the ClusterRole ${String(role)}`, what: `ClusterRole ${String(role)}` }]
        : []),
      ...subjects.flatMap((subject) => broadSubject(subject, stack.facts.namespace)),
    ];
  },
};

function broadSubject(subject: Json | { readonly text: string }, namespace: string | undefined): Breach[] {
  if (isUnreadable(subject)) return [unreadable('subject', subject)];
  const { kind, name } = subject as Json;
  if (kind === 'ServiceAccount') return [];
  const unknown = [kind, name].find(isUnreadable);
  if (unknown) return [unreadable('subject', unknown)];
  const group = EVERYONE.some((each) => String(name) === each || String(name).startsWith(`${each}:`));
  if (!group || name === `system:serviceaccounts:${namespace}`) return [];
  return [{ got: `the ${String(kind).toLowerCase()} ${String(name)}`, what: `${String(kind)} ${String(name)}` }];
}

/** Kinds that a team may write with `kubernetes_manifest` in its own namespace. Pod Security and the quota apply to their pods. */
const HARMLESS_KINDS: readonly string[] = [
  'Certificate',
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'EndpointSlice',
  'ExternalSecret',
  'GRPCRoute',
  'GrafanaDashboard',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Job',
  'KafkaTopic',
  'LimitRange',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'PodMonitor',
  'PrometheusRule',
  'ReplicaSet',
  'Role',
  'RoleBinding',
  'Rollout',
  'ScaledJob',
  'ScaledObject',
  'SealedSecret',
  'Secret',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
  'StatefulSet',
  'TriggerAuthentication',
  'VerticalPodAutoscaler',
];

const KNOWN_KIND: Predicate = {
  name: 'the kind cannot weaken a guarantee, or another guardrail checks it',
  breaches: ({ object, body }) => {
    if (isUnreadable(body.manifest) || isUnreadable(object!.kind)) return [unreadable('manifest', object!.kind)];
    if (object!.kind === 'Namespace' || HARMLESS_KINDS.includes(String(object!.kind))) return [];
    return [{ got: `the kind ${show(object!.kind)}`, what: `kind ${String(object!.kind)}` }];
  },
};

/** Kinds of the Kubernetes provider that belong to a namespace. */
const NAMESPACED = [
  'Annotations',
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Endpoints',
  'EndpointSlice',
  'Env',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Job',
  'LimitRange',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'ReplicationController',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
  'TokenRequest',
];

const OWN_NAMESPACE: Predicate = {
  name: 'the namespace is the service’s own or one that the stack creates',
  breaches: (subject) => (subject.stack.facts.own?.has(subject.address) ? [] : foreignNamespace(subject)),
};

/** The guardrails of the cluster. */
export const CLUSTER_ROWS: readonly Guardrail[] = [
  row({
    id: 'cluster.namespace',
    chapter: CHAPTER,
    on: NAMESPACED,
    path: 'metadata.namespace',
    must: OWN_NAMESPACE,
    rule: "objects in the service's namespace, or in one that this stack creates",
    fix: `use service.namespace.metadata.name, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.role',
    chapter: CHAPTER,
    on: ['Role'],
    path: 'rule',
    must: NARROW_RULES,
    rule: 'named verbs and resources, or a written reason',
    fix: `name them, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.role-binding',
    chapter: CHAPTER,
    on: ['RoleBinding'],
    path: 'role_ref, subject',
    must: NARROW_BINDING,
    rule: 'a narrow role for named subjects, or a written reason',
    fix: `write a Role with only the permissions that are needed, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.cluster-role',
    chapter: CHAPTER,
    on: ['ClusterRole', 'ClusterRoleBinding'],
    path: '',
    must: reasoned(({ object }) => `a ${String(object!.kind)}, which applies to every namespace`),
    rule: 'roles within a namespace, or a written reason',
    fix: `use a Role and a RoleBinding, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.admission',
    chapter: CHAPTER,
    on: [
      'ApiService',
      'CertificateSigningRequest',
      'ClusterRoleBinding*',
      'CsiDriver',
      'MutatingWebhookConfiguration',
      'NodeTaint',
      'PersistentVolume',
      'PriorityClass',
      'RuntimeClass',
      'StorageClass',
      'ValidatingAdmissionPolicy*',
      'ValidatingWebhookConfiguration',
    ].filter((kind) => !kind.startsWith('ClusterRole')),
    path: '',
    must: reasoned(({ object }) => `a ${String(object!.kind)}, which affects the whole cluster`),
    rule: 'nothing that affects the whole cluster, or a written reason',
    fix: `move it to a PlatformStack, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.manifest',
    chapter: CHAPTER,
    on: ['kubernetes_manifest'],
    path: 'manifest.kind',
    must: KNOWN_KIND,
    rule: `a kind that cannot weaken a guarantee, such as ${HARMLESS_KINDS.slice(0, 4).join(', ')}, or a written reason`,
    fix: `write out the manifest with such a kind, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.manifest-namespace',
    chapter: CHAPTER,
    on: ['kubernetes_manifest'],
    path: 'manifest.metadata.namespace',
    must: {
      name: 'the namespace is the service’s own or one that the stack creates',
      breaches: (subject) =>
        subject.object!.kind === 'Namespace' || isUnreadable(subject.object!.kind) || subject.object!.kind === 'NetworkPolicy'
          ? []
          : foreignNamespace(subject),
    },
    rule: "objects in the service's namespace, or in one that this stack creates",
    fix: `use service.namespaceName, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'cluster.unread',
    chapter: CHAPTER,
    on: ['helm_release', 'kubectl_manifest', 'kubectl_*', 'kustomization_resource', 'section:module'],
    path: '',
    must: reasoned(({ resource, address }) => `${resource ? resource.type : address}, whose content cannot be checked`),
    rule: 'objects that can be checked, or a written reason',
    fix: `write them as resources or with GitOpsApp, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
