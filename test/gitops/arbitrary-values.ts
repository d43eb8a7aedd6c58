import fc from 'fast-check';
import { Share } from '../../lib/gitops/props/container-props';
import type {
  AppValues,
  ContainerValues,
  ImageValues,
  JobValues,
  MonitoringValues,
  PortValues,
  ProbeValues,
  ResourceValues,
  ScheduledJobValues,
  SecretKey,
  ServiceValues,
  UserValues,
  WorkloadValues,
} from '../../lib/gitops/values/app-values';
import type { FurtherHttpRouteValues, FurtherIngressValues, HttpRouteValues, HttpRuleValues, IngressValues } from '../../lib/gitops/values/route-values';
import { HOSTILE_TEXTS } from '../support/arbitraries';

type Text = fc.Arbitrary<string>;

/** What YAML, a template, a shell or Kubernetes would read as something else than text. */
const TELLING = ['', ' ', 'true', 'no', 'null', '~', '1e3', '0x10', '2024-01-01', '- a', 'a: b', '{{', '}}', '{{ fail "no" }}', '$(HOME)', '%', '\n'];

/** A text of a user: anything at all, and often something hostile. */
export const anyText: Text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...TELLING), fc.string({ maxLength: 60, unit: 'grapheme' }));

/** How many of a thing an application has at most, so that a failure stays readable. */
const FEW = 3;

const dnsLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/);
const labelValue = fc.stringMatching(/^([A-Za-z0-9]([A-Za-z0-9_.-]{0,20}[A-Za-z0-9])?)?$/);
const labelKey = fc.stringMatching(/^(acme\.io\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,20}[A-Za-z0-9])?$/);
const variable = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,20}$/);
const secretVariable = variable.map((name) => `${name}_SECRET`);
const absolutePath = fc.stringMatching(/^(\/[A-Za-z0-9._@+-]{1,12}){1,3}$/);
const urlPath = fc.stringMatching(/^\/[!-~]{0,30}$/);
const host = fc.stringMatching(/^(\*\.)?[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?){1,3}$/);
const checksum = fc.stringMatching(/^[0-9a-f]{64}$/);
const digest = checksum.map((hash) => `sha256:${hash}`);
const tag = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/), fc.constantFrom('1.10', '1e3', 'true', '0755'));
const repository = fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,2}(\/[a-z0-9]{1,8}){1,2}$/);

const count = (min: number, max: number) => fc.integer({ min, max });
const port = count(1, 65535);
const memory = count(8, 4096).map((amount) => `${amount}Mi`);
const cpu = fc.oneof(count(1, 4000).map((milli) => `${milli}m`), count(1, 9).map(String));

const mapOf = <T>(key: Text, value: fc.Arbitrary<T>) => fc.dictionary(key, value, { maxKeys: FEW, noNullPrototype: true });
const someOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: FEW });

const resources: fc.Arbitrary<ResourceValues> = fc.record({ requests: fc.record({ cpu, memory }), limits: fc.record({ memory }) });
/** A user of a container; the image's if there is none. */
const securityContext: fc.Arbitrary<UserValues> = fc.oneof(
  fc.constant({}),
  fc.record({ runAsUser: count(1, 4_294_967_294), runAsGroup: count(1, 70_000) }),
);
const podSecurityContext = fc.record({ fsGroup: count(1, 70_000), fsGroupChangePolicy: fc.constant('OnRootMismatch') }, { requiredKeys: [] });
const secretKey: fc.Arbitrary<SecretKey> = fc.record({ secret: dnsLabel, key: fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/) });

const image: fc.Arbitrary<ImageValues> = fc
  .tuple(repository, fc.oneof(fc.record({ tag }), fc.record({ digest }), fc.record({ tag, digest })))
  .map(([name, version]) => ({ repository: name, pullPolicy: 'IfNotPresent', ...version }));

const environment = (text: Text) => fc.record({ env: mapOf(variable, text), secretEnv: mapOf(secretVariable, secretKey) });

/** What runs instead of the image's own program, if anything. */
const program = (text: Text) => fc.record({ command: someOf(text), args: someOf(text) }, { requiredKeys: [] });

const appProtocol = fc.constantFrom('grpc', 'https', 'kubernetes.io/h2c');

/** Ports of different numbers, with these names. */
const ports = (...names: string[]): fc.Arbitrary<PortValues[]> => {
  const unnamed = fc.record({ port, protocol: fc.constantFrom('TCP' as const, 'UDP' as const) });
  return fc
    .uniqueArray(unnamed, { maxLength: names.length, selector: (one) => one.port })
    .map((all) => all.map((one, index) => ({ name: names[index], ...one })));
};

