import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../referees/crossplane';

/** What a team asks for, and the two fields of the instance that no rule but a table gives. */
interface Sample {
  readonly name: string;
  readonly storageGB: number;
  readonly tier: string;
  readonly multiAZ: boolean;
  readonly instanceClass: string;
}

export const SAMPLES: readonly Sample[] = [
  { name: 'small-db', storageGB: 20, tier: 'dev', multiAZ: false, instanceClass: 'db.t3.micro' },
  { name: 'usual-db', storageGB: 100, tier: 'standard', multiAZ: true, instanceClass: 'db.t3.medium' },
  { name: 'large-db', storageGB: 500, tier: 'performance', multiAZ: true, instanceClass: 'db.r6g.large' },
];

/** A request for a database, as someone would write it who has never seen the library. */
export function requestFor({ name, storageGB, tier, multiAZ }: Sample, environment: string): KubernetesObject {
  const domain = 'platform.acme.io';
  return {
    apiVersion: `${domain}/v1alpha1`,
    kind: 'PostgreSQLInstance',
    metadata: {
      name,
      namespace: `shop-${environment}`,
      labels: { [`${domain}/team`]: 'shop-team' },
      annotations: { [`${domain}/cost-center`]: 'cc-1', [`${domain}/owner`]: 'shop-group' },
    },
    spec: { parameters: { storageGB, tier, multiAZ, ...(!multiAZ && { singleAZReason: 'it can be rebuilt' }) } },
  } as KubernetesObject;
}

/** Every field of the instance in AWS, written out by hand. */
function expected({ name, storageGB, instanceClass, multiAZ }: Sample, environment: string): object {
  return {
    allocatedStorage: storageGB,
    allowMajorVersionUpgrade: true,
    applyImmediately: false,
    autoMinorVersionUpgrade: true,
    backupRetentionPeriod: 7,
    copyTagsToSnapshot: true,
    dbName: 'app',
    dbSubnetGroupName: `${environment}-database`,
    deleteAutomatedBackups: false,
    deletionProtection: true,
    engine: 'postgres',
    engineVersion: '16',
    finalSnapshotIdentifier: `${name}-${environment}-final`,
    identifier: `${name}-${environment}`,
    instanceClass,
    manageMasterUserPassword: true,
    multiAz: multiAZ,
    parameterGroupName: `${environment}-postgres16`,
    performanceInsightsEnabled: true,
    publiclyAccessible: false,
    region: 'eu-west-1',
    skipFinalSnapshot: false,
    storageEncrypted: true,
    storageType: 'gp3',
    tags: {
      'app.kubernetes.io/managed-by': 'crossplane',
      'app.kubernetes.io/name': 'shop',
      'platform.acme.io/cost-center': 'cc-1',
      'platform.acme.io/env': environment,
      'platform.acme.io/owner': 'shop-group',
      'platform.acme.io/team': 'shop-team',
    },
    username: 'app_owner',
  };
}

/** What is other than it should be of the instance that a sample was rendered to, field by field. */
export function differences(sample: Sample, environment: string, composed: readonly KubernetesObject[]): string[] {
  const instances = composed.filter(({ kind }) => kind === 'Instance');
  if (instances.length !== 1) return [`${sample.name}: ${instances.length} instances`];
  const { forProvider: actual } = instances[0].spec as { forProvider: Record<string, unknown> };
  const wanted = expected(sample, environment) as Record<string, unknown>;
  const fields = [...new Set([...Object.keys(wanted), ...Object.keys(actual)])].sort();
  return fields
    .filter((field) => !isDeepStrictEqual(actual[field], wanted[field]))
    .map((field) => `${sample.name}: ${field} is ${JSON.stringify(actual[field])} and should be ${JSON.stringify(wanted[field])}`);
}
