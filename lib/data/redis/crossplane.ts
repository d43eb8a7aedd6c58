import type { Json } from '../../core/json';
import { CACHE_SAFEGUARDS, safeguardFields } from '../../guardrails/data-safeguards';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { compositionOf } from '../crossplane/composition';
import type { ComposedResource } from '../crossplane/composition';
import type { DataApi } from '../crossplane/data-api';
import { formOf, ownerTags } from '../crossplane/form';
import type { CrossplaneForm, ManagedKind } from '../crossplane/form';
import { format, mapped, required, toRequest, toText } from '../crossplane/patches';
import type { Patch } from '../crossplane/patches';
import { multiAzRules } from '../shared/multi-az';
import { fitting } from '../shared/resource-name';
import { tierLimit } from '../shared/tiers';
import { DEFAULT_REDIS_VERSION, REDIS_LIMITS, REDIS_PORT, REDIS_SECRET_KEYS, REPLICATION_GROUP_LENGTH } from './limits';
import type { RedisLimits } from './limits';

const REPLICATION_GROUP: ManagedKind = { service: 'elasticache', kind: 'ReplicationGroup', clusterScopedVersion: 'v1beta2' };

/** The request for a Redis cache, made of the limits that the props have. */
export function redisApi(platform: Platform, environment: Environment, limits: RedisLimits = REDIS_LIMITS): DataApi {
  return {
    kind: 'RedisCache',
    plural: 'rediscaches',
    description: 'A Redis cache on Amazon ElastiCache, encrypted at rest and in transit.',
    name: fitting(limits.cacheName, REPLICATION_GROUP_LENGTH, `-${environment.name}`),
    parameters: {
      tier: { limit: tierLimit(platform.cacheTiers) },
      multiAZ: { limit: limits.multiAz, default: environment.production },
      singleAZReason: { limit: limits.singleAzReason },
      engineVersion: { limit: limits.engineVersion, default: DEFAULT_REDIS_VERSION },
    },
    required: ['tier'],
    rules: multiAzRules(environment),
    status: { address: 'string', readerAddress: 'string' },
    connectionKeys: Object.values(REDIS_SECRET_KEYS),
  };
}

/** How the request is served: a replication group, which writes the connection secret itself. */
export function redisComposition(platform: Platform, environment: Environment): ManifestProps {
  const form = formOf(environment);
  const { tags, patches } = ownerTags(platform, environment, form);
  const isLegacy = environment.crossplaneApi === CrossplaneApi.V1;
  const group: ComposedResource = {
    name: 'replication-group',
    base: withSecrets(form, form.managed(REPLICATION_GROUP, { ...settings(environment), tags })),
    patches: [...names(environment, form), ...secretNames(form, isLegacy), ...parameters(platform), ...patches, ...status()],
    ...(isLegacy && {
      connectionDetails: Object.values(REDIS_SECRET_KEYS).map((name) => ({
        name,
        type: 'FromConnectionSecretKey',
        fromConnectionSecretKey: name,
      })),
    }),
  };
  return compositionOf(redisApi(platform, environment), platform, environment, [group]);
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
function settings(environment: Environment): Json {
  return {
    ...safeguardFields(CACHE_SAFEGUARDS),
    engine: 'redis',
    port: REDIS_PORT,
    region: environment.awsRegion,
    subnetGroupName: environment.cacheSubnetGroup,
    ...(environment.databaseSecurityGroupIds.length > 0 && { securityGroupIds: environment.databaseSecurityGroupIds }),
    autoGenerateAuthToken: true,
    autoMinorVersionUpgrade: 'true',
    applyImmediately: false,
  };
}

/** The provider makes up the token and keeps it in one secret, and writes it with the address into the other. */
function withSecrets(form: CrossplaneForm, base: Json): Json {
  const { forProvider, ...spec } = base.spec as Json & { forProvider: Json };
  return {
    ...base,
    spec: {
      ...spec,
      writeConnectionSecretToRef: form.secretReference(),
      forProvider: { ...forProvider, authTokenSecretRef: { ...form.secretReference(), key: 'token' } },
    },
  };
}

function names({ name }: Environment, { requestName }: CrossplaneForm): Patch[] {
  return [
    required(requestName, 'metadata.annotations[crossplane.io/external-name]', format(`%s-${name}`)),
    required(requestName, 'spec.forProvider.finalSnapshotIdentifier', format(`%s-${name}-final`)),
    required(requestName, 'spec.forProvider.description', format(`Redis cache %s in ${name}`)),
  ];
}

/** A claim's secrets lie among those of all teams until they are copied to the claim: the name has to be unique there. */
function secretNames({ requestName }: CrossplaneForm, isLegacy: boolean): Patch[] {
  const [from, connection] = isLegacy ? ['metadata.uid', '%s-instance'] : [requestName, '%s-connection'];
  return [
    required(from, 'spec.writeConnectionSecretToRef.name', format(connection)),
    required(from, 'spec.forProvider.authTokenSecretRef.name', format('%s-auth-token')),
  ];
}

function parameters(platform: Platform): Patch[] {
  const multiAz = 'spec.parameters.multiAZ';
  return [
    required('spec.parameters.tier', 'spec.forProvider.nodeType', mapped(platform.cacheTiers)),
    required('spec.parameters.engineVersion', 'spec.forProvider.engineVersion'),
    required(multiAz, 'spec.forProvider.multiAzEnabled'),
    required(multiAz, 'spec.forProvider.automaticFailoverEnabled'),
    // A second node is what fails over.
    required(multiAz, 'spec.forProvider.numCacheClusters', toText(), mapped({ true: 2, false: 1 })),
  ];
}

function status(): Patch[] {
  return [
    toRequest('status.atProvider.primaryEndpointAddress', 'status.address'),
    toRequest('status.atProvider.readerEndpointAddress', 'status.readerAddress'),
  ];
}
