import fc from 'fast-check';
import { Share } from '../../lib/gitops/props/container-props';
import type {
  AppValues,
  ContainerValues,
  HttpRouteValues,
  ImageValues,
  IngressValues,
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
import { HOSTILE_TEXTS } from '../support/arbitraries';
import { fileSource, fileSources, secretFolders, sourced } from './arbitrary-sources';
import { claims, controller, podVolumes, withClaim } from './arbitrary-volumes';

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

const environment = (text: Text) => fc
  .tuple(fc.record({ env: mapOf(variable, text), secretEnv: mapOf(secretVariable, secretKey) }), sourced)
  .map(([texts, others]) => ({ ...texts, ...others }));

/** What runs instead of the image's own program, if anything. */
const program = (text: Text) => fc.record({ command: someOf(text), args: someOf(text) }, { requiredKeys: [] });

/** Ports of different numbers, with these names. */
const ports = (...names: string[]): fc.Arbitrary<PortValues[]> => {
  const unnamed = fc.record({ port, protocol: fc.constantFrom('TCP' as const, 'UDP' as const) });
  return fc
    .uniqueArray(unnamed, { maxLength: names.length, selector: (one) => one.port })
    .map((all) => all.map((one, index) => ({ name: names[index], ...one })));
};

/** There is a Service where there is a port. */
const service: fc.Arbitrary<ServiceValues> = fc
  .tuple(ports('first', 'second', 'grpc', 'p', 'a-b-c-d-e-f-g-h'), fc.boolean(), fc.boolean())
  .map(([[first, second, ...extraPorts], serves, measures]) => ({
    enabled: (serves && first !== undefined) || (measures && second !== undefined) || extraPorts.length > 0,
    ...(serves && first && { port: first.port }),
    ...(measures && second && { metricsPort: second.port }),
    extraPorts,
  }));

const ingress = (text: Text): fc.Arbitrary<IngressValues> => fc.record(
  { enabled: fc.constant(true), className: dnsLabel, host, path: urlPath, annotations: mapOf(labelKey, text), tlsSecret: dnsLabel },
  { requiredKeys: ['enabled', 'className', 'host', 'path', 'annotations'] },
);

const httpRoute: fc.Arbitrary<HttpRouteValues> = fc.record({
  enabled: fc.constant(true),
  host,
  path: urlPath,
  gateway: fc.record({ name: dnsLabel, namespace: dnsLabel, sectionName: dnsLabel }, { requiredKeys: ['name', 'namespace'] }),
});

const monitoring: fc.Arbitrary<Omit<MonitoringValues, 'enabled'>> = fc.record({ labels: mapOf(labelKey, labelValue), path: urlPath, interval: count(5, 300).map((time) => `${time}s`) });

/** By whom an application is reached: there is a route only to its port `http`, and a monitor only of its port `metrics`. */
const exposure = (text: Text) => fc
  .tuple(service, fc.option(ingress(text)), fc.option(httpRoute), monitoring)
  .map(([own, byIngress, byRoute, monitor]) => ({
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
    fc.record({ shares: fc.subarray(Object.values(Share)), restartPolicy: fc.constant('Always' as const) }, { requiredKeys: [] }),
  )
  .map(([{ repository: from, tag: version, ...values }, variables, runs, others]) => (
    { name, image: `${from}:${version}`, ...values, ...variables, ...runs, ...others }
  ));

const containers = (text: Text, name: string) => fc
  .tuple(fc.nat({ max: 2 }), container(text, `${name}-0`), container(text, `${name}-1`))
  .map(([number, ...all]) => all.slice(0, number));

/** Where the application itself has nothing. */
const jobPath = absolutePath.map((path) => `/job${path}`);

/** Files of a job, beside the application's. */
const jobFiles = (text: Text) => fc.option(
  fc.record({ files: fc.dictionary(jobPath, text, { minKeys: 1, maxKeys: FEW, noNullPrototype: true }), filesChecksum: checksum }),
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
    sourced,
    podVolumes,
    fc.record(
      {
        fileSources: fc.dictionary(jobPath, fileSource, { minKeys: 1, maxKeys: FEW, noNullPrototype: true }),
        image: fc.tuple(repository, tag).map((parts) => parts.join(':')),
        podAnnotations: mapOf(labelKey, text),
        restartPolicy: fc.constant('OnFailure' as const),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([values, runs, files, variables, volumes, others]) => ({ ...values, ...runs, ...files, ...variables, ...volumes, ...others }));

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
  .tuple(fc.uniqueArray(absolutePath, { maxLength: 4 * FEW }), fc.array(text, { minLength: FEW, maxLength: FEW }), checksum)
  .chain(([paths, texts, filesChecksum]) => fc.tuple(
    fc.constant({
      writablePaths: paths.slice(0, FEW),
      files: Object.fromEntries(paths.slice(FEW, 2 * FEW).map((path, index) => [path, texts[index]])),
      filesChecksum: paths.length > FEW ? filesChecksum : '',
    }),
    fileSources(paths.slice(2 * FEW, 3 * FEW)),
    secretFolders(paths.slice(3 * FEW)),
  ))
  .map(([texts, sources, folders]) => ({ ...texts, ...sources, ...folders }));

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
    sourced,
    controller,
    fc.record({ workloadAnnotations: mapOf(labelKey, text) }, { requiredKeys: [] }),
  )
  .map(([values, runs, ends, serves, variables, volumes, others]) => (
    { ...values, ...runs, ...ends, ...serves, ...variables, ...volumes, ...others }
  ));

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
  .tuple(identity(text), exposure(text), environment(text), program(text), places(text), ending, rest(text), controller, claims)
  .map(([own, reached, variables, runs, has, ends, others, volumes, persistent]) => withClaim(
    { ...own, ...reached, ...variables, ...runs, ...has, ...ends, ...others, ...volumes, ...persistent },
  ));
