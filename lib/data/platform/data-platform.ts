import type { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Limit } from '../../core/limits';
import { checkId } from '../../core/own-place';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { ObjectExpectation } from '../../guardrails/expectations';
import { compositionExpectations } from '../../guardrails/rows/own-compositions';
import type { ManifestProps } from '../../output/manifests';
import { CrossplaneApi, SecretBackend } from '../../platform/environment-props';
import { platformContext } from '../../stack/platform-context';
import type { StackContext } from '../../stack/stack-context';
import { REQUESTS } from '../companions';
import { definitionOf } from '../crossplane/data-api';
import { composingRole, packages, providerConfig } from '../crossplane/installation';
import { namePolicies } from '../crossplane/name-policies';
import { addParameterGroups } from '../postgres/parameter-groups';
import { addProviderRole, providerRoleArn } from './provider-role';
import { secretStores } from './secret-stores';

/** The props of a DataPlatform. */
export interface DataPlatformProps {
  /**
   * The address of Vault, beginning with `https://`. Required if the environment's secretBackend is Vault.
   *
   * @default - none
   */
  readonly vaultAddress?: string;
  /**
   * The path of the key-value engine (version 2) with the secrets.
   *
   * @default 'secret'
   */
  readonly vaultPath?: string;
  /**
   * The path at which Vault's Kubernetes authentication is mounted.
   *
   * @default 'kubernetes'
   */
  readonly vaultMountPath?: string;
  /**
   * The Vault role that External Secrets uses.
   *
   * @default 'external-secrets'
   */
  readonly vaultRole?: string;
}

const VAULT_PATH: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$',
  example: 'kubernetes',
  maxLength: 200,
  description: 'a path of letters, digits, hyphens and underscores',
};

const LIMITS: Record<keyof DataPlatformProps, Limit> = {
  vaultAddress: { type: 'string', pattern: '^https://[A-Za-z0-9.-]+(:\\d{1,5})?$', example: 'https://vault.internal.acme.io:8200', description: 'a URL that begins with https://' },
  vaultPath: VAULT_PATH,
  vaultMountPath: VAULT_PATH,
  vaultRole: VAULT_PATH,
};

/**
 * The platform's side of data in one environment, in a PlatformStack: the definitions and Compositions that Crossplane
 * uses to serve requests, its packages, its role in AWS and its permissions in the cluster, the stores that secrets are
 * read from, and the parameter groups that make databases require TLS.
 *
 * Throws `InvalidProps` with every problem of its props.
 */
export class DataPlatform extends Construct {
  /** The role of Crossplane's providers, which can create and change resources, but not delete them. */
  public readonly providerRole: IamRole;
  /** The parameter groups that require TLS, one for each major version of PostgreSQL. */
  public readonly parameterGroups: DbParameterGroup[];
  private readonly objects: ApiObject[] = [];
  private readonly context: StackContext;

  public constructor(scope: Construct, id: string, props: DataPlatformProps = {}) {
    super(scope, checkId('DataPlatform', scope, id));
    this.context = platformContext(this, 'DataPlatform');
    const given = snapshot(props);
    validate(this, this.context, given);
    const { environment } = this.context;
    this.providerRole = addProviderRole(this, environment);
    const { groups, expectations } = addParameterGroups(this, environment);
    this.parameterGroups = readOnlyList(groups);
    this.context.expectations.push(...expectations);
    this.addCrossplane();
    this.addApis();
    this.addSecretStores(given);
  }

  /** Every Kubernetes object that it writes. You can change them until they are written. */
  public get manifests(): ApiObject[] {
    return readOnlyList(this.objects);
  }

  private addCrossplane(): void {
    const { environment } = this.context;
    const providers = Object.assign({}, ...REQUESTS.map((request) => request.packages)) as Record<string, string>;
    for (const object of packages(environment, providerRoleArn(environment), providers)) this.add(object);
    this.add(providerConfig(environment));
    if (environment.crossplaneApi === CrossplaneApi.V2) this.add(composingRole());
  }

  private addApis(): void {
    const { environment, platform } = this.context;
    for (const { api, composition } of REQUESTS) {
      const served = composition(platform, environment);
      this.add(definitionOf(api(platform, environment), platform, environment));
      this.add(served, compositionExpectations(api(platform, environment).kind, served));
    }
    const apis = REQUESTS.map(({ api }) => api(platform, environment));
    for (const policy of namePolicies(platform, apis)) this.add(policy);
  }

  private addSecretStores(props: DataPlatformProps): void {
    const { environment, platform } = this.context;
    const { vaultAddress, vaultPath = 'secret', vaultMountPath = 'kubernetes', vaultRole = 'external-secrets' } = props;
    const vault =
      vaultAddress === undefined ? undefined : { address: vaultAddress, path: vaultPath, mountPath: vaultMountPath, role: vaultRole };
    for (const object of secretStores(platform, environment, vault)) this.add(object);
  }

  private add(object: ManifestProps, expectations: readonly ObjectExpectation[] = []): void {
    const folder = `platform/${this.context.environment.name}/crossplane`;
    this.objects.push(this.context.manifests.add(this, folder, object, expectations));
  }
}

function validate(construct: Construct, { environment }: StackContext, props: DataPlatformProps): void {
  const validation = new Validation(`DataPlatform at ${construct.node.path}`);
  validation.props(props, { limits: LIMITS, required: environment.secretBackend === SecretBackend.VAULT ? ['vaultAddress'] : [] });
  validation.throwIfAny();
}
