import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { brokenGuards } from './guards';
import type { Json } from './guards';
import { isWideManagedPolicy, wildcardActions } from './iam-documents';
import { tagsOf } from './labels';
import { isPlainObject, resourcesOf } from './ownership';
import type { StackContext } from './stack-context';

/** What a stack's synthesised JSON has lost, whichever way it was lost: a child, an aspect, an override, a removal. */
export function lostNonNegotiables(context: StackContext, json: Json): Problem[] {
  return [
    ...brokenGuards(context.guards, json),
    ...untaggedProviders(context, json),
    ...openNetworkPolicies(context, json),
    ...unexplainedWildcards(context, json),
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
  const policies = resourcesOf(json).filter(
    ([type]) => type === 'kubernetes_network_policy_v1' || type === 'kubernetes_network_policy',
  );
  return policies.flatMap(([type, name, block]) => {
    const spec = asList(block.spec);
    const open = spec.some(
      (part) => asList(part.ingress).some((rule) => isEmpty(rule.from)) || asList(part.egress).some((rule) => isEmpty(rule.to)),
    );
    if (!open) return [];
    return [
      {
        path: `${context.stack.node.path}: ${type}.${name}`,
        got: 'a rule that names no peer, which lets everyone through',
        allowed: 'rules that name their peers',
        fix: 'use service.allowFrom or service.allowTo with a Peer',
      },
    ];
  });
}

/** Wildcards need a written reason, which `grant` and `attachPolicy` take and put into the output. */
function unexplainedWildcards(context: StackContext, json: Json): Problem[] {
  const found = [...resourcesOf(json), ...resourcesOf(json, 'data')].flatMap(([type, name, block]) => {
    const wide = type === 'aws_iam_role_policy_attachment' && isWideManagedPolicy(block.policy_arn) ? [String(block.policy_arn)] : [];
    return [...wildcardActions(type, block), ...wide].map((what) => ({ path: `${context.stack.node.path}: ${type}.${name}`, what }));
  });
  return found
    .filter(({ what }) => !context.explained.has(what))
    .map(({ path, what }) => ({
      path,
      got: show(what),
      allowed: 'actions by name, or a written reason',
      fix: 'name the actions, or grant it with service.grant or service.attachPolicy and a reason',
    }));
}

/** A block that Terraform's JSON syntax lets stand alone or in a list. */
function asList(value: unknown): Json[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(isPlainObject);
}

function isEmpty(peers: unknown): boolean {
  return peers === undefined || peers === null || (Array.isArray(peers) && peers.length === 0);
}
