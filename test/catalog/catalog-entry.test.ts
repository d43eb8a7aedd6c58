import {
  ApiType, Companion, DependencyKind, KafkaTopic, Lifecycle, MicroserviceInfra, ObjectBucket, PostgresDatabase, ServiceStack, SnsTopic,
} from '@golden-path/constructs';
import type { Connection } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { load } from 'js-yaml';
import { SAMPLES } from '../support/companion-samples';
import { BUCKET, DATABASE, TOPIC } from '../support/data';
import { EXAMPLES, synthExamples } from '../support/examples';
import { filesIn } from '../support/golden';
import type { Json } from '../support/synth';
import { addService, catalogPlatform, entitiesOf, repositoriesOf, serviceEntities, SETTINGS, stagingOnly } from './support';

const scopeOf = (service: MicroserviceInfra) => service.node.scope!;

test('a service and a sentence are enough', () => {
  expect(serviceEntities()).toEqual({
    'Component checkout': {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'checkout',
        description: 'Takes orders',
        labels: { 'platform.acme.io/team': 'payments' },
        annotations: {
          'argocd/app-selector': 'app.kubernetes.io/name=checkout',
          'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/name=checkout',
          'backstage.io/source-location': 'url:https://github.com/acme/checkout/',
          'backstage.io/techdocs-ref': 'dir:.',
          'github.com/project-slug': 'acme/checkout',
          'grafana/dashboard-selector': 'checkout',
          'platform.acme.io/cost-center': 'cc-1',
        },
        links: [{ url: 'https://github.com/acme/checkout', title: 'Repository', icon: 'github' }],
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'group:payments-team' },
    },
  });
});

test('the stacks of all environments write one file', () => {
  const files = repositoriesOf((app) => void addService(app));
  expect(Object.keys(files)).toEqual(['checkout/catalog-info.yaml']);
});

