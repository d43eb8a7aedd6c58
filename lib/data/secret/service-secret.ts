import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { checkId } from '../../core/own-place';
import { show } from '../../core/problems';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { secretPlaceOf } from '../../platform/agreed-names';
import { claimantOf } from '../../platform/claims';
import { SecretBackend } from '../../platform/environment-props';
import { REASON } from '../../platform/reason';
import { Access } from '../../service/connection';
import type { ConnectOption, ConnectOptions, Connection, ConnectionGrant, IConnectable } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { IPullSecret } from '../../service/pull-secret';
import { screamingSnake, variableNames } from '../../service/variables';
import { REFRESH_INTERVAL, storeReference } from '../shared/external-secret';
import { grantAccess } from '../shared/grant-access';
import { isSound } from '../shared/naming';
import { requireSameService } from '../shared/owner-check';
import { sameSecret } from '../shared/same-secret';
import { serviceScopeOf } from '../shared/service-scope';
import type { ServiceScope } from '../shared/service-scope';
import { UniqueNames } from '../shared/unique-names';
import { LOGIN_KEYS, pullSecretTemplate, REGISTRY, validateLoginKeys } from './pull-secret';

/** The props of a ServiceSecret. Its values are never in code. */
export interface ServiceSecretProps {
  /** The secret's name: a DNS label such as `stripe`. It is also the name of the Kubernetes Secret. */
  readonly secretName: string;
  /**
   * The fields of the secret that the service uses, such as `api-key`.
   *
   * @default - none; required, unless registry is given
   */
  readonly keys?: string[];
  /**
   * The image registry that the secret is a login for, such as `ghcr.io`. The Kubernetes Secret is then a pull secret, made of
   * the fields `username` and `password`.
   *
   * @default - no registry, so the secret is for the service's own code
   */
  readonly registry?: string;
  /**
   * Its location in the platform's secret store: the name in AWS Secrets Manager, the path in Vault. Everything under
   * `<environment>/<service>/` belongs to the service; any other location requires remoteKeyReason.
   *
   * @default - `<environment>/<service>/<secretName>`
   */
  readonly remoteKey?: string;
  /**
   * Why the service reads a secret from another location. The reason is written to the output.
   *
   * @default - no reason, so the secret must belong to the service
   */
  readonly remoteKeyReason?: string;
}

const LIMITS: Record<Exclude<keyof ServiceSecretProps, 'keys'>, Limit> = {
  secretName: DNS_LABEL,
  remoteKey: {
    type: 'string',
    // No part begins with a dot: a store may resolve `..` itself.
    pattern: '^[A-Za-z0-9_@-][A-Za-z0-9_.@-]*(/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)*$',
    example: 'production/payment-service/stripe',
    maxLength: 512,
    description:
      'a path of letters, digits and _.@-, no part beginning with a dot, such as production/payment-service/stripe, at most 512 characters',
  },
  remoteKeyReason: REASON,
  registry: REGISTRY,
};

const KEY: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9_.-]+$',
  example: 'api-key',
  maxLength: 253,
  description: 'a field of letters, digits, dots, hyphens and underscores such as api-key',
};

/**
 * A secret from the platform's secret store, as a Kubernetes Secret of the service. Only its name is in code, and a
 * changed value reaches the cluster within minutes.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ServiceSecret extends Construct implements IConnectable, IPullSecret {
  /** `connectTo` accepts no options. */
  public readonly connectOptions?: ConnectOption[] = readOnlyList([]);
  /** The name of the Secret in the service's namespace. */
  public readonly secretName: string;
  /** Its location in the platform's secret store. */
  public readonly remoteKey: string;
  /** The image registry that it is a login for; absent if it is for the service's own code. */
  public readonly registry?: string;
  /** The ExternalSecret that copies it. */
  public readonly externalSecret: ApiObject;
  private readonly service: ServiceScope;
  private readonly keys: string[];

  public constructor(scope: Construct, id: string, props: ServiceSecretProps) {
    super(scope, checkId('ServiceSecret', scope, id));
    this.service = serviceScopeOf(this);
    const given = snapshot(props);
    validate(this, this.service, given);
    const { context, folder, namespace } = this.service;
    this.secretName = given.secretName;
    this.registry = given.registry;
    this.keys = [...(given.keys ?? LOGIN_KEYS)];
    this.remoteKey = given.remoteKey ?? `${ownPlace(this.service)}${this.secretName}`;
    if (given.remoteKeyReason !== undefined) {
      context.exceptions.explain(this, `the secret ${this.remoteKey}`, given.remoteKeyReason);
      context.exceptions.allowPart(this, (what) => what === this.remoteKey);
    }
    UniqueNames.of(this).take(this, 'Secret', `${namespace}/${this.secretName}`, 'secretName');
    const spec = this.spec();
    this.externalSecret = context.manifests.add(
      this,
      folder,
      { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: this.secretName, namespace }, spec },
      [sameSecret(spec)],
    );
  }

  /**
   * The variables are named after the keys, as in `STRIPE_API_KEY`. With AWS Secrets Manager the role can also read the
   * secret, for code that requests the value itself.
   *
   * Throws `InvalidRule` if the service does not own the secret, or if it is a login for a registry.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    requireSameService(this, this.service, service, `the Secret ${this.secretName}`);
    if (this.registry !== undefined) throw noVariables(service, this.secretName, this.registry);
    const named = variableNames(this.secretName, options);
    return {
      kind: DependencyKind.SECRET,
      name: this.secretName,
      variables: this.keys.map((key) => ({ name: named(key), secretName: this.secretName, secretKey: key })),
      grants: this.grants(),
    };
  }

  /**
   * Lets the service that owns the secret read it: the same as `service.connectTo`. Nobody can write it from here.
   *
   * @param service the service that reads
   */
  public grantRead(service: MicroserviceInfra): void {
    grantAccess(service, this, Access.READ, {});
  }

  private spec(): Json {
    const how = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
    return {
      refreshInterval: REFRESH_INTERVAL,
      secretStoreRef: storeReference(this.service.environment, 'team'),
      target: {
        name: this.secretName,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(this.registry !== undefined && { template: pullSecretTemplate(this.registry) }),
      },
      data: this.keys.map((key) => ({ secretKey: key, remoteRef: { key: this.remoteKey, property: key, ...how } })),
    };
  }

  /** AWS appends six characters to the name of a secret. */
  private grants(): ConnectionGrant[] {
    const { awsPartition, awsRegion, awsAccountId, secretBackend } = this.service.environment;
    if (secretBackend !== SecretBackend.AWS_SECRETS_MANAGER) return [];
    const arn = `arn:${awsPartition}:secretsmanager:${awsRegion}:${awsAccountId}:secret:${this.remoteKey}-??????`;
    return [{ actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], resources: [arn] }];
  }
}

