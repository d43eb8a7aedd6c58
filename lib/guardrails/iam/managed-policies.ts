import { show } from '../../core/problems';
import { unreadable } from './permissions';
import { knownText, referenceOf } from './references';
import type { IamContext, IamFinding, IamFindingKind } from './statement';
import { NARROW_POLICIES, WIDE_POLICIES } from './tables/managed-policies';

const ARN = /^arn:(?<partition>[a-z-]+):iam::(?<account>[^:]*):policy\/(?<path>[A-Za-z0-9+=,.@_/-]+)$/;

/** The resource that a managed policy is attached to. */
const ON = 'the identity';

const WHY: Record<keyof typeof WIDE_POLICIES, string> = {
  wildcard: 'has wildcard actions that write',
  sensitive: 'has actions on everything by which more can be had: secrets, roles or what others may reach',
  reads: 'reads the data of several services, all of it',
};

const WIDE = new Map(
  Object.entries(WIDE_POLICIES).flatMap(([why, paths]) => paths.map((path) => [path, WHY[why as keyof typeof WHY]] as const)),
);
const NARROW = new Set<string>(NARROW_POLICIES);

/**
 * The finding for a managed policy that is attached; nothing for an AWS policy that allows little. A `customer-policy` is one of
 * the own account, whose document is checked by itself.
 */
export function managedPolicyFinding(arn: string, context: IamContext): IamFinding | undefined {
  const text = knownText(arn, context);
  if (text === undefined) {
    const isOwn = isOwnResource(arn);
    return isOwn ? finding('customer-policy', arn, 'is written elsewhere in the app') : unreadable(arn, ON, 'it is an expression');
  }
  const { partition, account, path } = ARN.exec(text)?.groups ?? {};
  if (path === undefined) return unreadable(text, ON, 'it is not the ARN of a policy');
  if (partition === context.partition && account === 'aws') return awsPolicyFinding(text, path);
  if (partition === context.partition && account === context.accountId) return finding('customer-policy', text, "is the account's own");
  return finding('foreign-policy', text, 'belongs to another account or partition');
}

function awsPolicyFinding(arn: string, path: string): IamFinding | undefined {
  if (NARROW.has(path)) return undefined;
  const why = WIDE.get(path);
  return why ? finding('wide-policy', arn, why) : finding('unknown-policy', arn, 'is not known here');
}

function isOwnResource(arn: string): boolean {
  const reference = referenceOf(arn);
  return reference?.type === 'aws_iam_policy' && !reference.isData && ['arn', 'id'].includes(reference.attribute);
}

function finding(kind: IamFindingKind, what: string, why: string): IamFinding {
  const fix = 'name the actions that the service needs in a policy of its own, or give a reason';
  return { kind, what, on: ON, sentence: `${show(what)} ${why}`, fix };
}
