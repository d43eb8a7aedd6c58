import type { Guard, Json } from '../platform/guards';
import type { Ownership } from '../platform/labels';
import { annotationsOf, labelsOf, tagsOf } from '../platform/labels';
import { subjectOf, trustPolicy } from './identity';
import type { MicroserviceInfra } from './microservice-infra';
import { POD_SECURITY } from './namespace';
import type { ServiceSettings } from './settings';

/** What must hold in the output of a service, whatever its children, aspects and overrides do. */
export function serviceGuards(service: MicroserviceInfra, settings: ServiceSettings): Guard[] {
  const { namespace, defaultDeny, role, serviceAccount, podIdentity, autoscaler, disruptionBudget, limits, quota } = service;
  const { ownership } = settings;
  const trust = trustPolicy(subjectOf(settings));
  const owned = [serviceAccount, autoscaler, disruptionBudget, limits, quota].filter((element) => element !== undefined);
  return [
    guard(namespace, 'Pod Security restricted', (block) => lostEntries('labels', POD_SECURITY, labelsIn(block))),
    ...(ownership.environment.production ? [guard(namespace, 'protection from destruction in production', destructible)] : []),
    guard(defaultDeny, 'default-deny: both policy types, every pod, no rules, the namespace of the service', (block) =>
      opened(block, service),
    ),
    guard(role, "a trust policy that names this service's account alone", (block) =>
      block.assume_role_policy === trust ? undefined : 'another trust policy',
    ),
    ...[role, podIdentity]
      .filter((element) => element !== undefined)
      .map((element) => guard(element, 'owner and cost tags', (block) => lostEntries('tags', tagsOf(ownership), block.tags))),
    ...[namespace, defaultDeny, ...owned].map((element) => ownedGuard(element, ownership)),
  ];
}

/** Requires the owner's labels and annotations on a Kubernetes object. */
export function ownedGuard(element: Guard['element'], ownership: Ownership): Guard {
  const labels = labelsOf(ownership);
  const annotations = annotationsOf(ownership);
  return guard(
    element,
    'owner and cost labels and annotations',
    (block) =>
      lostEntries('labels', labels, labelsIn(block)) ??
      lostEntries('annotations', annotations, (block.metadata as Json | undefined)?.annotations),
  );
}

function guard(element: Guard['element'], rule: string, breach: Guard['breach']): Guard {
  return { path: element.node.path, element, rule, breach };
}

function labelsIn(block: Json): unknown {
  return (block.metadata as Json | undefined)?.labels;
}

function lostEntries(what: string, expected: Record<string, string>, actual: unknown): string | undefined {
  const present = (actual ?? {}) as Record<string, unknown>;
  const lost = Object.entries(expected)
    .filter(([key, value]) => present[key] !== value)
    .map(([key]) => key);
  return lost.length === 0 ? undefined : `other or no ${what} ${lost.join(', ')}`;
}

function destructible(block: Json): string | undefined {
  return (block.lifecycle as Json | undefined)?.prevent_destroy === true ? undefined : 'a namespace that a plan may destroy';
}

function opened(block: Json, { namespace, namespaceName }: MicroserviceInfra): string | undefined {
  const { pod_selector: pods, policy_types: types, ingress, egress } = (block.spec ?? {}) as Json;
  const inNamespace = [namespaceName, `\${${namespace.terraformResourceType}.${namespace.friendlyUniqueId}.metadata[0].name}`];
  if (!inNamespace.includes(String((block.metadata as Json | undefined)?.namespace))) return 'a policy in another namespace';
  if (JSON.stringify(pods) !== '{}') return 'a policy for some pods only';
  if (JSON.stringify(types) !== '["Ingress","Egress"]') return 'a policy that denies one direction only';
  return ingress === undefined && egress === undefined ? undefined : 'a policy with rules';
}
