import {
  ArgoCd,
  Companion,
  DependencyKind,
  ImagePolicy,
  KafkaTopic,
  ObjectBucket,
  Peer,
  PlatformStack,
  PostgresDatabase,
  Probe,
  RedisCache,
  Rendering,
  SecretBackend,
  SnsTopic,
  SqsQueue,
} from '@golden-path/constructs';
import type { Connection, EnvironmentProps, MicroserviceInfra } from '@golden-path/constructs';
import type { ApiObject } from 'cdk8s';
import { App, Testing } from 'cdktf';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { OBSERVABILITY_PLATFORM_SETTINGS } from '../../lib/observability/platform/observability-platform-settings';
import { ALERT_ROUTES_SETTINGS } from '../../lib/observability/routes/route-settings';
import type { ServiceObservabilityProps } from '../../lib/observability/service-observability-props';
import { SERVICE_OBSERVABILITY_SETTINGS } from '../../lib/observability/service-observability-settings';
import { LATENCY_SLO_SETTINGS, REQUEST_SLO_SETTINGS, SLO_SETTINGS } from '../../lib/observability/slo/slo-settings';
import { imageRulesOf } from '../../lib/platform/image-rules';
import type { ReportsConfig } from '../../lib/reports/config/config';
import { REPORTS_CONFIG_SETTINGS } from '../../lib/reports/config/config-settings';
import { MEASUREMENTS_SETTINGS, OBJECTIVE_SETTINGS, SCORECARD_SETTINGS } from '../../lib/reports/scorecard/settings';
import type { MeasurementsConfig, ObjectiveConfig, ScorecardConfig } from '../../lib/reports/scorecard/settings';
import { PLATFORM_CATALOG_SETTINGS } from '../../lib/repository/catalog/platform-catalog-props';
import type { DeliveryWorkflowProps } from '../../lib/repository/delivery/delivery-workflow-props';
import { DELIVERY_WORKFLOW_SETTINGS } from '../../lib/repository/delivery/delivery-workflow-settings';
import { serviceEntities } from '../catalog/support';
import { templateFor } from '../software-template/fixture';
import { templateOf } from '../software-template/task';
import { synthDataPlatform } from '../support/compositions';
import { BUCKET, CACHE, DATABASE, platformWith, TOPIC } from '../support/data';
import { literalDefaults, literalDefaultsIn } from '../support/documented-defaults';
import type { LiteralDefault } from '../support/documented-defaults';
import { thrownBy } from '../support/errors';
import { inMemory, synthTree } from '../support/manifests';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, only, resources, synthApp, synthService } from '../support/synth';
import type { Json } from '../support/synth';
import { checkout } from '../testing/services';
import { APPLICATION_RESOLVED } from './application-defaults';

