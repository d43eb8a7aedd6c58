import type { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { snapshot } from '../core/snapshot';
import type { ConnectionGrant } from './connection';
import type { Connections } from './connections';
import type { Identity } from './identity';
import type { Permissions } from './permissions';
import type { Reasons } from './reasons';

/** What the permissions of a service consist of. */
interface PermissionParts {
  readonly identity: Identity;
  readonly permissions: Permissions;
  readonly reasons: Reasons;
  readonly connections: Connections;
}

/** What a service can do in AWS, as `service.permissions`, and what it can do only with a reason. */
export class ServicePermissions {
  /** @internal */
  public static _of(parts: PermissionParts): ServicePermissions {
    return new ServicePermissions(parts);
  }

  private constructor(private readonly parts: PermissionParts) {}

  /** The IAM role of the service's pods. */
  public get role(): IamRole {
    return this.parts.identity.role;
  }

  /** The service account of the service's pods. */
  public get serviceAccount(): ServiceAccountV1 {
    return this.parts.identity.serviceAccount;
  }

  /** Associates the role with the service account; absent in an environment that uses IRSA. */
  public get podIdentity(): EksPodIdentityAssociation | undefined {
    return this.parts.identity.podIdentity;
  }

  /**
   * Lets the service use AWS: adds a statement to the inline policy of its role, and allows calls to the AWS APIs.
   *
   * Throws `InvalidRule` for a wildcard action without a reason, and for text that is not an action or ARN.
   *
   * @param actions IAM actions by name, such as `s3:GetObject`
   * @param resources ARNs, or values of other resources such as `queue.arn`
   * @param reason why it is needed; required for a wildcard, and written to an annotation of the service account
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  public grant(actions: string[], resources: string[], reason?: string): void {
    const given = snapshot(actions);
    const wildcards = this.parts.permissions.grant(given, snapshot(resources), reason);
    if (wildcards.length > 0) this.parts.reasons.add('exceptions', wildcards.join(', '), reason);
    else this.parts.reasons.add('grants', given.join(', '), reason);
    this.parts.connections.openAwsApis();
  }

  /**
   * Attaches a managed policy to the service's role, by its ARN, and allows calls to the AWS APIs. Attaching one twice
   * does nothing.
   *
   * Throws `InvalidRule` for text that is not the ARN of a policy, and for one of AWS's full-access policies without a
   * reason.
   *
   * @param arn the policy's ARN, or another resource's `arn`
   * @param reason why it is needed; required for a full-access policy, and written to an annotation of the service
   * account
   */
  public attachPolicy(arn: string, reason?: string): IamRolePolicyAttachment {
    const { attachment, wide } = this.parts.permissions.attach(arn, reason);
    this.parts.reasons.add(wide ? 'exceptions' : 'grants', arn, reason);
    this.parts.connections.openAwsApis();
    return attachment;
  }

  /**
   * Lets your own resource or policy document in this stack allow wildcard actions.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param resource the IAM resource or policy document with the wildcard
   * @param reason why it is needed; written to an annotation of the service account
   */
  public allowWildcards(resource: TerraformElement, reason: string): void {
    this.allowException(resource, reason);
  }

  /**
   * Lets your own construct do something that a guarantee allows only with a reason, such as a DynamoDB table without
   * backups or a Helm chart that cannot be checked. docs/guarantees.md lists where a reason is possible.
   *
   * Throws `InvalidRule` if the reason is missing.
   *
   * @param construct the resource, data source or provider; a stack means its settings, such as its backend
   * @param reason why it is needed; written to an annotation of the service account and to the record of the synth
   */
  public allowException(construct: IConstruct, reason: string): void {
    this.parts.permissions.allowException(construct, reason);
    this.parts.reasons.add('exceptions', construct.node.path, reason);
  }

  /** Gives the role what a connection needs: code that has the owner's construct has the owner's consent. @internal */
  public _grantConnected(grants: readonly ConnectionGrant[]): void {
    for (const { actions, resources } of grants) this.parts.permissions.grantConnected(actions, resources);
    if (grants.length > 0) this.parts.connections.openAwsApis();
  }
}
