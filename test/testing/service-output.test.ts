import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Autoscaling, CacheTier, DatabaseTier, Peer, PostgresDatabase, Provisioner, RedisCache, Rendering } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { assertAllowed, assertDenied, synthesize } from '@golden-path/constructs/testing';
import { EXAMPLES } from '../support/examples';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { application, checkout, ledger, payments } from './services';

describe('a service', () => {
  test('says what it runs, with what and how often', () => {
    expect(payments.images).toEqual(['ghcr.io/acme/payment-service:2.14.0']);
    expect(payments.env('LOG_LEVEL')).toBe('info');
    expect(payments.env('STRIPE_API_KEY')).toEqual({ secretName: 'stripe', secretKey: 'api-key' });
    expect(payments.environmentVariables.OTEL_SERVICE_NAME).toBe('payment-service');
    expect(payments.secrets.stripe).toEqual(['api-key']);
    expect(Object.keys(payments.secrets)).toEqual(['payment-service-kafka', 'payments-cache-connection', 'payments-db-connection', 'stripe']);
    expect(payments.replicas).toEqual({ min: 3, max: 15 });
    expect(ledger.replicas).toEqual({ min: 2, max: 2 });
    expect(payments.containerResources).toEqual({ requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } });
  });

  test('says how often it runs by an autoscaler of its application, too', () => {
    const scaled = (autoscaling: Autoscaling) =>
      synthesize((app) => application(aService(app, { enableHpa: false }), { autoscaling })).service('checkout', 'staging').replicas;
    expect(scaled(Autoscaling.hpa({ minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 }))).toEqual({ min: 2, max: 6 });
    const metadata = { timezone: 'Europe/Berlin', start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '4' };
    expect(scaled(Autoscaling.keda({ maxReplicas: 9, triggers: [{ type: 'cron', metadata }] }))).toEqual({ min: 0, max: 9 });
  });

  test('says what it uses', () => {
    const common = { engineVersion: '16', backupRetentionDays: 7, multiAz: true };
    expect(payments.databases).toEqual([{ ...common, name: 'payments-db', provisioner: 'crossplane', storageGb: 100 }]);
    expect(ledger.databases).toEqual([{ ...common, name: 'ledger-db', provisioner: 'terraform', storageGb: 50 }]);
    expect(payments.dependencies.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['database payments-db', 'cache payments-cache', 'topic payments.events', 'secret stripe']);
  });

  test('says how Argo CD deploys it', () => {
    expect(payments.argoApplication).toEqual({
      cluster: 'https://kubernetes.default.svc',
      namespace: 'payment-service-production',
      revision: 'HEAD',
      paths: ['apps/payment-service/chart/production', 'apps/payment-service/manifests/production'],
    });
    expect(checkout((service) => application(service)).argoApplication.paths).toEqual(['apps/checkout/chart/staging']);
    expect(checkout((service) => application(service, { rendering: Rendering.MANIFESTS })).argoApplication.paths).toEqual(['apps/checkout/manifests/staging']);
  });

  test('says where it leaves the golden path, and why', () => {
    const { exceptions } = checkout((service) => {
      service.grant(['s3:*'], ['arn:aws:s3:::scratch/*'], 'files are thrown away at night');
      const scope = service.node.scope!;
      new PostgresDatabase(scope, 'Db', { databaseName: 'orders-db', storageGb: 20, tier: DatabaseTier.DEV, provisioner: Provisioner.TERRAFORM, singleAzReason: 'a rebuild is enough' });
      new RedisCache(scope, 'Cache', { cacheName: 'carts', tier: CacheTier.DEV, singleAzReason: 'only a cache' });
    }, { environment: 'production' });
    expect(exceptions).toEqual([
      { on: 'kubernetes_service_account_v1 checkout', reason: 's3:*: files are thrown away at night' },
      { on: 'ExternalSecret orders-db-connection', reason: 'single-AZ: a rebuild is enough' },
      { on: 'RedisCache carts', reason: 'single-AZ: only a cache' },
    ]);
    expect(payments.exceptions).toEqual([]);
  });

  test('without an application says what every container gets', () => {
    const service = checkout();
    expect(service.images).toEqual([]);
    expect(service.environmentVariables).toEqual({});
    expect(service.replicas).toEqual({ min: 2, max: 10 });
    expect(service.containerResources.requests).toEqual({ cpu: '250m', memory: '256Mi' });
    expect(() => service.argoApplication).toThrow('checkout in staging has no GitOpsApp, so Argo CD does not deploy it');
    assertAllowed(service.canReach(Peer.namespace('kube-system', { 'k8s-app': 'kube-dns' }), 53, { protocol: 'UDP', job: 'any' }));
  });
});

