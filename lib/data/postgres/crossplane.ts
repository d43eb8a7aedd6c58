import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { DATABASE_SAFEGUARDS, safeguardFields } from '../../guardrails/data-safeguards';
import { RESERVED_NAMES } from '../../guardrails/postgres-names';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { compositionOf } from '../crossplane/composition';
import type { ComposedResource } from '../crossplane/composition';
import { celText } from '../crossplane/data-api';
import type { CelRule, DataApi } from '../crossplane/data-api';
import { formOf, ownerTags } from '../crossplane/form';
import type { CrossplaneForm, ManagedKind } from '../crossplane/form';
import { find, format, fromRequest, mapped, required, toRequest, toText, whether } from '../crossplane/patches';
import type { Patch } from '../crossplane/patches';
import { CROSSPLANE_NAMESPACE } from '../crossplane/versions';
import { managedSecretTemplate, REFRESH_INTERVAL, storeReference } from '../shared/external-secret';
import { multiAzRules } from '../shared/multi-az';
import { fitting } from '../shared/resource-name';
import { tierLimit } from '../shared/tiers';
import {
  DEFAULT_BACKUP_RETENTION_DAYS,
  DEFAULT_DATABASE,
  DEFAULT_ENGINE_VERSION,
  IDENTIFIER_LENGTH,
  POSTGRES_LIMITS,
  STRIPED_STORAGE,
} from './limits';
import type { PostgresLimits } from './limits';
import { FIXED_SETTINGS, parameterGroupName } from './settings';

const INSTANCE: ManagedKind = { service: 'rds', kind: 'Instance', clusterScopedVersion: 'v1beta3' };

const GROWS: CelRule = { rule: 'self >= oldSelf', message: 'storageGB may grow and not shrink: RDS cannot take storage away' };

const { fromGb, performance } = STRIPED_STORAGE;

/** A smaller instance has the performance of its size written into its resource; only a request can change it. */
const STRIPED: readonly CelRule[] = [
  {
    rule: `!(has(self.iops) || has(self.storageThroughput)) || self.storageGB >= ${fromGb}`,
    message: `iops and storageThroughput need a storageGB of ${fromGb} or more: RDS refuses them below`,
  },
  {
    rule: `self.storageGB < ${fromGb} || oldSelf.storageGB >= ${fromGb} || (has(self.iops) && has(self.storageThroughput))`,
    message:
      `storageGB that grows to ${fromGb} or more needs iops: ${performance.iops} and ` +
      `storageThroughput: ${performance.storageThroughput}: RDS refuses lower values there`,
  },
];

const NOT_RESERVED: CelRule = {
  rule: `!(self in [${RESERVED_NAMES.map(celText).join(', ')}]) && !self.startsWith('pg_')`,
  message: 'database is a name that PostgreSQL keeps for itself',
};

/** The request for a Postgres database, made of the limits that the props have. */
export function postgresApi(platform: Platform, environment: Environment, limits: PostgresLimits = POSTGRES_LIMITS): DataApi {
  return {
    kind: 'PostgreSQLInstance',
    plural: 'postgresqlinstances',
    description: 'A PostgreSQL database on Amazon RDS, encrypted, backed up and protected from deletion.',
    name: fitting(limits.databaseName, IDENTIFIER_LENGTH, `-${environment.name}`),
    parameters: {
      database: { limit: limits.database, default: DEFAULT_DATABASE, rules: [NOT_RESERVED] },
      storageGB: { limit: limits.storageGb, rules: [GROWS] },
      iops: { limit: exactly(performance.iops) },
      storageThroughput: { limit: exactly(performance.storageThroughput) },
      tier: { limit: tierLimit(platform.databaseTiers) },
      multiAZ: { limit: limits.multiAz, default: environment.production },
      singleAZReason: { limit: limits.singleAzReason },
      engineVersion: { limit: limits.engineVersion, default: DEFAULT_ENGINE_VERSION },
      backupRetentionDays: { limit: limits.backupRetentionDays, default: DEFAULT_BACKUP_RETENTION_DAYS },
    },
    required: ['storageGB', 'tier'],
    rules: [...multiAzRules(environment), ...STRIPED],
    status: { address: 'string', port: 'integer', masterUserSecretArn: 'string' },
    connectionKeys: ['host', 'port', 'database', 'username'],
  };
}

/** The performance that is part of the price: a request cannot ask for more. */
function exactly(value: number): Limit {
  return { type: 'integer', minimum: value, maximum: value, description: `${value}, from a storageGB of ${fromGb} on` };
}