/** What only the Service has of ports: numbers that none of them has yet. */
const ofService = (taken: readonly PortValues[]) => fc
  .uniqueArray(port.filter((number) => !taken.some((one) => one.port === number)), { minLength: taken.length, maxLength: taken.length })
  .chain((numbers) => fc.tuple(...numbers.map((servicePort) => fc.record({ servicePort: fc.constant(servicePort), appProtocol }, { requiredKeys: [] }))));

/** There is a Service where there is a port. */
const service: fc.Arbitrary<ServiceValues> = fc
  .tuple(ports('first', 'second', 'grpc', 'p', 'a-b-c-d-e-f-g-h'), fc.boolean(), fc.boolean())
  .chain(([all, serves, measures]) => fc.tuple(
    fc.constant({ all, serves, measures }),
    ofService(all),
    fc.record({ portName: fc.constantFrom('web', 'grpc-web'), sessionAffinitySeconds: count(1, 86_400) }, { requiredKeys: [] }),
  ))
  .map(([{ all: [first, second, ...more], serves, measures }, settings, { portName, ...affinity }]) => {
    const extraPorts = more.map((one, index) => ({ ...one, ...settings[index + 2] }));
    const isThere = (serves && first !== undefined) || (measures && second !== undefined) || extraPorts.length > 0;
    return {
      enabled: isThere,
      ...(serves && first && { port: first.port, ...(portName && { portName }), ...settings[0] }),
      ...(measures && second && { metricsPort: second.port }),
      ...(isThere && affinity),
      extraPorts,
    };
  });

const ingress = (text: Text): fc.Arbitrary<IngressValues> => fc.record(
  { enabled: fc.constant(true), className: dnsLabel, host, path: urlPath, annotations: mapOf(labelKey, text), tls: fc.boolean(), tlsSecret: dnsLabel },
  { requiredKeys: ['enabled', 'className', 'host', 'path', 'annotations'] },
);

const httpRoute = (text: Text): fc.Arbitrary<HttpRouteValues> => fc.record(
  {
    enabled: fc.constant(true),
    host,
    path: urlPath,
    annotations: mapOf(labelKey, text),
    gateway: fc.record({ name: dnsLabel, namespace: dnsLabel, sectionName: dnsLabel }, { requiredKeys: ['name', 'namespace'] }),
  },
  { requiredKeys: ['enabled', 'host', 'path', 'gateway'] },
);

const ingressRule = fc.record({
  host,
  http: fc.record({
    paths: someOf(fc.record({
      path: urlPath,
      pathType: fc.constantFrom('Exact' as const, 'Prefix' as const),
      backend: fc.record({ service: fc.record({ name: dnsLabel, port: fc.record({ name: dnsLabel }) }) }),
    })),
  }),
});

const furtherIngress = (text: Text): fc.Arbitrary<FurtherIngressValues> => fc.record(
  {
    annotations: mapOf(labelKey, text),
    spec: fc.record(
      {
        ingressClassName: dnsLabel,
        rules: someOf(ingressRule),
        tls: someOf(fc.record({ hosts: someOf(host), secretName: dnsLabel }, { requiredKeys: ['hosts'] })),
      },
      { requiredKeys: ['rules'] },
    ),
  },
  { requiredKeys: ['spec'] },
);

const httpFilter = (text: Text) => fc.oneof(
  fc.record({ name: labelKey, value: text }).map((one) => ({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [one], remove: ['x'] } })),
  urlPath.map((path) => ({ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: path } } })),
  host.map((hostname) => ({ type: 'RequestRedirect', requestRedirect: { hostname, statusCode: 301 } })),
);

const httpRule = (text: Text): fc.Arbitrary<HttpRuleValues> => fc.record(
  {
    matches: someOf(fc.record({ path: fc.record({ type: fc.constantFrom('Exact' as const, 'PathPrefix' as const), value: urlPath }) })),
    filters: someOf(httpFilter(text)),
    backendRefs: someOf(fc.record({
      group: fc.constant('' as const), kind: fc.constant('Service' as const), name: dnsLabel, port, weight: fc.constant(1 as const),
    })),
    timeouts: fc.record({ request: count(1, 86_400).map((time) => `${time}s`) }),
  },
  { requiredKeys: ['matches'] },
);

