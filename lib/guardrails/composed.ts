import { list } from '../core/json';
import { CACHE_SAFEGUARDS, DATABASE_SAFEGUARDS, PUBLIC_ACCESS_SAFEGUARDS } from './data-safeguards';
import type { Safeguard } from './data-safeguards';
import { fieldAt } from './model/kubernetes';
import { isUnreadable } from './model/unreadable';

/** What a Composition must not lose of one of its resources. */
export interface Composed {
  /** The kind that teams write, such as PostgreSQLInstance. */
  readonly kind: string;
  /** The resource's name in the Composition. */
  readonly resource: string;
  readonly safeguards: readonly Safeguard[];
  /** Fields of forProvider whose values and patches are the library's, besides the safeguards'. */
  readonly fixed: readonly string[];
}

/** What a database has besides its safeguards: private subnets, TLS, and a password that nobody else sets. */
const DATABASE_FIXED = [
  'dbSubnetGroupName',
  'finalSnapshotIdentifier',
  'parameterGroupName',
  'password',
  'passwordSecretRef',
  'passwordWoSecretRef',
];

const composed = (kind: string, resource: string, safeguards: readonly Safeguard[], ...fixed: string[]): Composed => ({
  kind,
  resource,
  safeguards,
  fixed,
});

/** What Compositions for the library's own kinds make. */
export const COMPOSED: readonly Composed[] = [
  composed('PostgreSQLInstance', 'instance', DATABASE_SAFEGUARDS, ...DATABASE_FIXED),
  composed('RedisCache', 'replication-group', CACHE_SAFEGUARDS, 'subnetGroupName', 'autoGenerateAuthToken'),
  composed('ObjectBucket', 'bucket', [], 'forceDestroy'),
  composed('ObjectBucket', 'public-access-block', PUBLIC_ACCESS_SAFEGUARDS, 'bucket'),
  composed('ObjectBucket', 'encryption', [], 'bucket', 'rule'),
  composed('ObjectBucket', 'versioning', [], 'bucket', 'versioningConfiguration'),
  composed('ObjectBucket', 'ownership', [], 'bucket', 'rule'),
  composed('ObjectBucket', 'policy', [], 'bucket', 'policy'),
];

/** Fields that no patch of anyone else may reach. */
export function bakedIn({ safeguards, fixed }: Composed): string[] {
  return [...safeguards.map(({ field }) => field), ...fixed];
}

/** The steps of a Composition; what cannot be read stands as it is. */
export function stepsOf(composition: unknown): unknown[] {
  return list(fieldAt(composition, 'spec.pipeline'));
}

/** The resources of a Composition; what cannot be read stands as it is. */
export function resourcesOf(composition: unknown): unknown[] {
  return stepsOf(composition).flatMap((step) => {
    const input = isUnreadable(step) ? step : fieldAt(step, 'input');
    return isUnreadable(input) ? [input] : list(fieldAt(input, 'resources'));
  });
}

/** The resource of a name, or what cannot be read and may be it. */
export function resourceOf(composition: unknown, name: string): unknown {
  const resources = resourcesOf(composition);
  return resources.find((each) => fieldAt(each, 'name') === name) ?? resources.find((each) => isUnreadable(fieldAt(each, 'name')));
}

/** A field of what a resource asks of its provider. */
export function askedOf(composition: unknown, name: string, field: string): unknown {
  return fieldAt(resourceOf(composition, name), `base.spec.forProvider.${field}`);
}

/** The patches of a resource. */
export function patchesOf(composition: unknown, name: string): unknown[] {
  return list(fieldAt(resourceOf(composition, name), 'patches'));
}
