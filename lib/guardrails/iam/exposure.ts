import { show } from '../../core/problems';
import { ALL_DNS_SUFFIXES } from '../../platform/region';
import { heldTo } from './conditions';
import { unreadable } from './permissions';
import { isReference, ownerOf } from './principals';
import { knownText } from './references';
import { reachOf } from './resources';
import type { IamContext, IamFinding, Principal, Reading, Statement } from './statement';
import { isExpression } from './template';

/** What the names of AWS's services end with. */
const SERVICE_SUFFIXES = [...ALL_DNS_SUFFIXES, 'aws.internal', 'amazon.com'];

type Narrow = (value: string, context: IamContext) => boolean;

/** Condition keys that limit a statement to a caller, with the values that name neither everyone nor another account. */
const NARROWING: [key: string, narrow: Narrow][] = [
  ['aws:SourceArn', isOwnArn],
  ['aws:SourceAccount', isOwnAccount],
  ['aws:SourceOwner', isOwnAccount],
  ['aws:PrincipalAccount', isOwnAccount],
  ['aws:PrincipalArn', isOwnArn],
  ['kms:CallerAccount', isOwnAccount],
  ['aws:PrincipalOrgID', isName],
  ['aws:SourceOrgID', isName],
  ['aws:SourceVpc', isName],
  ['aws:SourceVpce', isName],
];

const FIX = {
  public: 'name the principals, or add a condition such as aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID, or give a reason',
  elsewhere: 'keep it in the account of the environment, or give a reason',
};

/** Access that the policy of a resource gives beyond its own account and AWS services. */
export function exposureFindings(reading: Reading, context: IamContext): IamFinding[] {
  if ('unreadable' in reading) return [unreadable('the policy', '*', reading.unreadable)];
  return reading.statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => statementFindings(statement, context));
}

function statementFindings(statement: Statement, context: IamContext): IamFinding[] {
  const { principals, notPrincipals, where } = statement;
  const on = [...statement.resources, ...statement.notResources].join(', ') || '*';
  if (notPrincipals.length > 0) return [isPublic('NotPrincipal', on, where)];
  if (principals.length === 0) return [unreadable(where, on, 'it has no principal')];
  return principals.flatMap((principal) => principalFindings(principal, on, statement, context));
}

function principalFindings({ type, identifiers }: Principal, on: string, statement: Statement, context: IamContext): IamFinding[] {
  return identifiers.flatMap((identifier) => {
    const { where } = statement;
    if (identifier === '*') return isNarrowed(statement, context) ? [] : [isPublic(`${type === '*' ? '' : `${type}: `}*`, on, where)];
    if (type === 'Service') return serviceFindings(identifier, on, context);
    if (type === 'CanonicalUser') return isReference(identifier) ? [] : [elsewhere(identifier, on)];
    const owner = ownerOf(identifier, context);
    if (owner === 'elsewhere') return [elsewhere(identifier, on)];
    return owner === 'own' ? [] : [unreadable(identifier, on, `whom ${where} is for is not known`)];
  });
}

function serviceFindings(identifier: string, on: string, context: IamContext): IamFinding[] {
  return isService(identifier, context) ? [] : [unreadable(identifier, on, 'it is not a service such as s3.amazonaws.com')];
}

/** Whether an identifier is an AWS service. */
export function isService(identifier: string, context: IamContext): boolean {
  const text = knownText(identifier, context) ?? '';
  return /^[a-z0-9.-]+$/.test(text) && SERVICE_SUFFIXES.some((suffix) => text.endsWith(`.${suffix}`));
}

/** Whether a condition limits a statement for everyone to some callers. */
function isNarrowed({ conditions }: Statement, context: IamContext): boolean {
  return NARROWING.some(([key, narrow]) => heldTo(conditions, key).some((values) => values.every((value) => narrow(value, context))));
}

function isOwnArn(value: string, context: IamContext): boolean {
  const reach = reachOf(value, context);
  if (reach === 'named') return true;
  // A wildcard in the own account names only its own resources. An ARN without an account can be anyone's.
  return reach === 'account' && knownText(value, context)?.split(':')[4] === context.accountId;
}

function isOwnAccount(value: string, context: IamContext): boolean {
  return knownText(value, context) === context.accountId;
}

function isName(value: string): boolean {
  return isReference(value) || (!isExpression(value) && /^[\w/-]{4,}$/.test(value));
}

function isPublic(what: string, on: string, where: string): IamFinding {
  return { kind: 'public', what, on, sentence: `${where} is for everyone (${what})`, fix: FIX.public };
}

function elsewhere(what: string, on: string): IamFinding {
  return { kind: 'other-account', what, on, sentence: `${show(what)} is in another account`, fix: FIX.elsewhere };
}
