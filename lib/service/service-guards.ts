import type { Json } from '../core/json';
import { show } from '../core/problems';
import { presentGuard } from '../guardrails/guards';
import type { Addressed, Guard } from '../guardrails/guards';
import type { Ownership } from '../platform/ownership';
import { subjectOf, trustPolicy } from './identity';
import type { MicroserviceInfra } from './microservice-infra';
import type { ServiceSettings } from './settings';

/** What must hold in the output of a service, whatever its children, aspects and overrides do. */
export function serviceGuards(service: MicroserviceInfra, settings: ServiceSettings): Guard[] {
  const { namespace, defaultDeny, role, serviceAccount, podIdentity, autoscaler, disruptionBudget, limits, quota } = service;
  const { ownership } = settings;
  const trust = trustPolicy(subjectOf(settings));
  const objects = [namespace, defaultDeny, serviceAccount, autoscaler, disruptionBudget, limits, quota];
  return [
    presentGuard(namespace, `the name ${show(service.namespaceName)}, which the role trusts and peers refer to`, (block) =>
      renamed(block, service.namespaceName),
    ),
    ...(ownership.environment.production ? [presentGuard(namespace, 'protection from destruction in production', destructible)] : []),
    presentGuard(defaultDeny, 'default-deny: every pod, both policy types, no rules', (block) => opened(block, service)),
    presentGuard(serviceAccount, `the name ${show(service.serviceAccountName)}, which the role trusts`, (block) =>
      renamed(block, service.serviceAccountName),
    ),
    presentGuard(role, "a trust policy that names this service's account alone", (block) => retrusted(block, trust)),
    ...[role, podIdentity].flatMap((element) => (element ? [taggedGuard(element, ownership)] : [])),
    ...objects.flatMap((element) => (element ? [ownedGuard(element, ownership)] : [])),
  ];
}

/** Requires the owner's labels and annotations on a Kubernetes object that is in the output. */
export function ownedGuard(element: Addressed, { labels, annotations }: Ownership): Guard {
  return wherePresent(element, 'owner and cost labels and annotations', (block) => {
    const metadata = metadataOf(block);
    return lost('label', labels, metadata.labels) ?? lost('annotation', annotations, metadata.annotations);
  });
}

function taggedGuard(element: Addressed, { tags }: Ownership): Guard {
  return wherePresent(element, 'owner and cost tags', (block) => lost('tag', tags, block.tags));
}

/** An element that a team may take out. */
function wherePresent(element: Addressed, rule: string, breach: (block: Json) => string | undefined): Guard {
  return { element, rule, breach: (block) => block && breach(block) };
}

function metadataOf(block: Json): Json {
  return (block.metadata ?? {}) as Json;
}

function lost(what: string, expected: Record<string, string>, actual: unknown): string | undefined {
  const entries = (actual ?? {}) as Record<string, unknown>;
  const changed = Object.keys(expected).filter((key) => entries[key] !== expected[key]);
  return changed.length === 0 ? undefined : changed.map((key) => `${what} ${key}: ${show(entries[key])}`).join(', ');
}

function renamed(block: Json, expected: string): string | undefined {
  const { name } = metadataOf(block);
  return name === expected ? undefined : `the name ${show(name)}`;
}

function destructible(block: Json): string | undefined {
  return (block.lifecycle as Json | undefined)?.prevent_destroy === true ? undefined : 'a namespace that a plan may destroy';
}

function retrusted(block: Json, trust: string): string | undefined {
  return block.assume_role_policy === trust ? undefined : 'another trust policy';
}

function opened(block: Json, { namespace, namespaceName }: MicroserviceInfra): string | undefined {
  const { pod_selector: pods, policy_types: types, ingress, egress } = (block.spec ?? {}) as Json;
  const reference = `\${${namespace.terraformResourceType}.${namespace.friendlyUniqueId}.metadata[0].name}`;
  if (![namespaceName, reference].includes(String(metadataOf(block).namespace))) return 'a policy in another namespace';
  if (JSON.stringify(pods) !== '{}') return 'a policy for some pods only';
  if (JSON.stringify(types) !== '["Ingress","Egress"]') return 'a policy that denies one direction only';
  return ingress === undefined && egress === undefined ? undefined : 'a policy with rules';
}
