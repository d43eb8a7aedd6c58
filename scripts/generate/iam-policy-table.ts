import { plainText } from '../../lib/core/tokens';
import { readJsonDocument } from '../../lib/guardrails/iam/json-document';
import { beyondNamed } from '../../lib/guardrails/iam/permissions';
import { sensitiveKind } from '../../lib/guardrails/iam/sensitive';
import type { Statement } from '../../lib/guardrails/iam/statement';
import { header } from './header';
import { actionsByService, IAM_DATA, MANAGED_POLICIES, managedPolicies, source } from './iam-data';
import type { ActionDetails, ManagedPolicy } from './iam-data';
import { DATA } from './iam-sensitive';

type Actions = ReadonlyMap<string, ActionDetails[]>;

/** What a managed policy is: narrow, or the first that holds of the reasons why it is wide. */
export type Width = 'narrow' | 'wildcard' | 'sensitive' | 'reads';

/** AWS writes its policies for every account, so any account in them is the one that they are attached in. */
const OWN = { accountId: '111122223333', partition: 'aws' };

const READS = /^[^:]+:(BatchGet|Check|Describe|Get|Head|List|Lookup|Query|Search|Select|View)/i;

const DATA_ACTIONS = new Set(DATA.map((action) => action.toLowerCase()));

/** How wide a policy of AWS is, by what its document allows. */
export function widthOf({ path, document }: ManagedPolicy, actions: Actions): Width {
  const reading = readJsonDocument(plainText(JSON.stringify(document)), (text) => text);
  if ('unreadable' in reading) throw new Error(`${path}: ${reading.unreadable}`);
  const allowed = reading.statements.filter(({ effect }) => effect === 'Allow').map(inOwnAccount);
  if (allowed.some((statement) => isWildcard(statement, actions))) return 'wildcard';
  if (allowed.some((statement) => isSensitive(statement, actions))) return 'sensitive';
  return new Set(allowed.flatMap((statement) => dataServices(statement, actions))).size > 1 ? 'reads' : 'narrow';
}

/** The table as a module: names by line, in one text for each width. */
export function policyTable(): string {
  const actions = actionsByService();
  const widths = new Map(managedPolicies().map((policy) => [policy.path, widthOf(policy, actions)] as const));
  const lines = (width: Width) => [...widths].filter(([, own]) => own === width).map(([path]) => path).join('\n');
  return `${header(['max-lines'], [source(MANAGED_POLICIES), source(IAM_DATA)])}
/** AWS's policies that allow more than a service needs, by the first reason that holds. */
export const WIDE_POLICIES = {
  wildcard: \`\n${lines('wildcard')}\n\`.trim().split('\\n'),
  sensitive: \`\n${lines('sensitive')}\n\`.trim().split('\\n'),
  reads: \`\n${lines('reads')}\n\`.trim().split('\\n'),
};

/** All others that can be attached. */
export const NARROW_POLICIES = \`\n${lines('narrow')}\n\`.trim().split('\\n');
`;
}

function inOwnAccount(statement: Statement): Statement {
  const own = (arn: string) => arn.replace(/^(arn:)[^:]*(:[^:]*:[^:]*:)\*:/, `$1aws$2${OWN.accountId}:`);
  return { ...statement, resources: statement.resources.map(own) };
}

function isWildcard(statement: Statement, actions: Actions): boolean {
  return statement.notActions.length > 0 || statement.actions.some((action) => writesByWildcard(action, actions));
}

/** A wildcard that begins as a read does is one, though AWS counts some that it matches as writes. */
function writesByWildcard(pattern: string, actions: Actions): boolean {
  if (!/[*?]/.test(pattern) || READS.test(pattern)) return false;
  const isKnown = actions.has(pattern.split(':')[0]);
  return !isKnown || matching(pattern, actions).some(({ accessLevel }) => !['Read', 'List'].includes(accessLevel));
}

function isSensitive(statement: Statement, actions: Actions): boolean {
  if (statement.notResources.length > 0) return true;
  const names = statement.actions.flatMap((action) => matching(action, actions)).map(({ service, name }) => `${service}:${name}`);
  return names.filter((name) => sensitiveKind(name)).some((name) => beyondNamed(name, statement, OWN));
}

function dataServices(statement: Statement, actions: Actions): string[] {
  return statement.actions
    .flatMap((action) => matching(action, actions))
    .filter(({ service, name }) => DATA_ACTIONS.has(`${service}:${name}`.toLowerCase()))
    .filter(() => statement.resources.some((resource) => /^\*$|:\*$|:::\*/.test(resource)))
    .map(({ service }) => service);
}

/** The actions that a pattern of a policy matches; one that nobody lists counts by its own name. */
function matching(pattern: string, actions: Actions): ActionDetails[] {
  const [service, name] = pattern.toLowerCase().split(':');
  if (name === undefined) return [...actions.values()].flat();
  const expression = new RegExp(`^${name.replace(/[^a-z0-9*?]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
  return (actions.get(service) ?? []).filter((action) => expression.test(action.name.toLowerCase()));
}
