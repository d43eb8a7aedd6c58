import { list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import type { StackFacts } from '../model/app-model';
import { blockOf, blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { changed, destructible, lost } from './own-values';

function nameOf(body: Json, expected: Json): string | undefined {
  const name = valueAt(body, 'metadata.name');
  return name === expected.name ? undefined : `the name ${shown(name)}`;
}

/** Whether a text refers to the namespace that the library creates. A changed name of that is a separate finding. */
function refersTo(own: StackFacts['own'], text: unknown): boolean {
  const [, address] = /^\$\{(kubernetes_namespace_v1\.[\w-]+)\.metadata\[0\]\.name\}$/.exec(String(text)) ?? [];
  return address !== undefined && own?.has(address) === true;
}

const NAMESPACES = 'Namespaces and Pod Security';
const NETWORK = 'Network';
const IDENTITY = 'Permissions';
const OWNERS = 'Owners and cost';

/** The guarantees of the children of a service. */
export const SERVICE_GUARDRAILS = {
  namespaceName: {
    id: 'own.namespace.name',
    chapter: NAMESPACES,
    on: 'MicroserviceInfra.namespace',
    path: 'metadata.name',
    rule: ({ name }) => `the name ${show(name)}, which the role trusts and peers refer to`,
    breach: nameOf,
  },
  namespaceKept: {
    id: 'own.namespace.kept',
    chapter: NAMESPACES,
    on: 'MicroserviceInfra.namespace',
    path: 'lifecycle.prevent_destroy',
    rule: 'prevent_destroy = true in production',
    breach: destructible('a namespace that a plan can destroy'),
  },
  defaultDeny: {
    id: 'own.default-deny',
    chapter: NETWORK,
    on: 'MicroserviceInfra.defaultDeny',
    path: 'spec',
    rule: 'default-deny: every pod, both policy types, no rules',
    breach: (body, { namespace }, { own }, raw) => {
      if (valueAt(body, 'metadata.namespace') !== namespace && !refersTo(own, valueAt(raw, 'metadata.namespace'))) {
        return 'a policy in another namespace';
      }
      const spec = blockOf(body.spec);
      if (spec === undefined || isUnreadable(spec)) return 'a policy that cannot be read';
      if (hasContent(spec.pod_selector) || blocksOf(spec.pod_selector).length !== 1) return 'a policy for only some pods';
      const types = list(spec.policy_types).flat(Infinity).map(String).sort();
      if (types.join() !== 'Egress,Ingress') return 'a policy that denies only one direction';
      return blocksOf(spec.ingress).length + blocksOf(spec.egress).length === 0 ? undefined : 'a policy with rules';
    },
  },
  serviceAccountName: {
    id: 'own.service-account.name',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.serviceAccount',
    path: 'metadata.name',
    rule: ({ name }) => `the name ${show(name)}, which the role trusts`,
    breach: nameOf,
  },
  roleTrust: {
    id: 'own.role.trust',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.role',
    path: 'assume_role_policy',
    rule: "a trust policy for this service's own service account only",
    breach: ({ assume_role_policy: trust }, { trust: expected }) => (trust === expected ? undefined : 'another trust policy'),
  },
  roleName: {
    id: 'own.role.name',
    chapter: IDENTITY,
    on: 'MicroserviceInfra.role',
    path: 'name',
    rule: ({ name }) => `the name ${show(name)}, which policies and other tools use to find the role`,
    breach: changed,
  },
  owned: {
    id: 'own.labels',
    chapter: OWNERS,
    on: 'every Kubernetes child of MicroserviceInfra',
    path: 'metadata.labels, metadata.annotations',
    rule: 'owner and cost labels and annotations',
    optional: true,
    breach: (body, _, { labels, annotations }) =>
      lost('label', labels, valueAt(body, 'metadata.labels')) ??
      lost('annotation', annotations, valueAt(body, 'metadata.annotations')),
  },
  tagged: {
    id: 'own.tags',
    chapter: OWNERS,
    on: 'every AWS child of MicroserviceInfra',
    path: 'tags',
    rule: 'owner and cost tags',
    optional: true,
    breach: ({ tags: actual }, _, { tags }) => lost('tag', tags, actual),
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

function hasContent(value: unknown): boolean {
  return blocksOf(value).some(
    (block) =>
      isUnreadable(block) ||
      Object.values(block).some((part) => isUnreadable(part) || (part !== null && Object.keys(part as object).length > 0)),
  );
}
