import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Token } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { fixedAddress } from '../core/fixed-address';
import { fixForToken } from '../core/fixes';
import type { Limit } from '../core/limits';
import { identifierFrom } from '../core/names';
import { requireConstruct } from '../core/own-place';
import { listed, show } from '../core/problems';
import { withReferences } from '../core/references';
import { isToken, plainText, plainTextAroundTokens, withoutReferences } from '../core/tokens';
import { Validation } from '../core/validation';
import { managedPolicyFinding } from '../guardrails/iam/managed-policies';
import { permissionFindings } from '../guardrails/iam/permissions';
import type { IamContext, IamFinding } from '../guardrails/iam/statement';
import { REASON } from '../platform/reason';
import type { StackContext } from '../stack/stack-context';

const ACTION: Limit = {
  type: 'string',
  pattern: '^(\\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$',
  example: 's3:GetObject',
  maxLength: 128,
  description: 'an IAM action such as s3:GetObject',
};

const POLICY_ARN: Limit = {
  type: 'string',
  pattern: '^arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/[A-Za-z0-9+=,.@_/-]+$',
  example: 'arn:aws:iam::111122223333:policy/read-secrets',
  description: "a policy's ARN such as arn:aws:iam::111122223333:policy/read-secrets",
};

const RESOURCE: Limit = {
  type: 'string',
  pattern: '^(\\*|arn:aws[a-z-]*:[a-z0-9-]+:[^\\s]*)$',
  example: 'arn:aws:s3:::my-bucket/*',
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

/** The permissions of a service's role: one inline policy for all grants, and attachments. */
export class Permissions {
  private readonly statements: Statement[] = [];
  private readonly attachments = new Map<string, IamRolePolicyAttachment>();
  private policy?: IamRolePolicy;

  public constructor(
    private readonly scope: Construct,
    private readonly roleName: string,
    private readonly context: StackContext,
  ) {}

  /** Adds a statement to the inline policy. Returns the actions that only their reason allows. */
  public grant(actions: string[], resources: string[], reason?: string): string[] {
    const excepted = this.validateGrant(actions, resources, reason);
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
    this.policy ??= this.addPolicy(document);
    this.policy.policy = document;
    if (reason !== undefined) this.except(this.policy, statement, excepted, reason);
    return excepted;
  }

  /** Adds the permissions of a connection: code that has the owner's construct has the owner's consent. */
  public grantConnected(actions: string[], resources: string[]): void {
    this.grant(actions, resources);
    this.context.exceptions.allowPart(this.policy!, this.covering(actions, resources.map(plainTextAroundTokens)));
  }

  /** Attaches a managed policy, once. Returns whether only its reason allows it. */
  public attach(arn: string, reason?: string): { attachment: IamRolePolicyAttachment; wide: boolean } {
    const validation = new Validation(`attachPolicy at ${this.scope.node.path}`, 'InvalidRule');
    const isKnown = typeof arn !== 'string' || arn === withoutReferences(arn);
    const sound = isKnown && this.validateArn(validation, arn);
    validation.optional('reason', reason, REASON);
    const finding = sound ? managedPolicyFinding(plainText(arn), this.iam) : undefined;
    const wide = finding !== undefined && finding.kind !== 'customer-policy';
    if (wide && reason === undefined) {
      validation.add({
        path: 'arn',
        got: `${show(arn)}: ${finding.sentence}`,
        allowed: 'policies that give what this service needs, or a written reason',
        fix: "name the actions with service.grant, or add a reason: service.attachPolicy(arn, 'why')",
      });
    }
    validation.throwIfAny();
    const key = withReferences(this.scope, arn);
    const attachment = this.attachments.get(key) ?? this.addAttachment(key, arn);
    this.attachments.set(key, attachment);
    if (reason !== undefined) this.context.exceptions.allow(attachment, reason);
    return { attachment, wide };
  }

  /** Allows the team's own construct something that requires a reason. */
  public allowException(construct: IConstruct, reason: string): void {
    const validation = new Validation(`allowException at ${this.scope.node.path}`, 'InvalidRule');
    requireConstruct(validation, 'construct', construct);
    validation.required('reason', reason, REASON);
    validation.throwIfAny();
    this.context.exceptions.allow(construct, reason);
  }

  private get iam(): IamContext {
    const { awsAccountId: accountId, awsPartition: partition } = this.context.environment;
    return { accountId, partition };
  }

  /** A reason applies only to the actions and resources of its own statement. */
  private except(policy: IamRolePolicy, { Action, Resource }: Statement, excepted: readonly string[], reason: string): void {
    this.context.exceptions.allowPart(policy, this.covering([...excepted], Resource));
    this.context.exceptions.allowPart(policy, this.covering(Action, Resource), reason);
    if (excepted.length === 0) return;
    this.context.exceptions.explain(this.scope, `${sorted([...excepted]).join(', ')} on ${Resource.join(', ')}`, reason);
  }

  private covering(actions: readonly string[], resources: readonly string[]) {
    return (what: string, read: (text: string) => string): boolean =>
      resources.some((resource) => actions.some((action) => what === `${action} on ${read(withReferences(this.scope, resource))}`));
  }

  private addPolicy(document: string): IamRolePolicy {
    const policy = new IamRolePolicy(this.scope, 'Grants', { name: 'grants', role: this.roleName, policy: document });
    return fixedAddress(policy, 'grants');
  }

  private addAttachment(key: string, policyArn: string): IamRolePolicyAttachment {
    const { id, name } = attachmentNames(key);
    return fixedAddress(new IamRolePolicyAttachment(this.scope, id, { role: this.roleName, policyArn }), name);
  }

  /** A role accepts only policies of AWS and of its own account. */
  private validateArn(validation: Validation, arn: string): boolean {
    if (!validation.required('arn', arn, POLICY_ARN)) return false;
    const { awsPartition, awsAccountId } = this.context.environment;
    const [, partition, , , account] = arn.split(':');
    if (partition === awsPartition && ['aws', awsAccountId].includes(account)) return true;
    const allowed = `a policy of AWS or of the environment's account: arn:${awsPartition}:iam::${awsAccountId}:policy/...`;
    validation.add({ path: 'arn', got: show(arn), allowed, fix: `take the account from the environment, ${awsAccountId}` });
    return false;
  }

  /** Checks a grant, and returns its actions that only a reason allows. */
  private validateGrant(actions: string[], resources: string[], reason?: string): string[] {
    const validation = new Validation(`grant at ${this.scope.node.path}`, 'InvalidRule');
    const named = nonEmpty(validation, 'actions', actions) && validation.list('actions', actions, ACTION);
    if (nonEmpty(validation, 'resources', resources)) {
      resources.forEach((resource, index) => {
        const isReference = typeof resource === 'string' && isToken(resource);
        if (!isReference) validation.required(`resources[${index}]`, resource, RESOURCE);
      });
    }
    validation.optional('reason', reason, REASON);
    const findings = named && Array.isArray(resources) ? this.findingsOf(actions, resources) : [];
    const excepted = [...new Set(findings.map(({ what }) => what))];
    if (excepted.length > 0 && reason === undefined) {
      const fix = "name the actions, or add a reason: service.grant(actions, resources, 'why')";
      const sentences = findings.filter(({ kind }) => kind !== 'wildcard-action').map(({ sentence }) => sentence);
      const why = sentences.length === 0 ? '' : `: ${[...new Set(sentences)].join('; ')}`;
      validation.add({ path: 'actions', got: `${listed(excepted)}${why}`, allowed: 'actions by name, or a written reason', fix });
    }
    validation.throwIfAny();
    return excepted;
  }

  /** The part of a grant that only a reason allows. Values of other resources are checked in the output. */
  private findingsOf(actions: string[], resources: string[]): IamFinding[] {
    const known = resources.filter((resource) => typeof resource === 'string' && !isToken(resource)).map(plainText);
    if (known.length === 0) known.push('${aws_resource.given.arn}');
    const statement = {
      where: 'grant',
      effect: 'Allow' as const,
      actions,
      notActions: [],
      resources: known,
      notResources: [],
      principals: [],
      notPrincipals: [],
      conditions: [],
      fromText: false,
    };
    return permissionFindings({ statements: [statement] }, this.iam);
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
  if (Array.isArray(values) && Token.isUnresolved(values)) {
    const fix = path === 'actions' ? fixForToken(values) : 'name each item, as in [Fn.element(list, 0)]';
    validation.add({ path, got: 'a list that only Terraform knows', allowed: 'a list whose items are known', fix });
    return false;
  }
  if (Array.isArray(values) && values.length > 0) return true;
  const fix = Array.isArray(values) ? `name the ${path}` : 'put the value in square brackets';
  validation.add({ path, got: show(values), allowed: 'a list of one or more', fix });
  return false;
}

function sorted(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** A construct id and a name in Terraform derived from the policy: a role accepts only policies of AWS and of its own account. */
function attachmentNames(reference: string): { id: string; name: string } {
  const [, account, path] = /^arn:[^:]+:iam::([^:]*):policy\/(.+)$/.exec(reference) ?? [];
  if (!account) return { id: `Policy:${reference.replace(/[^A-Za-z0-9_.-]/g, '')}`, name: `policy_${identifierFrom(reference.replace(/[${}]/g, ''))}` };
  const [id, name] = account === 'aws' ? ['AwsPolicy', 'aws_policy'] : ['Policy', 'policy'];
  return { id: `${id}:${path.replace(/\//g, ':')}`, name: `${name}_${identifierFrom(path)}` };
}
