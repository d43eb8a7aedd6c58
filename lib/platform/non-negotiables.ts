import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { brokenGuards } from './guards';
import type { Json } from './guards';
import { widePermissions } from './iam-documents';
import { tagsOf } from './labels';
import { isPlainObject, NAMESPACES, resourcesOf } from './ownership';
import { POD_SECURITY } from './pod-security';
import type { StackContext } from './stack-context';

const NETWORK_POLICIES = ['kubernetes_network_policy', 'kubernetes_network_policy_v1'];

/** What a stack's synthesised JSON has lost, whichever way it was lost: a child, an aspect, an override, a removal. */
export function lostNonNegotiables(context: StackContext, json: Json): Problem[] {
  return [
    ...brokenGuards(context.guards, json),
    ...untaggedProviders(context, json),
    ...openNetworkPolicies(context, json),
    ...unexplainedPermissions(context, json),
    ...unrestrictedNamespaces(context, json),
  ];
}

/** Default tags reach every AWS resource of the stack, those that a team added included. */
function untaggedProviders(context: StackContext, json: Json): Problem[] {
  if (!resourcesOf(json).some(([type]) => type.startsWith('aws_'))) return [];
  const path = `${context.stack.node.path}/aws`;
  if (!context.owner) {
    const fix = 'add a MicroserviceInfra to the stack, or make it a PlatformStack';
    return [{ path, got: 'AWS resources that nobody owns', allowed: 'owner and cost tags on everything', fix }];
  }
  const expected = Object.entries(tagsOf(context.owner));
  const providers = asList((json.provider as Json | undefined)?.aws);
  return providers.flatMap((provider) => {
    const tags = Object.assign({}, ...asList(provider.default_tags).map((entry) => entry.tags)) as Json;
    const lost = expected.filter(([key, value]) => tags[key] !== value).map(([key]) => key);
    if (lost.length === 0) return [];
    return [
      {
        path,
        got: `an AWS provider without the default tags ${lost.join(', ')}`,
        allowed: 'owner and cost tags on everything',
        fix: 'give the provider default_tags with these keys, or leave the provider to the platform',
      },
    ];
  });
}

/** A rule without peers lets everyone through, and undoes the default-deny policy beside it. */
function openNetworkPolicies(context: StackContext, json: Json): Problem[] {
  const policies = resourcesOf(json).filter(([type]) => NETWORK_POLICIES.includes(type));
  return policies.flatMap(([type, name, block]) => {
    const spec = asList(block.spec);
    const open = spec.some(
      (part) => asList(part.ingress).some((rule) => isOpen(rule.from)) || asList(part.egress).some((rule) => isOpen(rule.to)),
    );
    if (!open) return [];
    return [
      {
        path: pathOf(context, type, name, block),
        got: 'a rule that names no peer, which lets everyone through',
        allowed: 'rules that name their peers',
        fix: 'use service.allowFrom or service.allowTo with a Peer',
      },
    ];
  });
}

/** Wildcards need a written reason, which `grant` and `attachPolicy` take and put into the output. */
function unexplainedPermissions(context: StackContext, json: Json): Problem[] {
  return [...resourcesOf(json), ...resourcesOf(json, 'data')].flatMap(([type, name, block]) =>
    widePermissions(type, block)
      .filter((what) => !context.exceptions.cover(type, name, what))
      .map((what) => ({
        path: pathOf(context, type, name, block),
        got: show(what),
        allowed: 'actions by name, or a written reason',
        fix: 'name the actions, or use service.grant or service.attachPolicy with a reason',
      })),
  );
}

/** A namespace that a team adds has the same profile as the one of its service. */
function unrestrictedNamespaces(context: StackContext, json: Json): Problem[] {
  if (!context.holdsService) return [];
  const namespaces = resourcesOf(json).filter(([type]) => NAMESPACES.includes(type));
  return namespaces.flatMap(([type, name, block]) => {
    const labels = (asList(block.metadata)[0]?.labels ?? {}) as Json;
    const other = Object.keys(POD_SECURITY).filter((key) => labels[key] !== POD_SECURITY[key]);
    if (other.length === 0) return [];
    return [
      {
        path: pathOf(context, type, name, block),
        got: other.map((key) => `label ${key}: ${show(labels[key])}`).join(', '),
        allowed: 'Pod Security restricted in every namespace of a service',
        fix: 'remove these labels: the right ones are added; what needs another profile belongs into a PlatformStack',
      },
    ];
  });
}

/** The construct path, which CDKTF keeps in the block, or the address where the block came in by an override. */
function pathOf(context: StackContext, type: string, name: string, block: Json): string {
  const { metadata } = (block['//'] ?? {}) as { metadata?: { path?: string } };
  return metadata?.path ?? `${context.stack.node.path}: ${type}.${name}`;
}

/** A block that Terraform's JSON syntax lets stand alone or in a list. */
function asList(value: unknown): Json[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(isPlainObject);
}

/** No peers means everyone, and so does a selector that selects every pod of every namespace. */
function isOpen(peers: unknown): boolean {
  const list = asList(peers);
  return (
    list.length === 0 ||
    list.some((peer) => isPlainObject(peer.namespace_selector) && !selects(peer.namespace_selector) && !selects(peer.pod_selector))
  );
}

/** Whether a selector narrows anything. */
function selects(selector: unknown): boolean {
  return isPlainObject(selector) && Object.values(selector).some((part) => part !== null && Object.keys(part as object).length > 0);
}
