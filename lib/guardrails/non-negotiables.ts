import { isPlainObject, many } from '../core/json';
import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { unsafeData } from './data-checks';
import type { GuardedStack } from './guarded-stack';
import { brokenGuards } from './guards';
import { widePermissions } from './iam-documents';
import { NAMESPACES, POD_SECURITY } from './pod-security';
import { pathOf } from './rendered';
import type { Block, Rendered } from './rendered';

const NETWORK_POLICIES = ['kubernetes_network_policy', 'kubernetes_network_policy_v1'];

/** What is asked of every stack, and what is asked of the stack of a service besides. */
const EVERYWHERE = [untaggedProviders, crossStackReferences];
const OF_SERVICES = [openNetworkPolicies, unexplainedPermissions, otherProfiles, unsafeData];

/** What a stack's synthesised JSON has lost, whichever way it was lost: a child, an aspect, an override, a removal. */
export function lostNonNegotiables(context: GuardedStack, stack: Rendered): Problem[] {
  const checks = context.service ? [...EVERYWHERE, ...OF_SERVICES] : EVERYWHERE;
  return [...brokenGuards(context.guards, stack), ...checks.flatMap((check) => check(context, stack))];
}

/** Default tags reach every AWS resource of the stack, those that a team added included. */
function untaggedProviders(context: GuardedStack, { json, resources }: Rendered): Problem[] {
  if (!resources.some(({ type }) => type.startsWith('aws_'))) return [];
  const path = `${context.stack.node.path}/aws`;
  const allowed = 'owner and cost tags on everything';
  if (!context.owner) {
    const fix = "add a MicroserviceInfra to the stack, or name its team: platform.applyTo(stack, environment, '<team>')";
    return [{ path, got: 'AWS resources that nobody owns', allowed, fix }];
  }
  const expected = Object.entries(context.owner.tags);
  return many((json.provider as Json | undefined)?.aws).flatMap((provider) => {
    const tags = Object.assign({}, ...many(provider.default_tags).map((entry) => entry.tags)) as Json;
    const lost = expected.filter(([key, value]) => tags[key] !== value).map(([key]) => `${key}: ${show(tags[key])}`);
    if (lost.length === 0) return [];
    return [
      { path, got: `an AWS provider with the default tags ${lost.join(', ')}`, allowed, fix: 'remove what changes its default tags' },
    ];
  });
}

/** A plan would have to ask the other stack's backend, and could not be made before that stack was applied. */
function crossStackReferences(context: GuardedStack, { data }: Rendered): Problem[] {
  const references = data.filter(({ type, name }) => type === 'terraform_remote_state' && name.startsWith('cross-stack-reference'));
  return references.map(({ name }) => ({
    path: context.stack.node.path,
    got: `a value of the stack ${show(name.replace('cross-stack-reference-input-', ''))}`,
    allowed: 'names that both stacks can know, and no reference from one stack to another',
    fix: 'use the name itself, as service.roleArn, service.roleName and service.namespaceName give it',
  }));
}

/** A rule without peers lets everyone through, and undoes the default-deny policy beside it. */
function openNetworkPolicies(context: GuardedStack, { resources }: Rendered): Problem[] {
  const policies = resources.filter(({ type }) => NETWORK_POLICIES.includes(type));
  const open = policies.filter(({ body }) =>
    many(body.spec).some(
      (spec) => many(spec.ingress).some((rule) => isOpen(rule.from)) || many(spec.egress).some((rule) => isOpen(rule.to)),
    ),
  );
  return open.map((policy) => ({
    path: pathOf(context.stack.node.path, policy),
    got: 'a rule that names no peer, which lets everyone through',
    allowed: 'rules that name their peers',
    fix: 'use service.allowFrom or service.allowTo with a Peer',
  }));
}

/** Wildcards need a written reason, which shows in the output. */
function unexplainedPermissions(context: GuardedStack, { resources, data }: Rendered): Problem[] {
  return [...resources, ...data].flatMap((block) =>
    widePermissions(block)
      .filter((what) => !context.exceptions.cover(`${block.type}.${block.name}`, what))
      .map((what) => ({
        path: pathOf(context.stack.node.path, block),
        got: show(what),
        allowed: 'actions by name, or a written reason',
        fix: "name the actions, or give the reason: service.allowWildcards(resource, 'why')",
      })),
  );
}

/** A namespace that a team adds has the same profile as the one of its service. */
function otherProfiles(context: GuardedStack, { resources }: Rendered): Problem[] {
  const isOther = (labels: Json) => (key: string) => labels[key] !== POD_SECURITY[key];
  return resources.flatMap((block) => {
    const labels = labelsSet(block);
    if (!labels) return [];
    const keys =
      block.type === 'kubernetes_labels' ? Object.keys(labels).filter((key) => key in POD_SECURITY) : Object.keys(POD_SECURITY);
    const other = keys.filter(isOther(labels));
    if (other.length === 0) return [];
    return [
      {
        path: pathOf(context.stack.node.path, block),
        got: other.map((key) => `label ${key}: ${show(labels[key])}`).join(', '),
        allowed: 'Pod Security restricted in every namespace of a service',
        fix: 'remove these labels: the right ones are added; what needs another profile belongs into a PlatformStack',
      },
    ];
  });
}

/** The labels that a block puts on a namespace, or may put on one. */
function labelsSet({ type, body }: Block): Json | undefined {
  if (NAMESPACES.includes(type)) return (many(body.metadata)[0]?.labels ?? {}) as Json;
  return type === 'kubernetes_labels' ? ((body.labels ?? {}) as Json) : undefined;
}

/** No peers means everyone, and so does a selector that selects every pod of every namespace. */
function isOpen(peers: unknown): boolean {
  const selectsAll = (peer: Json) =>
    isPlainObject(peer.namespace_selector) && !selects(peer.namespace_selector) && !selects(peer.pod_selector);
  return many(peers).length === 0 || many(peers).some(selectsAll);
}

/** Whether a selector narrows anything. */
function selects(selector: unknown): boolean {
  return isPlainObject(selector) && Object.values(selector).some((part) => part !== null && Object.keys(part as object).length > 0);
}
