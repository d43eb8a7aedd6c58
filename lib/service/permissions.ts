import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { listed, show } from '../core/problems';
import type { Limit } from '../core/rules';
import { isToken, plainTextAroundTokens } from '../core/tokens';
import { Validation } from '../core/validation';
import type { Addressed } from '../guardrails/guards';
import { isWideManagedPolicy, isWildcard } from '../guardrails/iam-documents';
import type { StackContext } from '../stack/stack-context';
import { REASON } from './reasons';

const ACTION: Limit = {
  type: 'string',
  pattern: '^(\\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$',
  maxLength: 128,
  description: 'an IAM action such as s3:GetObject',
};

const POLICY_ARN: Limit = {
  type: 'string',
  pattern: '^arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/[A-Za-z0-9+=,.@_/-]+$',
  description: "a policy's ARN such as arn:aws:iam::111122223333:policy/read-secrets",
};

const RESOURCE: Limit = {
  type: 'string',
  pattern: '^(\\*|arn:aws[a-z-]*:[a-z0-9-]+:[^\\s]*)$',
  maxLength: 2048,
  description: 'an ARN such as arn:aws:s3:::my-bucket/*, or *',
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const INLINE_POLICY_LENGTH = 10240;

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string[];
  readonly Resource: string[];
}

/** What a service's role may do: one inline policy for all grants, and attachments. */
export class Permissions {
  private readonly statements: Statement[] = [];
  private readonly attachments = new Map<string, IamRolePolicyAttachment>();
  private policy?: IamRolePolicy;

  public constructor(
    private readonly scope: Construct,
    private readonly roleName: string,
    private readonly context: StackContext,
  ) {}

  /** Adds a statement to the inline policy. Gives what was allowed only by its reason. */
  public grant(actions: string[], resources: string[], reason?: string): string[] {
    const wildcards = this.validateGrant(actions, resources, reason);
    const statement: Statement = {
      Effect: 'Allow',
      Action: sorted(actions),
      Resource: sorted(resources.map(plainTextAroundTokens)),
    };
    const text = JSON.stringify(statement);
    if (this.statements.some((present) => JSON.stringify(present) === text)) return [];
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [...this.statements, statement] });
    this.validateLength(document);
    this.statements.push(statement);
    this.policy ??= new IamRolePolicy(this.scope, 'Grants', { name: 'grants', role: this.roleName, policy: document });
    this.policy.policy = document;
    for (const action of wildcards) this.context.exceptions.allow(this.policy, action);
    if (wildcards.length > 0) {
      const what = `${sorted(wildcards).join(', ')} on ${sorted(resources).join(', ')}`;
      this.context.exceptions.explain(this.scope, what, reason!);
    }
    return wildcards;
  }

  /** Attaches a managed policy, once. Tells whether it is one that only its reason allows. */
  public attach(arn: string, reason?: string): { attachment: IamRolePolicyAttachment; wide: boolean } {
    const validation = new Validation(`attachPolicy at ${this.scope.node.path}`, 'InvalidRule');
    if (!isToken(arn) || typeof arn !== 'string') this.validateArn(validation, arn);
    validation.optional('reason', reason, REASON);
    const wide = isWideManagedPolicy(arn);
    if (wide && reason === undefined) {
      validation.add({
        path: 'arn',
        got: show(arn),
        allowed: 'policies that give what this service needs, or a written reason',
        fix: "name the actions with service.grant, or add a reason: service.attachPolicy(arn, 'why')",
      });
    }
    validation.throwIfAny();
    const key = resolved(this.scope, arn);
    const attachment =
      this.attachments.get(key) ?? new IamRolePolicyAttachment(this.scope, attachmentId(key), { role: this.roleName, policyArn: arn });
    this.attachments.set(key, attachment);
    if (wide) {
      this.context.exceptions.allow(attachment, arn);
      this.context.exceptions.explain(this.scope, arn, reason!);
    }
    return { attachment, wide };
  }

  /** Lets a resource of the team's own allow more than actions by name. */
  public allowWildcards(resource: TerraformElement, reason: string): void {
    const validation = new Validation(`allowWildcards at ${this.scope.node.path}`, 'InvalidRule');
    validation.required('reason', reason, REASON);
    validation.throwIfAny();
    this.context.exceptions.allow(resource as Addressed);
    this.context.exceptions.explain(resource, 'more than actions by name', reason);
  }

  /** A role takes only policies of AWS and of its own account. */
  private validateArn(validation: Validation, arn: string): void {
    if (!validation.required('arn', arn, POLICY_ARN)) return;
    const { awsPartition, awsAccountId } = this.context.environment;
    const [, partition, , , account] = arn.split(':');
    if (partition === awsPartition && ['aws', awsAccountId].includes(account)) return;
    const allowed = `a policy of AWS or of the environment's account: arn:${awsPartition}:iam::${awsAccountId}:policy/...`;
    validation.add({ path: 'arn', got: show(arn), allowed, fix: `take the account from the environment, ${awsAccountId}` });
  }

  /** Checks a grant, and gives its actions that are wildcards. */
  private validateGrant(actions: string[], resources: string[], reason?: string): string[] {
    const validation = new Validation(`grant at ${this.scope.node.path}`, 'InvalidRule');
    const named = nonEmpty(validation, 'actions', actions) && validation.list('actions', actions, ACTION);
    if (nonEmpty(validation, 'resources', resources)) {
      resources.forEach((resource, index) => isToken(resource) || validation.required(`resources[${index}]`, resource, RESOURCE));
    }
    validation.optional('reason', reason, REASON);
    const wildcards = named ? actions.filter(isWildcard) : [];
    if (wildcards.length > 0 && reason === undefined) {
      const fix = "name the actions, or add a reason: service.grant(actions, resources, 'why')";
      validation.add({ path: 'actions', got: listed(wildcards), allowed: 'actions by name, or a written reason', fix });
    }
    validation.throwIfAny();
    return wildcards;
  }

  private validateLength(document: string): void {
    if (document.length <= INLINE_POLICY_LENGTH) return;
    throw new GoldenPathError('InvalidRule', `grant at ${this.scope.node.path}`, [
      {
        path: 'grant',
        got: `grants of ${document.length} characters in all`,
        allowed: `${INLINE_POLICY_LENGTH} characters, what IAM takes as the inline policies of a role`,
        fix: 'put some of it into an aws_iam_policy of your own and use service.attachPolicy',
      },
    ]);
  }
}

function nonEmpty(validation: Validation, path: string, values: unknown): boolean {
  if (Array.isArray(values) && values.length > 0) return true;
  validation.add({ path, got: show(values), allowed: 'a list of one or more', fix: `name the ${path}` });
  return false;
}

function sorted(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** The text that Terraform will read, references written out. */
function resolved(scope: Construct, text: string): string {
  return String(Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()) }));
}

/** An id that follows from the policy: a role takes only policies of AWS and of its own account. */
function attachmentId(reference: string): string {
  const [, account, path] = /^arn:[^:]+:iam::([^:]*):policy\/(.+)$/.exec(reference) ?? [];
  if (!account) return `Policy:${reference.replace(/[^A-Za-z0-9_.-]/g, '')}`;
  return `${account === 'aws' ? 'AwsPolicy' : 'Policy'}:${path.replace(/\//g, ':')}`;
}
