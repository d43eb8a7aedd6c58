import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { expecting, together, type Findings } from '../part';

type Parameters = Readonly<Record<string, unknown>>;

/** What the server says to a request: taken, or refused for a rule, or for a field that is not there. */
type Expected = 201 | 400 | 422;

const DATABASE: Parameters = { storageGB: 50, tier: 'standard' };

/** Requests for a database, for each limit on both of its sides. */
const DATABASES: readonly (readonly [Expected, string, Parameters])[] = [
  [201, 'a-database', {}],
  [201, 'a-database', { storageGB: 20 }],
  [201, 'a-database', { storageGB: 500 }],
  [422, 'a-database', { storageGB: 19 }],
  [422, 'a-database', { storageGB: 501 }],
  [422, 'a-database', { storageGB: '50' }],
  [422, 'a-database', { tier: 'big' }],
  [201, 'a-database', { multiAZ: false, singleAZReason: 'a test' }],
  [422, 'a-database', { multiAZ: false, singleAZReason: ' ' }],
  [422, 'a-database', { database: 'postgres' }],
  [422, 'a-database', { database: 'pg_x' }],
  [201, 'a-database', { database: 'orders' }],
  [422, 'a-database', { engineVersion: '9' }],
  [422, 'a-database', { backupRetentionDays: 1 }],
  [400, 'a-database', { colour: 'red' }],
  [422, 'Database', {}],
];

const CACHES: typeof DATABASES = [
  [201, 'a-cache', {}],
  [422, 'a-cache', { tier: 'big' }],
  [422, 'a-cache', { engineVersion: '1' }],
  [400, 'a-cache', { colour: 'red' }],
];

/** Good and bad requests, and a database that grows and may not shrink. */
export async function checkRequests(api: KubernetesApi, environment: string): Promise<Findings> {
  const namespace = `payment-service-${environment}`;
  const outcomes = [];
  // Only production has to say why it is in one zone.
  const inOneZone = [environment === 'production' ? 422 : 201, 'a-database', { multiAZ: false }] as const;
  for (const [expected, name, parameters] of [...DATABASES, inOneZone]) {
    outcomes.push(await ask(api, expected, request('PostgreSQLInstance', namespace, name, { ...DATABASE, ...parameters })));
  }
  for (const [expected, name, parameters] of CACHES) {
    outcomes.push(await ask(api, expected, request('RedisCache', namespace, name, { tier: 'standard', ...parameters })));
  }
  const notes = [`${outcomes.length} good and bad requests, and one that grows`];
  return { ...together([...outcomes, await growAndShrink(api, namespace)]), notes };
}

async function ask(api: KubernetesApi, expected: Expected, document: KubernetesObject): Promise<Findings> {
  const { status, body } = await api.create(document, { dryRun: true });
  const asked = JSON.stringify((document.spec as { parameters: object }).parameters);
  const what = `${document.kind} ${document.metadata!.name} with ${asked}`;
  return expecting(status === expected, `${what} gets ${status} and not ${expected}: ${body.message}`);
}

async function growAndShrink(api: KubernetesApi, namespace: string): Promise<Findings> {
  const sized = (storageGB: number) => request('PostgreSQLInstance', namespace, 'it-grows', { ...DATABASE, storageGB });
  const outcomes = [];
  for (const [size, isTaken] of [[50, true], [60, true], [55, false]] as const) {
    const { status, body } = await api.apply(sized(size));
    outcomes.push(expecting((status < 300) === isTaken, `a database that becomes ${size} GB gets ${status}: ${body.message}`));
  }
  await api.delete(sized(60));
  return together(outcomes);
}

function request(kind: string, namespace: string, name: string, parameters: Parameters): KubernetesObject {
  return { apiVersion: 'platform.acme.io/v1alpha1', kind, metadata: { name, namespace }, spec: { parameters } };
}
