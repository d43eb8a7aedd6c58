import {
  ArgoCd,
  CatalogEntry,
  DataPlatform,
  DeliveryWorkflow,
  GitOpsApp,
  KafkaTopic,
  MicroserviceInfra,
  NetworkPolicyEngine,
  ObjectBucket,
  PlatformCatalog,
  PlatformApplication,
  PlatformStack,
  PostgresDatabase,
  RedisCache,
  ServiceApplicationSet,
  ServiceLanguage,
  ServiceSecret,
  ServicesProject,
  ServiceStack,
} from '@golden-path/constructs';
import type { Platform } from '@golden-path/constructs';
import { App } from 'cdktf';
import { BUCKET, CACHE, DATABASE, SECRET, TOPIC } from '../../support/data';
import { anEnvironment, aPlatform } from '../../support/platform';
import { temporaryFolder } from '../../support/synth';

/** Its application says how it scales. */
const SERVICE = { serviceName: 'checkout', teamName: 'payments', enableHpa: false };

/** In its clusters, host names may be called. */
const PLATFORM = aPlatform({
  serviceKinds: [{ group: 'keda.sh', kind: 'ScaledObject' }],
  catalog: {
    systems: [{ name: 'shop', owner: 'payments' }],
    externals: ['api:ledger-api', 'resource:own'],
  },
  environments: ['staging', 'production'].map((name) => anEnvironment({ name, networkPolicyEngine: NetworkPolicyEngine.CILIUM })),
});

/** One app with what a call needs around it; each part is made when it is first asked for. */
export class World {
  private readonly made = new Map<string, unknown>();
  private folder?: string;

  public constructor(public readonly platform: Platform = PLATFORM, private readonly around?: World) {}

  /** The same app under another platform. */
  public under(platform: Platform): World {
    return new World(platform, this);
  }

  public get outdir(): string {
    this.folder ??= temporaryFolder();
    return this.folder;
  }

  public get app(): App {
    return this.around?.app ?? this.once('app', () => new App({ outdir: this.outdir }));
  }

  public get service(): MicroserviceInfra {
    return this.once('service', () => new MicroserviceInfra(this.stack, 'Infra', { ...SERVICE }));
  }

  /** The application of the service. */
  public get application(): GitOpsApp {
    const { service } = this;
    const jobs = [{ name: 'qx-job', schedule: '0 3 * * *', command: ['run'] }];
    const props = { service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080, metricsPort: 9100, jobs };
    return this.once('application', () => new GitOpsApp(this.stack, 'Application', props));
  }

  /** The stack of the service. */
  public get stack(): ServiceStack {
    return this.once('stack', () => new ServiceStack(this.app, 'checkout-staging', { platform: this.platform, environment: 'staging' }));
  }

  /** A stack whose service is not there yet. */
  public get bare(): ServiceStack {
    return this.once('bare', () => new ServiceStack(this.app, 'basket-staging', { platform: this.platform, environment: 'staging' }));
  }

  public get platformStack(): PlatformStack {
    const props = { platform: this.platform, environment: 'staging' };
    return this.once('platformStack', () => new PlatformStack(this.app, 'platform-staging', props));
  }

  public get argoCd(): ArgoCd {
    return this.once('argoCd', () => new ArgoCd(this.platformStack, 'ArgoCd', { host: 'argocd.acme.io' }));
  }

  /** One of everything, so that each setting of the platform shows somewhere. */
  public everything(): void {
    const { service, stack, platformStack } = this;
    for (const part of [new PostgresDatabase(stack, 'Database', DATABASE), new RedisCache(stack, 'Cache', CACHE)]) service.connectTo(part);
    service.connectTo(new ObjectBucket(stack, 'Bucket', BUCKET));
    service.connectTo(new KafkaTopic(stack, 'Topic', TOPIC));
    service.connectTo(new ServiceSecret(stack, 'Secret', SECRET));
    new GitOpsApp(stack, 'App', {
      service,
      image: 'ghcr.io/acme/checkout',
      imageTag: '1',
      port: 8080,
      host: 'checkout.acme.io',
      metricsPort: 9100,
    });
    new DataPlatform(platformStack, 'Data');
    new PlatformApplication(platformStack, 'Application', { argoCd: this.argoCd });
    new ServicesProject(platformStack, 'Project');
    new ServiceApplicationSet(platformStack, 'Services');
    new CatalogEntry(stack, 'Catalog', { service, description: 'Takes orders' });
    new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.GO });
    new PlatformCatalog(platformStack, 'Catalog');
  }

  /** Gives what takes away the constructs that are made from now on; it says whether that was all. */
  public remember(): () => boolean {
    const before = new Set(this.app.node.findAll());
    return () => {
      const scopes = [this.app, ...this.app.node.children];
      for (const { node } of scopes) for (const child of node.children) if (!before.has(child)) node.tryRemoveChild(child.node.id);
      return this.app.node.findAll().length === before.size;
    };
  }

  public once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }
}