const furtherHttpRoute = (text: Text): fc.Arbitrary<FurtherHttpRouteValues> => fc.record(
  {
    annotations: mapOf(labelKey, text),
    spec: fc.record({
      parentRefs: someOf(fc.record(
        {
          group: fc.constant('gateway.networking.k8s.io' as const),
          kind: fc.constant('Gateway' as const),
          name: dnsLabel,
          namespace: dnsLabel,
          sectionName: dnsLabel,
        },
        { requiredKeys: ['group', 'kind', 'name', 'namespace'] },
      )),
      hostnames: someOf(host),
      rules: someOf(httpRule(text)),
    }),
  },
  { requiredKeys: ['spec'] },
);

/** Data as JSON has it, without the records that have no prototype. */
const plain = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

/** Further routes, of other names than the application has. */
const furtherRoutes = (text: Text) => fc.record(
  {
    ingresses: mapOf(dnsLabel.map((name) => `${name}-more`), furtherIngress(text)).map(plain),
    httpRoutes: mapOf(dnsLabel.map((name) => `${name}-more`), furtherHttpRoute(text)).map(plain),
  },
  { requiredKeys: [] },
);

const monitoring: fc.Arbitrary<Omit<MonitoringValues, 'enabled'>> = fc.record({ labels: mapOf(labelKey, labelValue), path: urlPath, interval: count(5, 300).map((time) => `${time}s`) });

/** By whom an application is reached: there is a route only to its port `http`, and a monitor only of its port `metrics`. */
const exposure = (text: Text) => fc
  .tuple(service, fc.option(ingress(text)), fc.option(httpRoute(text)), monitoring, furtherRoutes(text))
  .map(([own, byIngress, byRoute, monitor, further]) => ({
    ...further,
    service: own,
    ingress: own.port !== undefined && byIngress ? byIngress : { enabled: false, annotations: {} },
    httpRoute: own.port !== undefined && byRoute ? byRoute : { enabled: false },
    monitoring: { ...monitor, enabled: own.metricsPort !== undefined },
  }));

const question = (text: Text) => fc.oneof(
  fc.record({ httpGet: fc.record({ path: urlPath, port }) }),
  fc.record({ tcpSocket: fc.record({ port }) }),
  fc.record({ exec: fc.record({ command: someOf(text) }) }),
  fc.record({ grpc: fc.record({ port }) }),
);

const timing = fc.record(
  { initialDelaySeconds: count(0, 3600), periodSeconds: count(1, 3600), timeoutSeconds: count(1, 300), failureThreshold: count(1, 1000) },
  { requiredKeys: ['periodSeconds', 'timeoutSeconds', 'failureThreshold'] },
);

const probe = (text: Text): fc.Arbitrary<ProbeValues> => (
  fc.tuple(question(text), timing).map(([asks, often]) => ({ ...asks, ...often }))
);

const probes = (text: Text) => fc.record({ startup: probe(text), readiness: probe(text), liveness: probe(text) }, { requiredKeys: [] });

/** A container of a name that only it has. */
const container = (text: Text, name: string): fc.Arbitrary<ContainerValues> => fc
  .tuple(
    fc.record({ repository, tag, resources, securityContext, ports: ports(`${name}-x`, `${name}-y`) }),
    environment(text),
    program(text),
    fc.record({ shares: fc.subarray([Share.FILES, Share.VARIABLES]), restartPolicy: fc.constant('Always' as const) }, { requiredKeys: [] }),
  )
  .map(([{ repository: from, tag: version, ...values }, variables, runs, others]) => (
    { name, image: `${from}:${version}`, ...values, ...variables, ...runs, ...others }
  ));

const containers = (text: Text, name: string) => fc
  .tuple(fc.nat({ max: 2 }), container(text, `${name}-0`), container(text, `${name}-1`))
  .map(([number, ...all]) => all.slice(0, number));

/** Files of a job, which may be instead of the application's. */
const jobFiles = (text: Text) => fc.option(
  fc.record({ files: fc.dictionary(absolutePath, text, { minKeys: 1, maxKeys: FEW, noNullPrototype: true }), filesChecksum: checksum }),
);

const job = (text: Text): fc.Arbitrary<JobValues> => fc
  .tuple(
    fc.record({
      env: mapOf(variable, text),
      resources,
      securityContext,
      backoffLimit: count(0, 20),
      activeDeadlineSeconds: count(1, 86400),
    }),
    program(text),
    jobFiles(text),
    fc.record(
      { image: fc.tuple(repository, tag).map((parts) => parts.join(':')), podAnnotations: mapOf(labelKey, text), restartPolicy: fc.constant('OnFailure' as const) },
      { requiredKeys: [] },
    ),
  )
  .map(([values, runs, files, others]) => ({ ...values, ...runs, ...files, ...others }));