/** The kubelet reads a login, and the service's own code does not. */
function noVariables(service: IMicroserviceInfra, secretName: string, registry: string): GoldenPathError {
  return new GoldenPathError('InvalidRule', `connectTo at ${service.node.path}`, [
    {
      path: 'target',
      got: `the Secret ${show(secretName)}, a login for ${show(registry)}`,
      allowed: "a secret for the service's own code",
      fix: 'remove connectTo, and name the Secret where images are pulled',
    },
  ]);
}

function ownPlace({ environment, serviceName }: ServiceScope): string {
  return secretPlaceOf(serviceName, environment.name);
}

function validate(construct: Construct, scope: ServiceScope, props: ServiceSecretProps): void {
  const validation = new Validation(`ServiceSecret at ${construct.node.path}`);
  validation.props(props, { limits: LIMITS, required: ['secretName'], others: ['keys'] });
  if (props.registry === undefined) validateKeys(validation, props.keys);
  else validateLoginKeys(validation, props.keys);
  validatePlace(validation, scope, props);
  validation.throwIfAny();
}

function validateKeys(validation: Validation, keys: string[] | undefined): void {
  if (!Array.isArray(keys) || keys.length === 0) {
    validation.add({
      path: 'keys',
      got: show(keys),
      allowed: 'a list of one or more',
      fix: "name the fields, as in keys: ['api-key']",
    });
  } else if (validation.list('keys', keys, KEY)) {
    const twin = keys.find((key, index) => keys.findIndex((other) => screamingSnake(other) === screamingSnake(key)) < index);
    if (twin !== undefined) {
      const fix = 'remove one of them';
      validation.add({ path: 'keys', got: `two that are ${screamingSnake(twin)} as a variable`, allowed: 'keys that differ', fix });
    }
  }
}

/** A secret outside the service's own path requires a reason, which is recorded. */
function validatePlace(validation: Validation, scope: ServiceScope, { remoteKey, remoteKeyReason }: ServiceSecretProps): void {
  const place = ownPlace(scope);
  const isOwn = remoteKey === undefined || (typeof remoteKey === 'string' && remoteKey.startsWith(place));
  if (!isOwn && isSound('remoteKey', remoteKey, LIMITS.remoteKey) && remoteKeyReason === undefined) {
    validation.add({
      path: 'remoteKey',
      got: `${show(remoteKey)}${ownerOf(scope, remoteKey)}`,
      allowed: `a path below ${show(place)}, where the service's own secrets lie, or another one with a written reason`,
      fix: "leave remoteKey out, or add remoteKeyReason: '<why the service reads it>'",
    });
  }
  if (isOwn && remoteKeyReason !== undefined) {
    const allowed = "nothing beside a secret of the service's own";
    validation.add({ path: 'remoteKeyReason', got: show(remoteKeyReason), allowed, fix: 'remove remoteKeyReason' });
  }
}

/** A description of the owner of a path, if the platform names one. */
function ownerOf({ platform }: ServiceScope, remoteKey: string): string {
  const [environment, service, ...rest] = remoteKey.split('/');
  if (rest.length === 0 || platform.environments.every(({ name }) => name !== environment)) return '';
  const team = claimantOf(platform.teams, 'services', service);
  const given = team === undefined ? '' : `, which the platform gives to ${show(team.name)}`;
  return `, of the service ${show(service)} in ${show(environment)}${given}`;
}
