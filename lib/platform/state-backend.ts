import type { TerraformStack } from 'cdktf';
import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend } from 'cdktf';
import type { Limit } from '../core/limits';
import { snapshot } from '../core/snapshot';
import { withoutEnd } from '../core/text';
import { Validation } from '../core/validation';
import { REGION } from './region';

/** Where Terraform keeps state. Implement it to use any of CDKTF's backend classes. */
export interface IStateBackend {
  /**
   * Adds the backend to a stack; called once for each stack of the environment.
   *
   * @param stack the stack, which has no backend yet
   */
  bind(stack: TerraformStack): void;
}

/** State in an S3 bucket. */
export interface S3StateProps {
  /** The bucket, with versioning on. */
  readonly bucket: string;
  /** The bucket's region. */
  readonly region: string;
  /**
   * What the state's key begins with; the stack's id and `terraform.tfstate` follow.
   *
   * @default - the key begins with the stack's id
   */
  readonly keyPrefix?: string;
  /**
   * The KMS key that encrypts the state, as an ARN.
   *
   * @default - encrypted with a key that S3 manages, SSE-S3
   */
  readonly kmsKeyId?: string;
}

/** State in HCP Terraform or Terraform Enterprise. */
export interface CloudStateProps {
  /** The organization there. */
  readonly organization: string;
  /**
   * The host of a Terraform Enterprise.
   *
   * @default - HCP Terraform
   */
  readonly hostname?: string;
}

const S3_LIMITS: Record<keyof S3StateProps, Limit> = {
  bucket: {
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$',
    example: 'acme-terraform-state',
    description: "an S3 bucket's name: 3 to 63 lowercase letters, digits, dots and hyphens",
  },
  region: REGION,
  keyPrefix: {
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9/_.-]*$',
    example: 'services',
    maxLength: 512,
    description: 'letters, digits and /_.-',
  },
  kmsKeyId: {
    type: 'string',
    pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/[A-Za-z0-9/_-]+$',
    example: 'arn:aws:kms:eu-west-1:111122223333:alias/terraform-state',
    description: "a KMS key's ARN",
  },
};

const CLOUD_LIMITS: Record<keyof CloudStateProps, Limit> = {
  organization: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{3,40}$',
    example: 'acme',
    description: "an organization's name: 3 to 40 letters, digits, hyphens and underscores",
  },
  hostname: {
    type: 'string',
    pattern: '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$',
    example: 'app.terraform.io',
    maxLength: 253,
    description: 'a host name',
  },
};

/**
 * The ways to keep state, each made of CDKTF's own backend classes.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export class StateBackend {
  /**
   * An S3 bucket: encrypted, and locked by a file beside the state, so that no DynamoDB table is needed.
   *
   * Throws `InvalidProps` where a value is not sound.
   *
   * @param props the bucket, and where in it
   * @see https://developer.hashicorp.com/terraform/language/backend/s3
   */
  public static s3(props: S3StateProps): IStateBackend {
    const given = snapshot(props);
    validate('StateBackend.s3', given, S3_LIMITS, ['bucket', 'region']);
    return {
      bind: (stack) => {
        const prefix = given.keyPrefix ? `${withoutEnd(given.keyPrefix, '/')}/` : '';
        const backend = new S3Backend(stack, {
          bucket: given.bucket,
          region: given.region,
          key: `${prefix}${stack.node.id}/terraform.tfstate`,
          encrypt: true,
          kmsKeyId: given.kmsKeyId,
        });
        backend.addOverride('use_lockfile', true);
      },
    };
  }

  /**
   * HCP Terraform, one workspace for each stack, named like it. CDKTF then asks the terraform binary for its version at
   * every synth.
   *
   * Throws `InvalidProps` where a value is not sound.
   *
   * @param props the organization, and the host where it is not HCP Terraform
   * @see https://developer.hashicorp.com/terraform/cli/cloud/settings
   */
  public static cloud(props: CloudStateProps): IStateBackend {
    const given = snapshot(props);
    validate('StateBackend.cloud', given, CLOUD_LIMITS, ['organization']);
    return {
      bind: (stack) => {
        new CloudBackend(stack, { ...given, workspaces: new NamedCloudWorkspace(stack.node.id) });
      },
    };
  }

  /**
   * A file beside `cdktf.json`, for trying things out. The path is relative, so that the output names no machine.
   *
   * @see https://developer.hashicorp.com/terraform/language/backend/local
   */
  public static local(): IStateBackend {
    return {
      bind: (stack) => {
        new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
      },
    };
  }

  private constructor() {}
}

function validate(where: string, props: object, limits: Record<string, Limit>, required: readonly string[]): void {
  const validation = new Validation(where);
  validation.props(props, { limits, required });
  validation.throwIfAny();
}
