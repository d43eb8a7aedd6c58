import { show } from '../../core/problems';
import { heldTo } from './conditions';
import { isService } from './exposure';
import { unreadable } from './permissions';
import { isReference, ownerOf } from './principals';
import { knownText } from './references';
import type { IamContext, IamFinding, Principal, Reading, Statement } from './statement';
import { isExpression } from './template';

const PODS = 'pods.eks.amazonaws.com';
const POD_TAGS = ['aws:RequestTag/kubernetes-namespace', 'aws:RequestTag/kubernetes-service-account'];

const ROLE = 'the role';

const FIX = {
  public: 'name the principals that can assume the role, or give a reason',
  elsewhere: 'keep it in the account of the environment, or give a reason',
  pods: `restrict ${POD_TAGS.join(' and ')} to one value each with StringEquals`,
  subject: "restrict the provider's :sub to one subject with StringEquals, or give a reason",
};

/** Everyone who can assume a role, besides the own account, AWS services and one subject of an identity provider. */
export function trustFindings(reading: Reading, context: IamContext): IamFinding[] {
  if ('unreadable' in reading) return [unreadable('the trust policy', ROLE, reading.unreadable)];
  return reading.statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => statementFindings(statement, context));
}

function statementFindings(statement: Statement, context: IamContext): IamFinding[] {
  const { principals, notPrincipals, where } = statement;
  if (notPrincipals.length > 0) return [everyone('NotPrincipal', where)];
  if (principals.length === 0) return [unreadable(where, ROLE, 'it has no principal')];
  return principals.flatMap((principal) =>
    principal.identifiers.flatMap((identifier) => identifierFindings(identifier, principal, statement, context)),
  );
}

function identifierFindings(identifier: string, { type }: Principal, statement: Statement, context: IamContext): IamFinding[] {
  const { where } = statement;
  if (type === 'Service') return serviceFindings(identifier, statement, context);
  if (type === 'Federated' && identifier !== '*') return federatedFindings(identifier, statement, context);
  if (identifier === '*') return isHeldToOwn(statement, context) ? [] : [everyone(`${type === '*' ? '' : `${type}: `}*`, where)];
  const owner = ownerOf(identifier, context);
  if (owner === 'own') return [];
  return owner === 'elsewhere' ? [elsewhere(identifier)] : [unreadable(identifier, ROLE, `the principal of ${where} is not known`)];
}

function serviceFindings(identifier: string, { conditions }: Statement, context: IamContext): IamFinding[] {
  if (!isService(identifier, context)) return [unreadable(identifier, ROLE, 'it is not a service such as ecs-tasks.amazonaws.com')];
  if (identifier !== PODS || POD_TAGS.every((tag) => heldTo(conditions, tag).some(areFixed))) return [];
  return [unbound(PODS, 'every service account of every cluster in the account', FIX.pods)];
}

/** The form of a subject identifies its provider. Only a provider of the own account is trusted. */
function federatedFindings(identifier: string, { where, conditions }: Statement, context: IamContext): IamFinding[] {
  const text = knownText(identifier, context);
  if (text === undefined && !isReference(identifier)) return [unreadable(identifier, ROLE, `the principal of ${where} is not known`)];
  if (text !== undefined && isElsewhere(text, context)) return [elsewhere(text)];
  const key = text?.includes(':saml-provider/') ? /^saml:(aud|sub)$/i : text === 'cognito-identity.amazonaws.com' ? /:(aud|sub)$/ : /:sub$/;
  if (heldTo(conditions, key).some((values) => values.every(isOneSubject))) return [];
  return [unbound(identifier, 'every subject that the provider knows', FIX.subject)];
}

function isElsewhere(text: string, { accountId }: IamContext): boolean {
  return text.startsWith('arn:') && text.split(':')[4] !== accountId;
}

/** One service account, one repository of an organisation, or a subject without wildcards. */
function isOneSubject(subject: string): boolean {
  if (isExpression(subject)) return false;
  if (!/[*?]/.test(subject)) return true;
  return /^repo:[^*?:]+:/.test(subject);
}

function areFixed(values: readonly string[]): boolean {
  return values.every((value) => !isExpression(value) && !/[*?]/.test(value));
}

function isHeldToOwn({ conditions }: Statement, { accountId, partition }: IamContext): boolean {
  const own = (values: string[]) => values.every((value) => value === accountId || value.startsWith(`arn:${partition}:iam::${accountId}:`));
  return ['aws:PrincipalAccount', 'aws:PrincipalArn'].some((key) => heldTo(conditions, key).some(own));
}

function everyone(what: string, where: string): IamFinding {
  return { kind: 'public', what, on: ROLE, sentence: `${where} lets everyone assume the role (${what})`, fix: FIX.public };
}

function elsewhere(what: string): IamFinding {
  return { kind: 'other-account', what, on: ROLE, sentence: `${show(what)} is in another account`, fix: FIX.elsewhere };
}

function unbound(what: string, who: string, fix: string): IamFinding {
  return { kind: 'unbound-subject', what, on: ROLE, sentence: `${show(what)} is trusted for ${who}`, fix };
}
