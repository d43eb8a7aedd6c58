import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entity } from '../../referees/backstage';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { readServices, type Service } from './connections';
import { withoutPlanted } from './planted';
import { catalogOf, danglingRelations, differingRelations, expectedCount, oneSidedRelations } from './relations';

const ORDERS: Service = { name: 'orders', group: 'sales-team', connections: new Set(['resource:orders-db', 'component:stock']) };
const STOCK: Service = { name: 'stock', group: 'stock-team', connections: new Set() };

/** The relations of two services, as text: who, how, whom. */
const RELATIONS = [
  'component:orders dependsOn resource:orders-db', 'resource:orders-db dependencyOf component:orders',
  'component:orders dependsOn component:stock', 'component:stock dependencyOf component:orders',
  'component:orders ownedBy group:sales-team', 'group:sales-team ownerOf component:orders',
  'resource:orders-db ownedBy group:sales-team', 'group:sales-team ownerOf resource:orders-db',
  'component:stock ownedBy group:stock-team', 'group:stock-team ownerOf component:stock',
];

function catalog(relations: readonly string[]): ReturnType<typeof catalogOf> {
  const refs = [...new Set(RELATIONS.map((each) => each.split(' ')[0]))];
  return catalogOf(refs.map((ref): Entity => {
    const [kind, name] = ref.split(':');
    const own = relations.map((each) => each.split(' ')).filter(([subject]) => subject === ref);
    const ends = own.map(([, type, target]) => ({ type, targetRef: target.replace(':', ':default/') }));
    return { apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name }, relations: ends };
  }));
}

describe('relations of the catalog', () => {
  const services = [ORDERS, STOCK];

  test('that equal those of the output are no problem', () => {
    const whole = catalog(RELATIONS);
    expect(differingRelations(whole, services)).toEqual([]);
    expect(danglingRelations(whole)).toEqual([]);
    expect(oneSidedRelations(whole)).toEqual([]);
    expect(expectedCount(services)).toBe(RELATIONS.length / 2);
  });

  test.each(RELATIONS)('without "%s" differ from the output', (relation) => {
    const rest = catalog(RELATIONS.filter((each) => each !== relation));
    expect(differingRelations(rest, services).length).toBeGreaterThan(0);
    expect(oneSidedRelations(rest)).toHaveLength(1);
  });

  test('that the output does not have are found from both sides', () => {
    const more = catalog([...RELATIONS, 'component:stock dependsOn resource:orders-db', 'resource:orders-db dependencyOf component:stock']);
    expect(differingRelations(more, services)).toEqual([
      'component:stock: dependsOn is resource:orders-db, and by the output nothing',
      'resource:orders-db: dependencyOf is component:orders, component:stock, and by the output component:orders',
    ]);
  });

  test('that lead nowhere are found', () => {
    const relation = 'component:stock dependsOn resource:gone';
    expect(danglingRelations(catalog([...RELATIONS, relation]))).toEqual([`${relation}: there is no such entity`]);
  });

  test('of a kind that nobody knows are found', () => {
    const relation = 'component:stock likes component:orders';
    expect(oneSidedRelations(catalog([...RELATIONS, relation]))).toEqual([`${relation}: nobody here knows this relation`]);
  });

  test('of a service that is not in the catalog are missing', () => {
    const added = { name: 'new', group: 'sales-team', connections: new Set<string>() };
    expect(differingRelations(catalog(RELATIONS), [...services, added])).toContain('component:new: not in the catalog');
  });
});

test('what is planted has to be found', () => {
  expect(withoutPlanted(['component:orders: not in the catalog'])).toEqual([
    'component:orders: not in the catalog',
    'the planted fault was not found: planted-ownerless',
    'the planted fault was not found: planted-stranger',
    'the planted fault was not found: planted-dangling',
  ]);
});

test('connections are read from what pods get and what the network allows', async () => {
  const services = await inWorkFolder(async (folder) => {
    const write = (file: string, content: unknown): void => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), JSON.stringify(content));
    };
    const record = { codeOwner: '@acme/sales-team', environment: 'test', awsAccountId: '111122223333' };
    write('golden-path.json', { stacks: { 'orders-test': record, 'stock-test': { ...record, codeOwner: '@acme/stock-team' } } });
    write('gitops/apps/orders/values-test.yaml', {
      env: { EVENTS_TOPIC: 'orders.events', FILES_BUCKET: 'orders-files-test-111122223333', LEVEL: 'info' },
      secretEnv: { DB_HOST: { secret: 'orders-db-connection' }, DB_PORT: { secret: 'orders-db-connection' }, KEY: { secret: 'stripe' } },
    });
    write('gitops/apps/stock/values-test.yaml', {});
    const to = [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'stock-test' } } }];
    write('stacks/orders-test/cdk.tf.json', { resource: { kubernetes_network_policy_v1: { 'allow-to-stock': { spec: { egress: [{ to }] } } } } });
    write('stacks/stock-test/cdk.tf.json', { resource: {} });
    return Promise.resolve(readServices(folder));
  });
  expect(services).toEqual([
    { name: 'orders', group: 'sales-team', connections: new Set(['resource:orders-db', 'resource:orders.events', 'resource:orders-files', 'component:stock']) },
    { name: 'stock', group: 'stock-team', connections: new Set() },
  ]);
});
