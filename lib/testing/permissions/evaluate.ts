import { matchesWildcards } from '../../core/text';
import { QuestionError } from '../failures';
import { isUnresolved } from '../references';
import { all, any, verdictOf } from '../verdict';
import type { Outcome, Verdict } from '../verdict';
import type { RolePolicies, RolePolicy } from './documents';
import type { Patterns, Statement } from './statements';

/** The request: one action on one resource. */
interface Request {
  readonly action: string;
  readonly resource: string;
}

/** A statement that applies to a request. */
interface Found {
  readonly origin: string;
  readonly statement: Statement;
  readonly outcome: Outcome;
}

/**
 * Whether a role can do something: a statement must allow it, no statement can deny it, and the permissions boundary
 * must allow it too.
 *
 * If nothing of the role allows it but the policy of a resource possibly does, it depends. Denials of such policies,
 * and policies of the organisation and of the session, are not considered.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function mayRole({ role, policies, boundary, ofResources = [] }: RolePolicies, action: string, resource: string): Verdict {
  const request = checkRequest({ action, resource });
  const own = decide(policies, request);
  const bounds = boundary && decide([boundary], request);
  const what = `${action} on ${resource}`;
  const sentence = {
    yes: `the role ${role} may ${what}`,
    no: `the role ${role} may not ${what}`,
    depends: `whether the role ${role} may ${what} depends on more than the output says`,
  };
  const decided = all([own.outcome, ...(bounds ? [bounds.outcome] : [])]);
  const inviting = decided === 'no' && own.denied !== 'yes' ? ofResources.filter((policy) => invites(policy, role, request)) : [];
  return verdictOf(inviting.length > 0 ? 'depends' : decided, sentence, [
    ...own.lines,
    ...inviting.map(({ origin }) => `  ${origin}: a policy of a resource that may allow it`),
    ...(bounds ? ['  and its permissions boundary:', ...bounds.lines] : []),
  ]);
}

/** A pattern in a question has no answer, because one part of it can be allowed and another denied. */
function checkRequest(request: Request): Request {
  if (!/^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$/.test(request.action)) {
    throw new QuestionError(`may: ask for one action by its name, such as 's3:GetObject'; got '${request.action}'`);
  }
  if (/[*?]/.test(request.resource) && request.resource !== '*') {
    throw new QuestionError(
      `may: ask for one resource, such as 'arn:aws:s3:::reports/any-key', or for '*' where the action has none; got '${request.resource}'`,
    );
  }
  return request;
}

/** A deny overrides every allow. A policy with an unknown document possibly allows, and is assumed to deny nothing. */
function decide(policies: readonly RolePolicy[], request: Request): { outcome: Outcome; denied: Outcome; lines: string[] } {
  const found = policies.flatMap(({ origin, statements = [], uncertain }) =>
    statements.map((statement): Found => {
      const sure: Outcome = uncertain || statement.effect === undefined ? 'depends' : 'yes';
      return { origin, statement, outcome: all([appliesTo(statement, request), sure]) };
    }),
  );
  const by = (effect: Statement['effect']) =>
    found.filter(({ statement, outcome }) => (statement.effect ?? effect) === effect && outcome !== 'no');
  const [denying, allowing] = [by('Deny'), by('Allow')];
  const unknown = policies.filter(({ statements }) => statements === undefined);
  const denied = any(denying.map(({ outcome }) => outcome));
  const allowed = any([...allowing.map(({ outcome }) => outcome), ...unknown.map((): Outcome => 'depends')]);
  const outcome = all([allowed, opposite(denied)]);
  const decisive = denied === 'yes' ? denying : [...denying, ...allowing];
  const nothing = found.map(({ origin, statement }) => `    ${origin}: ${statementText(statement)}`);
  const lines = decisive.length > 0 ? decisive.map(foundText) : ['  no statement says so; there are', ...nothing];
  return { outcome, denied, lines: [...lines, ...(outcome === 'depends' ? unknown.map(unknownText) : [])] };
}

/** Whether the policy of a resource possibly gives access to the role. */
function invites({ statements }: RolePolicy, role: string, request: Request): boolean {
  if (!statements) return true;
  return statements.some(
    (statement) => statement.effect !== 'Deny' && mayBe(statement.principal, role) && appliesTo(statement, request) !== 'no',
  );
}

/** Whether principals can include a role: everyone, its account, the role, or a value that only Terraform knows. */
function mayBe(principal: unknown, role: string): boolean {
  const text = JSON.stringify(principal ?? '');
  return isUnresolved(text) || text.includes('"*"') || text.includes(':root"') || text.includes(`/${role}"`) || /"\d{12}"/.test(text);
}

const OPPOSITE: Record<Outcome, Outcome> = { yes: 'no', no: 'yes', depends: 'depends' };

function opposite(outcome: Outcome): Outcome {
  return OPPOSITE[outcome];
}

function appliesTo({ actions, resources, conditional }: Statement, { action, resource }: Request): Outcome {
  const condition: Outcome = conditional ? 'depends' : 'yes';
  return all([matching(actions, action.toLowerCase(), true), matching(resources, resource, false), condition]);
}

/** Actions are case-insensitive, resources are not. */
function matching({ not, patterns }: Patterns, text: string, anyCase: boolean): Outcome {
  const outcome = any(patterns.map((pattern) => matchesPattern(anyCase ? pattern.toLowerCase() : pattern, text)));
  return not ? opposite(outcome) : outcome;
}

/** A value that only Terraform or AWS knows can be anything, but it equals itself. */
function matchesPattern(pattern: string, text: string): Outcome {
  if (pattern === text || matchesWildcards(pattern, text)) return 'yes';
  const [known, ...variables] = pattern.split(/\$?\$\{|%?%\{/);
  return variables.length > 0 && matchesWildcards(`${known}*`, text) ? 'depends' : 'no';
}

function foundText({ origin, statement, outcome }: Found): string {
  const why = statement.conditional ? ', under conditions that the test cannot know' : ', on what only Terraform or AWS knows';
  return `  ${origin}: ${statementText(statement)}${outcome === 'depends' ? why : ''}`;
}

function unknownText({ origin }: RolePolicy): string {
  return `  ${origin}: its document is not in the output; give it to synthesize as managedPolicies: { '${origin}': { ... } }`;
}

function statementText({ effect, actions, resources }: Statement): string {
  return `${effect ?? 'an unknown effect:'} ${patternsText(actions)} on ${patternsText(resources)}`;
}

function patternsText({ not, patterns }: Patterns): string {
  return `${not ? 'all but ' : ''}${patterns.join(', ') || 'nothing'}`;
}