/** How the request is served: an RDS instance, and in Crossplane 2.x the connection secret. */
export function postgresComposition(platform: Platform, environment: Environment): ManifestProps {
  const form = formOf(environment);
  const isLegacy = environment.crossplaneApi === CrossplaneApi.V1;
  const resources = isLegacy
    ? [withConnectionDetails(instance(platform, environment, form))]
    : [instance(platform, environment, form), connection(environment)];
  return compositionOf(postgresApi(platform, environment), platform, environment, resources);
}

function instance(platform: Platform, environment: Environment, form: CrossplaneForm): ComposedResource {
  const { tags, patches } = ownerTags(platform, environment, form);
  return {
    name: 'instance',
    base: form.managed(INSTANCE, {
      ...safeguardFields(DATABASE_SAFEGUARDS),
      ...FIXED_SETTINGS,
      region: environment.awsRegion,
      dbSubnetGroupName: environment.databaseSubnetGroup,
      ...(environment.databaseSecurityGroupIds.length > 0 && { vpcSecurityGroupIds: environment.databaseSecurityGroupIds }),
      tags,
    }),
    patches: [...names(environment, form), ...parameters(platform, environment), ...patches, ...status()],
  };
}

/** The names are derived from the name of the request as they are derived from databaseName in Terraform. */
function names({ name }: Environment, { requestName }: CrossplaneForm): Patch[] {
  return [
    required(requestName, 'spec.forProvider.identifier', format(`%s-${name}`)),
    required(requestName, 'spec.forProvider.finalSnapshotIdentifier', format(`%s-${name}-final`)),
    required('spec.parameters.database', 'spec.forProvider.dbName'),
    required('spec.parameters.database', 'spec.forProvider.username', format('%s_owner')),
  ];
}

function parameters(platform: Platform, environment: Environment): Patch[] {
  const from = (parameter: string) => `spec.parameters.${parameter}`;
  return [
    required(from('storageGB'), 'spec.forProvider.allocatedStorage'),
    fromRequest(from('iops'), 'spec.forProvider.iops'),
    fromRequest(from('storageThroughput'), 'spec.forProvider.storageThroughput'),
    required(from('tier'), 'spec.forProvider.instanceClass', mapped(platform.databaseTiers)),
    required(from('multiAZ'), 'spec.forProvider.multiAz'),
    required(from('engineVersion'), 'spec.forProvider.engineVersion'),
    required(from('engineVersion'), 'spec.forProvider.autoMinorVersionUpgrade', whether('\\.', false, true)),
    required(
      from('engineVersion'),
      'spec.forProvider.parameterGroupName',
      find('^[0-9]+'),
      format(parameterGroupName(environment, '%s')),
    ),
    required(from('backupRetentionDays'), 'spec.forProvider.backupRetentionPeriod'),
  ];
}

function status(): Patch[] {
  return [
    toRequest('status.atProvider.address', 'status.address'),
    toRequest('status.atProvider.port', 'status.port'),
    toRequest('status.atProvider.masterUserSecret[0].secretArn', 'status.masterUserSecretArn'),
  ];
}

/** The Secret that pods read. RDS manages the password, and only the RDS secret contains it. */
function connection(environment: Environment): ComposedResource {
  const data = (key: string) => `spec.target.template.data.${key}`;
  return {
    name: 'connection',
    base: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      spec: {
        refreshInterval: REFRESH_INTERVAL,
        secretStoreRef: storeReference(environment, 'aws'),
        target: { creationPolicy: 'Owner', deletionPolicy: 'Retain', template: managedSecretTemplate({}) },
        dataFrom: [{ extract: { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } }],
      },
    },
    patches: [
      required('metadata.name', 'metadata.name', format('%s-connection')),
      required('metadata.name', 'spec.target.name', format('%s-connection')),
      required('status.masterUserSecretArn', 'spec.dataFrom[0].extract.key'),
      required('status.address', data('host')),
      required('status.port', data('port'), toText()),
      required('spec.parameters.database', data('database')),
    ],
  };
}

/** Crossplane writes the connection secret of a claim; only the password, which RDS manages, comes from elsewhere. */
function withConnectionDetails(resource: ComposedResource): ComposedResource {
  const { spec } = resource.base as { spec: Json };
  const path = (name: string, fromFieldPath: string) => ({ name, type: 'FromFieldPath', fromFieldPath }) as const;
  return {
    ...resource,
    base: { ...resource.base, spec: { ...spec, writeConnectionSecretToRef: { namespace: CROSSPLANE_NAMESPACE } } },
    patches: [...resource.patches, fromRequest('metadata.uid', 'spec.writeConnectionSecretToRef.name', format('%s-instance'))],
    connectionDetails: [
      path('host', 'status.atProvider.address'),
      path('port', 'status.atProvider.port'),
      path('database', 'spec.forProvider.dbName'),
      path('username', 'spec.forProvider.username'),
    ],
  };
}