/** What each interface's literal defaults are once they are resolved, where the props are left out. */
const RESOLVED: Record<string, () => Record<string, unknown>> = {
  EnvironmentProps: () => ({ ...aPlatform().environment('staging') }),
  PlatformProps: () => ({ ...aPlatform() }),
  CatalogSettings: () => ({ ...aPlatform().catalog }),
  CatalogEntryProps: () => {
    const { metadata, spec } = serviceEntities()['Component checkout'];
    return { type: spec.type, techDocs: 'backstage.io/techdocs-ref' in metadata.annotations };
  },
  SloOptions: () => ({ ...SLO_SETTINGS.resolveAll({}) }),
  RequestSloOptions: () => ({ ...REQUEST_SLO_SETTINGS.resolveAll({}) }),
  LatencySloOptions: () => ({ ...LATENCY_SLO_SETTINGS.resolveAll({}) }),
  ServiceObservabilityProps: () => ({ ...SERVICE_OBSERVABILITY_SETTINGS.resolveAll({} as ServiceObservabilityProps) }),
  ObservabilityPlatformProps: () => ({ ...OBSERVABILITY_PLATFORM_SETTINGS.resolveAll({}) }),
  ReportsConfig: () => ({ ...REPORTS_CONFIG_SETTINGS.resolveAll({} as ReportsConfig) }),
  ScorecardConfig: () => ({ ...SCORECARD_SETTINGS.resolveAll({} as ScorecardConfig) }),
  ObjectiveConfig: () => ({ ...OBJECTIVE_SETTINGS.resolveAll({} as ObjectiveConfig) }),
  MeasurementsConfig: () => ({ ...MEASUREMENTS_SETTINGS.resolveAll({} as MeasurementsConfig) }),
  AlertRoutes: () => ({ ...ALERT_ROUTES_SETTINGS.resolveAll({}) }),
  DeliveryWorkflowProps: () => ({ ...DELIVERY_WORKFLOW_SETTINGS.resolveAll({} as DeliveryWorkflowProps) }),
  PlatformCatalogProps: () => ({ ...PLATFORM_CATALOG_SETTINGS.resolveAll({}) }),
  PlatformDefaults: () => ({ ...aPlatform().defaults }),
  PlatformStackProps: () => ({ teamName: tagsOfPlatformStack()['platform.acme.io/team'] }),
  MicroserviceInfraProps: () => {
    const service = aService(new App({ outdir: '/nonexistent-but-unused' }));
    return { enableHpa: service.autoscaler !== undefined, enablePdb: service.disruptionBudget !== undefined, jobsOnly: service.jobsOnly };
  },
  PostgresDatabaseProps: () => parametersOf((stack) => new PostgresDatabase(stack, 'Data', DATABASE)),
  RedisCacheProps: () => parametersOf((stack) => new RedisCache(stack, 'Data', CACHE)),
  ObjectBucketProps: () => parametersOf((stack) => new ObjectBucket(stack, 'Data', BUCKET)),
  CompanionProps: () => {
    const fits = (length: number) => isTaken(() => companionIn(anEnvironment({ name: 'e'.repeat(length - 41) }), 'c'.repeat(40)));
    const [{ path }] = thrownBy(() => companionIn(anEnvironment(), 'No name')).problems;
    return { maxLength: [62, 63, 64, 65].filter(fits).at(-1), nameProp: path };
  },
  CompanionObjectProps: () => {
    const { metadata } = companionIn(anEnvironment(), 'own').object.toJson() as Json;
    return { holdsData: 'annotations' in metadata && JSON.stringify(metadata.annotations).includes('Prune=false') };
  },
  SqsQueueProps: () => {
    const { queue, fifo } = made((stack) => new SqsQueue(stack, 'Data', { queueName: 'orders' }));
    return {
      fifo,
      visibilityTimeoutSeconds: queue.visibilityTimeoutSecondsInput,
      retentionDays: queue.messageRetentionSecondsInput! / 86_400,
      maxReceives: JSON.parse(queue.redrivePolicyInput!.replace(/\$\{[^}]*\}/g, 'a token')).maxReceiveCount,
    };
  },
  SnsTopicProps: () => ({ fifo: made((stack) => new SnsTopic(stack, 'Data', { topicName: 'events' })).fifo }),
  SubscribeOptions: () => {
    const { 'checkout-staging': json } = synthApp((app) => {
      const { scope } = aService(app).node;
      new SnsTopic(scope!, 'Topic', { topicName: 'events' }).subscribe(new SqsQueue(scope!, 'Queue', { queueName: 'orders' }));
    });
    return { rawMessages: only(json, 'aws_sns_topic_subscription').raw_message_delivery };
  },
  KafkaTopicProps: () => {
    const { partitions, replicas, config } = made((stack) => new KafkaTopic(stack, 'Data', TOPIC)).topic.toJson().spec;
    return { partitions, replicas, compacted: config['cleanup.policy'] === 'compact' };
  },
  DataPlatformProps: () => {
    const platform = platformWith({ secretBackend: SecretBackend.VAULT });
    const { documents } = synthDataPlatform({ platform, props: { vaultAddress: 'https://vault.acme.io' } });
    const { path, auth } = documents['clustersecretstore-platform-secrets.yaml'].spec.provider.vault;
    return { vaultPath: path, vaultMountPath: auth.kubernetes.mountPath, vaultRole: auth.kubernetes.role };
  },
  ArgoCdProps: () => {
    const json = platformStackWith((stack) => new ArgoCd(stack, 'ArgoCd', { host: 'argocd.acme.io' }));
    return { chartVersion: only(json, 'helm_release').version };
  },
  SoftwareTemplateProps: () => ({ visibility: templateInput('publish').repoVisibility }),
  ImageRules: () => ({ mode: imageRulesOf(aPlatform().environment('staging')).mode }),
  ImagePolicyProps: () => {
    const { manifests } = synthTree((app) => {
      new ImagePolicy(new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' }), 'Images');
    });
    const [policy] = Object.values<Json>(manifests);
    const [{ subject }] = policy.spec.attestors[0].cosign.keyless.identities;
    return { engine: policy.apiVersion.split('.')[1], workflowRefs: [subject.split('@')[1]] };
  },
  ...APPLICATION_RESOLVED,
  ProbeOptions: () => ({ ...Probe.tcp({ port: 8080 })._valuesFor(8080) }),
  PortOptions: () => ({ protocol: protocolOfVpc((service) => service.allowTo(Peer.vpc(), 9000, 'by default')) }),
  ConnectionEgress: () => ({ protocol: protocolOfVpc((service) => service.connectTo(new OnVpc(service.node.scope!, 'on-vpc'))) }),
  ReachOptions: () => {
    const peer = Peer.cidr('10.20.0.0/24');
    const service = checkout((one) => one.allowTo(peer, 9000, 'only TCP is opened'));
    const isOpen = (options: { protocol?: 'TCP' | 'UDP' }) => service.canReach(peer, 9000, options).allowed;
    return { protocol: isOpen({}) && !isOpen({ protocol: 'UDP' }) ? 'TCP' : 'another' };
  },
};