test('an entry in one stack tells of the others as well', () => {
  const build = (service: MicroserviceInfra, environment: string) => {
    if (environment === 'production') service.connectTo(new PostgresDatabase(scopeOf(service), 'Data', DATABASE));
  };
  const all = entitiesOf((app) => {
    const platform = catalogPlatform();
    addService(app, { platform, build, environments: ['staging'] });
    const stack = new ServiceStack(app, 'checkout-production', { platform, environment: 'production' });
    build(new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' }), 'production');
  });
  expect(all['Component checkout'].spec).toMatchObject({ lifecycle: 'production', dependsOn: ['resource:orders'] });
});

test('without a production environment a service is experimental, and its one namespace is known', () => {
  const { metadata, spec } = serviceEntities({ platform: stagingOnly(), environments: ['staging'] })['Component checkout'];
  expect(spec.lifecycle).toBe('experimental');
  expect(metadata.annotations['backstage.io/kubernetes-namespace']).toBe('checkout-staging');
});

test('what the team says is what is written', () => {
  const { 'Component checkout': component, 'API orders': api } = serviceEntities({
    entry: {
      title: 'Checkout', lifecycle: Lifecycle.DEPRECATED, system: 'shop', type: 'website', tags: ['go', 'c++', 'go'],
      links: [{ url: 'https://wiki.acme.io/', title: 'Wiki' }],
      apis: [{ type: ApiType.GRPC, name: 'orders', definition: 'proto/orders.proto', lifecycle: Lifecycle.PRODUCTION }],
      repository: 'acme/shop', techDocs: false,
      annotations: { 'grafana/dashboard-selector': "tags @> 'shop'", 'sonarqube.org/project-key': 'checkout', 'argocd/app-name': 'checkout' },
      labels: { 'acme.io/tier': 'gold' },
    },
  });
  expect(component.metadata).toMatchObject({
    title: 'Checkout', tags: ['c++', 'go'], labels: { 'acme.io/tier': 'gold', 'platform.acme.io/team': 'payments' },
    links: [{ url: 'https://github.com/acme/shop' }, { url: 'https://wiki.acme.io/', title: 'Wiki' }],
  });
  const { annotations } = component.metadata;
  expect(annotations).toMatchObject({ 'grafana/dashboard-selector': "tags @> 'shop'", 'argocd/app-name': 'checkout', 'github.com/project-slug': 'acme/shop' });
  expect(Object.keys(annotations)).not.toEqual(expect.arrayContaining(['argocd/app-selector']));
  expect(Object.keys(annotations)).not.toEqual(expect.arrayContaining(['backstage.io/techdocs-ref']));
  expect(component.spec).toEqual({ type: 'website', lifecycle: 'deprecated', owner: 'group:payments-team', system: 'shop', providesApis: ['orders'] });
  expect(api.spec).toEqual({ type: 'grpc', lifecycle: 'production', owner: 'group:payments-team', system: 'shop', definition: { $text: './proto/orders.proto' } });
});

test("links lead to the platform's own addresses, one for each environment where it differs", () => {
  const platform = catalogPlatform({
    dashboardUrl: 'https://grafana.acme.io/d/{service}?team={team}', runbookUrl: 'https://runbooks.acme.io/{service}',
    argoCdUrl: 'https://argocd.{environment}.acme.io/applications/{namespace}', logsUrl: 'https://logs.acme.io/{service}',
    codeUrl: 'https://git.acme.io/',
  });
  const { links } = serviceEntities({ platform })['Component checkout'].metadata;
  expect(links).toEqual([
    { url: 'https://grafana.acme.io/d/checkout?team=payments', title: 'Dashboard', icon: 'dashboard' },
    { url: 'https://runbooks.acme.io/checkout', title: 'Runbook', icon: 'help' },
    { url: 'https://git.acme.io/acme/checkout', title: 'Repository', icon: 'github' },
    { url: 'https://argocd.staging.acme.io/applications/checkout-staging', title: 'Argo CD (staging)', icon: 'argocd' },
    { url: 'https://argocd.production.acme.io/applications/checkout-production', title: 'Argo CD (production)', icon: 'argocd' },
    { url: 'https://logs.acme.io/checkout', title: 'Logs', icon: 'search' },
  ]);
});

test("a team's PagerDuty service is that of its services", () => {
  const teams = [{ name: 'payments', pagerDutyId: 'PX12AB3' }, { name: 'platform' }];
  const { metadata } = serviceEntities({ platform: catalogPlatform(SETTINGS, { teams }) })['Component checkout'];
  expect(metadata.annotations['pagerduty.com/service-id']).toBe('PX12AB3');
});

test.each(Object.keys(SAMPLES))('%s is a Resource that its service depends on, unless it is a secret', (name) => {
  const all = serviceEntities({ build: (service) => service.connectTo(SAMPLES[name](scopeOf(service))) });
  const resources = Object.values(all).filter(({ kind }) => kind === 'Resource');
  const types: Record<string, string> = {
    PostgresDatabase: 'database', RedisCache: 'cache', ObjectBucket: 'bucket', KafkaTopic: 'topic', SqsQueue: 'queue', DynamoTable: 'table', SnsTopic: 'topic',
  };
  const { dependsOn = [] } = all['Component checkout'].spec;
  const connected = resources.filter(({ metadata }) => dependsOn.includes(`resource:${metadata.name}`));
  expect(connected.map(({ spec }) => spec)).toEqual(name in types ? [{ type: types[name], owner: 'group:payments-team' }] : []);
  expect(dependsOn).toHaveLength(connected.length);
});

test('data that nothing is connected to is there, and no dependency', () => {
  const all = serviceEntities({ build: (service) => void new ObjectBucket(scopeOf(service), 'Data', BUCKET) });
  expect(all['Resource receipts'].spec.type).toBe('bucket');
  expect(all['Component checkout'].spec).not.toHaveProperty('dependsOn');
});

test("a platform's own companion has its kind as its type", () => {
  class Search extends Companion {
    public constructor(scope: Construct) { super(scope, 'Search', { companionName: 'orders-search', kind: DependencyKind.of('search-domain') }); }
    public connectionFor(): Connection { return { kind: this.kind, name: this.companionName }; }
  }
  const all = serviceEntities({ build: (service) => service.connectTo(new Search(scopeOf(service))) });
  expect(all['Resource orders-search'].spec.type).toBe('search-domain');
  expect(all['Component checkout'].spec.dependsOn).toEqual(['resource:orders-search']);
});

test('a topic whose name is too long for a catalog has its own name as its title', () => {
  const topicName = `${'a'.repeat(40)}.${'b'.repeat(40)}`;
  const all = serviceEntities({ build: (service) => service.connectTo(new KafkaTopic(scopeOf(service), 'T', { topicName })) });
  const [resource] = Object.values(all).filter(({ kind }) => kind === 'Resource');
  expect(resource.metadata.title).toBe(topicName);
  expect(resource.metadata.name.length).toBeLessThanOrEqual(63);
  expect(all['Component checkout'].spec.dependsOn).toEqual([`resource:${resource.metadata.name}`]);
});

/** A shop that calls an order service and reads its topic. */
function shopAndOrders(): Record<string, Json> {
  return entitiesOf((app) => {
    const platform = catalogPlatform();
    const topics: Record<string, KafkaTopic> = {};
    const orders = addService(app, {
      platform,
      name: 'orders',
      build: (service, environment) => { topics[environment] = new KafkaTopic(scopeOf(service), 'Topic', TOPIC); },
      entry: {
        apis: [
          { type: ApiType.OPENAPI, definition: 'openapi.yaml' },
          { type: ApiType.ASYNCAPI, name: 'orders-events', definition: 'asyncapi.yaml' },
        ],
      },
    });
    addService(app, { platform, name: 'shop', build: (service) => service.connectTo(orders.find(({ environmentName }) => environmentName === service.environmentName)!, { port: 8080 }) });
    addService(app, { platform, name: 'reports', build: (service, environment) => service.connectTo(topics[environment]) });
  });
}

test('who calls a service consumes its API, and who uses its topic the one for messages', () => {
  const all = shopAndOrders();
  expect(all['Component shop'].spec).toMatchObject({ dependsOn: ['component:orders'], consumesApis: ['orders-api'] });
  expect(all['Component reports'].spec).toMatchObject({ dependsOn: ['resource:orders.events'], consumesApis: ['orders-events'] });
  expect(all['Component orders'].spec.providesApis).toEqual(['orders-api', 'orders-events']);
  expect(all['Component orders'].spec).not.toHaveProperty('consumesApis');
});

test('services and shared data of other repositories are dependencies like any other', () => {
  const platform = catalogPlatform({ services: ['ledger'], externals: ['resource:invoices', 'api:ledger-api', 'resource:stripe'] });
  const { spec } = serviceEntities({
    platform,
    build: (service) => {
      const scope = scopeOf(service);
      service.connectTo(MicroserviceInfra.fromServiceName(scope, 'Ledger', 'ledger'), { port: 8080 });
      service.connectTo(ObjectBucket.fromBucketName(scope, 'Invoices', 'invoices'));
      service.connectTo(KafkaTopic.fromTopicName(scope, 'Stock', 'stock.events'));
    },
    entry: { consumesApis: ['ledger-api'], dependsOn: ['resource:stripe'], externals: ['resource:stock.events'] },
  })['Component checkout'];
  expect(spec.dependsOn).toEqual(['component:ledger', 'resource:invoices', 'resource:stock.events', 'resource:stripe']);
  expect(spec.consumesApis).toEqual(['ledger-api']);
});

test('two data of one name have two names in the catalog, and both sides know them', () => {
  const all = entitiesOf((app) => {
    const platform = catalogPlatform();
    const topics: Record<string, SnsTopic> = {};
    addService(app, {
      platform,
      name: 'orders',
      entry: { resourceNames: { 'notification-topic/orders': 'orders-topic' } },
      build: (service, environment) => {
        service.connectTo(new PostgresDatabase(scopeOf(service), 'Data', DATABASE));
        topics[environment] = new SnsTopic(scopeOf(service), 'Topic', { topicName: 'orders' });
      },
    });
    addService(app, { platform, build: (service, environment) => topics[environment].grantWrite(service) });
  });
  expect(all['Component checkout'].spec.dependsOn).toEqual(['resource:orders-topic']);
  expect(all['Resource orders-topic'].metadata.title).toBe('orders');
});

test('what differs between environments is put together', () => {
  const { metadata, spec } = serviceEntities({
    entry: (environment) => ({
      tags: [environment], annotations: { [`acme.io/${environment}`]: 'yes' }, links: [{ url: `https://${environment}.acme.io`, title: 'Admin' }],
      ...(environment === 'staging' && { system: 'shop' }),
    }),
  })['Component checkout'];
  expect(metadata).toMatchObject({ tags: ['production', 'staging'], annotations: { 'acme.io/staging': 'yes', 'acme.io/production': 'yes' } });
  expect(metadata.links.slice(1).map(({ url }: Json) => url)).toEqual(['https://staging.acme.io', 'https://production.acme.io']);
  expect(spec.system).toBe('shop');
});

test("the selector for Argo CD is a label that the service's Applications have", () => {
  const files = filesIn(synthExamples(...Object.keys(EXAMPLES)));
  for (const environment of ['staging', 'production']) {
    for (const set of ['services', 'kafka']) {
      const { metadata } = (load(files[`gitops/platform/${environment}/argocd/applicationset-${set}.yaml`]) as Json).spec.template;
      expect(metadata.labels['app.kubernetes.io/name']).toBe('{{ index .path.segments 1 }}');
    }
  }
  expect(files['repository/payment-service/catalog-info.yaml']).toContain('argocd/app-selector: app.kubernetes.io/name=payment-service\n');
});