describe('the network', () => {
  const two = (build: (web: MicroserviceInfra, api: MicroserviceInfra) => void) => synthesize((app) => {
    const web = aService(app, { serviceName: 'web' });
    const api = aService(app, { serviceName: 'api' });
    application(api, { jobs: [{ name: 'sweep', schedule: '0 3 * * *' }], extraPorts: [{ name: 'admin', port: 9000 }] });
    build(web, api);
  });

  test('opens on both sides where one service is connected to another', () => {
    const connected = two((web, api) => web.connectTo(api, { port: 8080 }));
    assertAllowed(connected.service('web', 'staging').canReach('api', 8080));
    assertAllowed(connected.service('api', 'staging').acceptsFrom('web', 8080));
    assertDenied(connected.service('api', 'staging').acceptsFrom('web', 9000));
    assertDenied(connected.service('api', 'staging').canReach('web', 8080));
    assertDenied(two(() => undefined).service('web', 'staging').canReach('api', 8080));
  });

  test('lets jobs out as it lets the service, and nobody in to them', () => {
    const api = two((_, service) => { service.allowTo(Peer.cidr('10.9.0.0/16'), 8443, 'a partner'); service.allowFrom(Peer.service('web'), 8080, 'web'); }).service('api', 'staging');
    assertAllowed(api.canReach('10.9.1.1', 8443, { job: 'sweep' }));
    assertAllowed(api.canReach('10.9.1.0/24', 8443));
    assertDenied(api.canReach('10.8.1.1', 8443));
    assertAllowed(api.acceptsFrom('web', 8080));
    assertDenied(api.acceptsFrom('web', 8080, { job: 'sweep' }));
    expect(() => api.canReach('10.9.1.1', 443, { job: 'swep' })).toThrow("api has no job 'swep'; it has 'sweep'; did you mean 'sweep'?");
  });

  test('goes by the names of ports that the pods have, of which a job has none', () => {
    const api = two((_, service) => {
      const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web-staging' } } }];
      const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 'admin' }] }] };
      new NetworkPolicyV1(service.node.scope!, 'Own', { metadata: { name: 'own', namespace: 'api-staging' }, spec });
    }).service('api', 'staging');
    expect(api.acceptsFrom(Peer.namespace('web-staging'), 9000).explanation).toContain('ingress of api in staging: allowed by\n    own (');
    const { explanation } = api.acceptsFrom(Peer.namespace('web-staging'), 9000, { job: 'sweep' });
    expect(explanation).toContain('ingress of the job sweep of api in staging: denied');
  });

  test('is one for environments of two platforms that share a cluster', () => {
    const ask = (clusterEndpoint: string) => {
      const another = aPlatform({ environments: [anEnvironment({ name: 'production', clusterEndpoint })] });
      const both = synthesize((app) => {
        aService(app);
        aService(app, {}, { platform: another, environment: 'production', build: (service) => void service.allowTo(Peer.namespace('checkout-staging'), 8080, 'a copy') });
      });
      return both.service('checkout', 'production').canReach(Peer.namespace('checkout-staging'), 8080);
    };
    assertDenied(ask(anEnvironment().clusterEndpoint));
    assertAllowed(ask('https://another.eks.example'));
  });

  test('knows services of other repositories by their labels', () => {
    const web = two((service) => void service.allowTo(Peer.service('billing'), 8080, 'bills')).service('web', 'staging');
    assertAllowed(web.canReach(Peer.service('billing'), 8080));
    expect(() => web.canReach('billing', 8080)).toThrow("staging has no service 'billing'; it has 'api', 'web'; where another repository owns it, ask for Peer.service('billing')");
  });

  test.each([
    ['api.stripe.com', "'api.stripe.com' is no service's name, address or network; network policies know no host names, so ask for the addresses that the host has, for a service by its name, or for Peer.namespace('...')"],
    ['10.9.1.0/8', "'10.9.1.0/8' is no network: did you mean '10.0.0.0/8'?"],
  ])('knows no %s', (destination, message) => {
    expect(() => payments.canReach(destination, 443)).toThrow(message);
  });

  test("is read from a team's own policies too, in either tool", () => {
    const spec = { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.9.0.0/16' } }], ports: [{ port: '25' }] }] };
    const own = checkout((service) => {
      const { name: namespace } = service.namespace.metadata;
      new NetworkPolicyV1(service.node.scope!, 'Mail', { metadata: { name: 'mail', namespace }, spec });
    });
    assertAllowed(own.canReach('10.9.1.1', 25));
    assertDenied(own.canReach('10.9.1.1', 26));
    expect(own.canReach('10.9.1.1', 25).explanation).toContain('mail (kubernetes_network_policy_v1.Mail of checkout-staging)');
    const manifest = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'mail', namespace: 'checkout-staging' }, spec };
    assertAllowed(checkout((service) => void new Manifest(service.node.scope!, 'Mail', { manifest })).canReach('10.9.1.1', 25));
  });
});

test('a role may what its grants say', () => {
  const managedPolicies = { 'arn:aws:iam::444455556666:policy/stripe-secrets-read': { Statement: [] } };
  const service = synthesize(EXAMPLES['payment-service'], { managedPolicies }).service('payment-service', 'production');
  assertAllowed(service.may('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:production/payment-service/stripe-AbCdEf'));
  assertDenied(service.may('secretsmanager:PutSecretValue', 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:production/payment-service/stripe-AbCdEf'));
  assertDenied(service.may('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:production/ledger-worker/stripe-AbCdEf'));
  expect(payments.may('s3:GetObject', 'arn:aws:s3:::reports/a').explanation).toContain(
    "arn:aws:iam::444455556666:policy/stripe-secrets-read: its document is not in the output; give it to synthesize as managedPolicies: { 'arn:aws:iam::444455556666:policy/stripe-secrets-read': { ... } }",
  );
});
