import { show } from '../../core/problems';
import { heldTo } from './conditions';
import { isSafeInText } from './references';
import { reachOf } from './resources';
import type { Reach } from './resources';
import { CONSEQUENCES, isOnSafeguards, sensitiveKind } from './sensitive';
import type { SensitiveKind } from './sensitive';
import type { IamContext, IamFinding, Reading, Statement } from './statement';
import { isExpression, literalText } from './template';

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/;

const BY_NAME = 'name the actions, or give a reason';
const WRITE_OUT = 'write it out, or give a reason';

/** Resources that a sensitive action affects although the statement does not name them. */
const BEYOND: Record<Exclude<Reach, 'named'>, string> = {
  everything: 'on everything',
  account: 'on every resource of the account',
  elsewhere: 'in another account',
  unknown: 'on resources that only Terraform knows',
};

/** A condition on one of these keys limits a wildcard to resources with the tag or name. */
const RESOURCE_KEYS = /^([a-z0-9-]+:ResourceTag\/.+|kms:ResourceAliases|kms:EncryptionContext:.+)$/i;

/** Everything that an identity policy allows besides named actions on resources of the service. */
export function permissionFindings(reading: Reading, context: IamContext): IamFinding[] {
  if ('unreadable' in reading) return [unreadable('the document', '*', reading.unreadable)];
  return reading.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => {
      const found = [...negations(statement), ...actionFindings(statement, context)];
      return [...found, ...ownerFindings(statement, context, found)];
    });
}

/** A finding for a part that cannot be read. */
export function unreadable(what: string, on: string, why: string): IamFinding {
  return { kind: 'unreadable', what, on, sentence: `${what} cannot be read: ${why}`, fix: WRITE_OUT };
}

function negations({ notActions, notResources, actions, resources }: Statement): IamFinding[] {
  const findings: IamFinding[] = [];
  if (notActions.length > 0) {
    const what = `NotAction ${joined(notActions)}`;
    const sentence = `${what} allows every action except those`;
    findings.push({ kind: 'not-action', what, on: joined(resources) || '*', sentence, fix: BY_NAME });
  }
  if (notResources.length > 0) {
    const on = `NotResource ${joined(notResources)}`;
    const sentence = `${on} allows ${joined(actions) || 'these actions'} on every resource except those`;
    findings.push({ kind: 'not-resource', what: joined(actions) || '*', on, sentence, fix: 'name the resources, or give a reason' });
  }
  return findings;
}

function actionFindings(statement: Statement, context: IamContext): IamFinding[] {
  // IAM requires a resource in every statement. A statement without one is read as a statement about all resources.
  const resources = statement.resources.length > 0 ? statement.resources : statement.notResources.length > 0 ? [] : ['*'];
  return statement.actions.flatMap((action) => resources.flatMap((resource) => findingOf(action, resource, statement, context)));
}

/** Resources of others that a statement names, each once. A resource with another finding is left out. */
function ownerFindings({ actions, resources }: Statement, { ownerOf }: IamContext, found: readonly IamFinding[]): IamFinding[] {
  if (ownerOf === undefined || actions.length === 0) return [];
  return resources
    .filter((resource) => !isExpression(resource))
    .map(literalText)
    .filter((on) => found.every((finding) => finding.on !== on))
    .flatMap((on) => {
      const owner = ownerOf(on);
      if (owner === undefined) return [];
      const fix = 'connect the service by service.connectTo, or give a reason';
      return [{ kind: 'foreign-resource', what: shownText(actions[0]), on, sentence: `${show(on)} belongs to ${owner}`, fix }];
    });
}

function findingOf(action: string, resource: string, statement: Statement, context: IamContext): IamFinding[] {
  const on = shownText(resource);
  if (isExpression(action)) return [unreadable(action, on, `the actions of ${statement.where} are an expression`)];
  const what = literalText(action);
  if (/[*?]/.test(what)) {
    return [{ kind: 'wildcard-action', what, on, sentence: `${show(what)} allows every action that matches`, fix: BY_NAME }];
  }
  if (!ACTION.test(what)) return [unreadable(what, on, 'it is no action such as s3:GetObject')];
  return reachFindings(what, resource, statement, context);
}

function reachFindings(what: string, resource: string, statement: Statement, context: IamContext): IamFinding[] {
  const on = shownText(resource);
  const kind = sensitiveKind(what);
  const reach = reachOf(resource, context);
  if (kind === undefined) {
    const mayHoldMore = statement.fromText && !isSafeInText(resource);
    return mayHoldMore ? [unreadable(on, on, `its value could hold more than one resource of ${statement.where}`)] : [];
  }
  if (!isBeyond(what, kind, reach, statement)) return [];
  const where = reach === 'named' ? 'whatever it is allowed on' : BEYOND[reach];
  const fix = isAnywhere(what, kind) ? 'leave it to the platform team, or give a reason' : "name one resource's ARN, or give a reason";
  return [{ kind: 'sensitive-action', what, on, sentence: `${show(what)} ${CONSEQUENCES[kind]}, ${where}`, fix }];
}

/** Whether a statement allows a sensitive action on resources that it does not name. */
export function beyondNamed(action: string, statement: Statement, context: IamContext): boolean {
  const kind = sensitiveKind(action);
  return kind !== undefined && statement.resources.some((resource) => isBeyond(action, kind, reachOf(resource, context), statement));
}

function isBeyond(action: string, kind: SensitiveKind, reach: Reach, statement: Statement): boolean {
  if (isAnywhere(action, kind)) return true;
  return reach !== 'named' && !(['everything', 'account'].includes(reach) && hasResourceCondition(statement));
}

/** Whether an action needs a reason on any resource. */
function isAnywhere(action: string, kind: SensitiveKind): boolean {
  return kind === 'permissions' || isOnSafeguards(action);
}

function hasResourceCondition({ conditions }: Statement): boolean {
  return heldTo(conditions, RESOURCE_KEYS).some((values) => values.every((value) => !isExpression(value) && !/^[*?]/.test(value)));
}

function joined(texts: readonly string[]): string {
  return texts.map(shownText).join(', ');
}

/** A text without Terraform's escapes, as a reason and its record name it. */
function shownText(text: string): string {
  return isExpression(text) ? text : literalText(text);
}
