// apps/ledger-report, in TypeScript: what the service in Python has to give, byte by byte.
import { acme, DELIVERY_VERSION } from '@acme/platform';
import {
  CatalogEntry, DatabaseTier, DeliveryWorkflow, GitOpsApp, MicroserviceInfra, ObjectBucket, Peer, PostgresDatabase, Probe, ServiceLanguage,
  ServiceObservability, ServiceStack, Slo,
} from '@golden-path/constructs';
import { App } from 'cdktf';

function reportApplication(service: MicroserviceInfra, production: boolean): void {
  const stack = service.node.scope!;
  const app = new GitOpsApp(stack, 'App', {
    service,
    image: 'ghcr.io/acme/ledger-report',
    imageTag: '0.3.0',
    port: 8080,
    metricsPort: 9090,
    env: { LOG_LEVEL: production ? 'info' : 'debug', REPORT_CURRENCY: 'EUR' },
    readinessProbe: Probe.http('/ready'),
    jobs: [{ name: 'morning-report', schedule: '0 5 * * *', command: ['python', '-m', 'ledger_report'], timeZone: 'Europe/Berlin' }],
  });
  new ServiceObservability(stack, 'Observability', {
    service,
    app,
    objectives: [
      Slo.availability(99.5),
      Slo.jobSuccess(99, 'morning-report', { description: 'Accounting finds the report every morning' }),
    ],
    alerts: [
      { alert: 'DatabaseConnectionsHigh', threshold: production ? 200 : 60 },
      { alert: 'BucketErrors', leftOutReason: 'request metrics of the bucket are not turned on' },
    ],
  });
  service.allowFrom(Peer.service('ledger-worker'), 8080, 'the ledger asks for reports at month end');
  new CatalogEntry(stack, 'Catalog', {
    service,
    description: 'Tells accounting what the ledger booked',
    system: 'accounting',
    links: [{ title: 'Reports', url: 'https://reports.internal.acme.io/ledger' }],
  });
  new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.PYTHON, workflowRef: DELIVERY_VERSION });
}

const app = new App();
for (const { name: environment, production } of acme.environments) {
  const stack = new ServiceStack(app, `ledger-report-${environment}`, { platform: acme, environment });
  const replicaCount = production ? 3 : 1;
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-report', teamName: 'ledger', replicaCount });
  service.connectTo(new ObjectBucket(stack, 'Reports', { bucketName: 'ledger-reports', expireAfterDays: 400 }));
  service.connectTo(new PostgresDatabase(stack, 'Database', {
    databaseName: 'ledger-report-db',
    storageGb: production ? 50 : 20,
    tier: production ? DatabaseTier.STANDARD : DatabaseTier.DEV,
    multiAz: production,
  }));
  reportApplication(service, production);
}
app.synth();
