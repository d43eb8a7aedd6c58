import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { connectionSecretOf } from '../../platform/agreed-names';
import type { ConnectOption, ConnectOptions, Connection, IConnectable } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import { vpcNetworks } from '../../service/networks';
import { Peer } from '../../service/peer';
import { variableNames } from '../../service/variables';
import { StackContext } from '../../stack/stack-context';
import { validateDataName } from '../shared/data-names';
import { resolveMultiAz, validateMultiAz } from '../shared/multi-az';
import { validateName } from '../shared/naming';
import { requireSameService } from '../shared/owner-check';
import { addRequest } from '../shared/request';
import { serviceScopeOf } from '../shared/service-scope';
import type { ServiceScope } from '../shared/service-scope';
import { CacheTier, tierLimit, withTierName } from '../shared/tiers';
import type { WithTierName } from '../shared/tiers';
import { UniqueNames } from '../shared/unique-names';
import { redisApi } from './crossplane';
import { DEFAULT_REDIS_VERSION, REDIS_LIMITS, REDIS_PORT, REDIS_SECRET_KEYS, REPLICATION_GROUP_LENGTH } from './limits';

/** The props of a RedisCache. */
export interface RedisCacheProps {
  /**
   * The cache's name: 3 to 30 lowercase letters, digits and single hyphens, without the environment's. The replication
   * group is `<cacheName>-<environment>`, which has at most 40 characters.
   */
  readonly cacheName: string;
  /** The tier, which sets its size and capacity. */
  readonly tier: CacheTier;
  /**
   * Whether a replica in a second zone takes over.
   *
   * @default - true in a production environment, unless singleAzReason is given; otherwise false
   */
  readonly multiAz?: boolean;
  /**
   * Why one zone is enough in production. The reason is written to the output.
   *
   * @default - no reason, so there are two zones in production
   */
  readonly singleAzReason?: string;
  /**
   * The version of Redis, 7.0 or 7.1.
   *
   * @default '7.1'
   */
  readonly engineVersion?: string;
}

/**
 * A Redis cache on Amazon ElastiCache: encrypted at rest and in transit, in private subnets, with a token that nobody
 * can see, and daily snapshots. None of these can be turned off.
 *
 * Crossplane creates it in every environment, because Terraform would store the token in its state.
 *
 * Throws `InvalidProps` with every problem of its props, and `NoService` if its stack has no service.
 */
export class RedisCache extends Construct implements IConnectable {
  /** `connectTo` accepts no options. */
  public readonly connectOptions?: ConnectOption[] = readOnlyList([]);
  /** The name that the team gave it. */
  public readonly cacheName: string;
  /** The id of the replication group. */
  public readonly replicationGroupId: string;
  /** The Secret in the service's namespace with the address, the port and the token. */
  public readonly connectionSecretName: string;
  /** Whether a replica in a second zone takes over. */
  public readonly multiAz: boolean;
  /** The request that Crossplane serves. */
  public readonly request: ApiObject;
  private readonly service: ServiceScope;

  public constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, checkId('RedisCache', scope, id));
    this.service = serviceScopeOf(this);
    const given = withTierName(CacheTier, snapshot(props, ['tier']));
    validate(this, this.service, given);
    const { environment, namespace, platform } = this.service;
    this.cacheName = given.cacheName;
    this.replicationGroupId = `${given.cacheName}-${environment.name}`;
    this.connectionSecretName = connectionSecretOf(given.cacheName);
    this.multiAz = resolveMultiAz(this, this.service, given);
    UniqueNames.of(this).take(this, 'replication group', this.replicationGroupId, 'cacheName');
    StackContext.of(this).dataNames.push(this.replicationGroupId);
    StackContext.of(this).ownedData.push({ construct: this, kind: DependencyKind.CACHE.name, name: this.cacheName });
    for (const secret of [this.connectionSecretName, `${given.cacheName}-auth-token`]) {
      UniqueNames.of(this).take(this, 'Secret', `${namespace}/${secret}`, 'cacheName');
    }
    this.request = addRequest(this, this.service, redisApi(platform, environment), this.cacheName, {
      tier: given.tier,
      multiAZ: this.multiAz,
      ...(given.singleAzReason !== undefined && { singleAZReason: given.singleAzReason }),
      engineVersion: given.engineVersion ?? DEFAULT_REDIS_VERSION,
    });
  }

  /**
   * The variables are `<NAME>_HOST`, `_PORT`, `_PASSWORD`, and `_TLS`, which is `true`.
   *
   * Throws `InvalidRule` if the service does not own the cache.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    requireSameService(this, this.service, service, `the Secret ${this.connectionSecretName}`);
    const named = variableNames(this.cacheName, options);
    const secretName = this.connectionSecretName;
    const variables = Object.entries(REDIS_SECRET_KEYS).map(([what, secretKey]) => ({ name: named(what), secretName, secretKey }));
    return {
      kind: DependencyKind.CACHE,
      name: this.cacheName,
      variables: [...variables, { name: named('TLS'), value: 'true' }],
      egress: vpcNetworks(this.service.environment).map((cidr) => ({ peer: Peer.cidr(cidr), port: REDIS_PORT })),
    };
  }
}

function validate(construct: Construct, scope: ServiceScope, props: WithTierName<RedisCacheProps>): void {
  const { environment, platform } = scope;
  const validation = new Validation(`RedisCache at ${construct.node.path}`);
  const { cacheName: limit, ...others } = REDIS_LIMITS;
  const limits = { tier: tierLimit(platform.cacheTiers), ...others };
  validation.props(props, { limits, required: ['tier'], others: ['cacheName'] });
  validateName(validation, platform, props.cacheName, {
    path: 'cacheName',
    limit,
    length: REPLICATION_GROUP_LENGTH,
    of: "the replication group's id",
  });
  validateDataName(validation, construct, scope, 'cacheName', props.cacheName);
  validateMultiAz(validation, environment, props);
  validation.throwIfAny();
}