const scheduledJob = (text: Text): fc.Arbitrary<ScheduledJobValues> => fc
  .tuple(
    job(text),
    fc.record({
      schedule: fc.constantFrom('0 3 * * *', '*/15 * * * 1-5', '@daily'),
      timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin'),
      concurrencyPolicy: fc.constantFrom('Allow', 'Forbid', 'Replace'),
      suspend: fc.boolean(),
    }),
    fc.record({ historyLimit: count(0, 100) }, { requiredKeys: [] }),
  )
  .map(([values, when, others]) => ({ ...values, ...when, ...others }));

/** Folders and files, none of them at the place of another. */
const places = (text: Text) => fc
  .tuple(fc.uniqueArray(absolutePath, { maxLength: 2 * FEW }), fc.array(text, { minLength: FEW, maxLength: FEW }), checksum)
  .map(([paths, texts, filesChecksum]) => ({
    writablePaths: paths.slice(0, FEW),
    files: Object.fromEntries(paths.slice(FEW).map((path, index) => [path, texts[index]])),
    filesChecksum: paths.length > FEW ? filesChecksum : '',
  }));

/** How a pod ends: it cannot wait for longer than it is given. */
const ending = fc
  .tuple(count(1, 3600), count(0, 600))
  .map(([given, wait]) => ({ terminationGracePeriodSeconds: given, preStopSeconds: Math.min(given, wait) }));

/** A further process, which has no variables from Secrets of its own. */
const workload = (text: Text): fc.Arbitrary<WorkloadValues> => fc
  .tuple(
    fc.record({
      podAnnotations: mapOf(labelKey, text),
      env: mapOf(variable, text),
      resources,
      securityContext,
      probes: probes(text),
      initContainers: containers(text, 'init'),
      sidecars: containers(text, 'side'),
      replicaCount: count(0, 100),
    }),
    program(text),
    ending,
    fc
      .tuple(service, monitoring)
      .map(([own, monitor]) => ({ service: own, monitoring: { ...monitor, enabled: own.metricsPort !== undefined } })),
    fc.record({ workloadAnnotations: mapOf(labelKey, text) }, { requiredKeys: [] }),
  )
  .map(([values, runs, ends, serves, others]) => ({ ...values, ...runs, ...ends, ...serves, ...others }));

/** Whose an application is. */
const identity = (text: Text) => fc
  .record({ name: dnsLabel, stage: dnsLabel, team: labelValue, annotations: mapOf(labelKey, text), podAnnotations: mapOf(labelKey, text) })
  .map(({ stage, team, ...own }) => ({
    ...own,
    namespace: `${own.name}-${stage}`,
    labels: { 'app.kubernetes.io/name': own.name, 'acme.io/env': stage, 'acme.io/team': team },
    serviceAccount: { create: false as const, name: own.name },
    autoscaling: { enabled: false as const },
  }));

/** What depends on nothing else. */
const rest = (text: Text) => fc.record(
  {
    replicaCount: count(1, 100),
    image,
    resources,
    probes: probes(text),
    initContainers: containers(text, 'init'),
    sidecars: containers(text, 'side'),
    jobs: mapOf(dnsLabel.filter((name) => name !== 'migration'), scheduledJob(text)),
    surgePercent: count(1, 100),
    securityContext,
    podSecurityContext,
    workloads: mapOf(dnsLabel.filter((name) => !['service', 'job'].includes(name)), workload(text)),
    migration: job(text),
    workloadAnnotations: mapOf(labelKey, text),
  },
  {
    requiredKeys: [
      'image', 'resources', 'probes', 'initContainers', 'sidecars', 'jobs', 'surgePercent', 'securityContext', 'podSecurityContext',
    ],
  },
);

/**
 * Any values that an application can be resolved to, among which no two names, ports or paths clash.
 *
 * @param text what stands where a user may write anything
 */
export const appValues = (text: Text = anyText): fc.Arbitrary<AppValues> => fc
  .tuple(identity(text), exposure(text), environment(text), program(text), places(text), ending, rest(text))
  .map(([own, reached, variables, runs, has, ends, others]) => ({ ...own, ...reached, ...variables, ...runs, ...has, ...ends, ...others }));