/** The input of a step of a template with no more than it needs. */
function templateInput(step: string): Readonly<Record<string, unknown>> {
  return templateOf(templateFor(aPlatform())).spec.steps.find(({ id }) => id === step)!.input;
}

/** A companion of the platform's own, with one object. */
class Own extends Companion {
  public readonly object: ApiObject;

  public constructor(scope: Construct, companionName: string) {
    super(scope, 'Own', { companionName, kind: DependencyKind.of('own') });
    this.object = this.addObject({ apiVersion: 'own.io/v1', kind: 'Own', spec: {} });
  }

  public connectionFor(): Connection {
    return { kind: this.kind, name: this.companionName };
  }
}

/** A companion that is called at port 9000, with what an egress has by default. */
class OnVpc extends Own {
  public override connectionFor(): Connection {
    return { ...super.connectionFor(), egress: [{ peer: Peer.vpc(), port: 9000 }] };
  }
}

/** The protocol of the policy that opens port 9000 to the VPC. */
function protocolOfVpc(open: (service: MicroserviceInfra) => void): string {
  const platform = aPlatform({ serviceKinds: [{ group: 'own.io', kind: 'Own' }] });
  const policies = resources(synthService({}, { platform, build: (service) => void open(service) }), 'kubernetes_network_policy_v1');
  return policies['allow-to-network.vpc-9000'].spec.egress[0].ports[0].protocol as string;
}

function companionIn(environment: EnvironmentProps, name: string): Own {
  const platform = aPlatform({ environments: [environment], serviceKinds: [{ group: 'own.io', kind: 'Own' }] });
  const options = { platform, environment: environment.name };
  return new Own(aService(new App({ outdir: '/nonexistent-but-unused' }), {}, options).node.scope!, name);
}

function isTaken(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

function made<T>(add: (stack: TerraformStack) => T): T {
  const found: T[] = [];
  inMemory((stack) => void found.push(add(stack)));
  return found[0];
}

/** The parameters of a request for data, by the names of the props. */
function parametersOf(add: (stack: TerraformStack) => { readonly request?: { toJson(): Json } }): Record<string, unknown> {
  return made(add).request!.toJson().spec.parameters;
}

function platformStackWith(add: (stack: TerraformStack) => unknown): Json {
  const stack = new PlatformStack(Testing.app(), 'platform-staging', { platform: aPlatform(), environment: 'staging' });
  add(stack);
  return JSON.parse(Testing.synth(stack));
}

function tagsOfPlatformStack(): Record<string, string> {
  return platformStackWith(() => undefined).provider.aws[0].default_tags[0].tags;
}

/** What is said of a default and is not so. */
function untrue(defaults: readonly LiteralDefault[]): string[] {
  return defaults.flatMap(({ interface: name, prop, value }) => {
    const resolve = RESOLVED[name] as (() => Record<string, unknown>) | undefined;
    if (!resolve) return [`${name} has a default, and nothing here resolves it`];
    const resolved = resolve()[prop];
    return JSON.stringify(resolved) === JSON.stringify(value)
      ? []
      : [`${name}.${prop}: the text says ${JSON.stringify(value)}, the code ${JSON.stringify(resolved)}`];
  });
}

const withDefault = (name: string, written: string, prop: string) => `interface ${name} {\n/** @default ${written} */\nreadonly ${prop}?: unknown;\n}`;

const DEFAULTS = literalDefaults();

test('every default that is written as a value is what a prop that is left out resolves to', () => {
  expect(DEFAULTS.length).toBeGreaterThan(60);
  expect(untrue(DEFAULTS)).toEqual([]);
});

test('nothing is resolved here whose default is not written as a value', () => {
  expect(Object.keys(RESOLVED).sort()).toEqual([...new Set(DEFAULTS.map((each) => each.interface))].sort());
});

test('a default that the code does not have is found', () => {
  const planted = (name: string, written: string, prop: string) => untrue(literalDefaultsIn('planted.ts', withDefault(name, written, prop)));
  expect(planted('PlatformDefaults', '3', 'replicaCount')).toEqual([
    'PlatformDefaults.replicaCount: the text says 3, the code 2',
  ]);
  expect(planted('GitOpsAppProps', 'Rendering.MANIFESTS', 'rendering')).toEqual([
    `GitOpsAppProps.rendering: the text says "manifests", the code ${JSON.stringify(Rendering.CHART)}`,
  ]);
  expect(planted('Unknown', "['a']", 'list')).toEqual([
    'Unknown has a default, and nothing here resolves it',
  ]);
});

test.each([
  ['two words', 'two words'],
  ['Routing.NONE', 'does not exist'],
  ['none', 'neither a value nor a sentence'],
])('a default that is neither a value nor a sentence is an error: %s', (written, message) => {
  expect(() => literalDefaultsIn('planted.ts', withDefault('A', written, 'a'))).toThrow(message);
});
