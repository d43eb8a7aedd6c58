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
import { placed, pullSecrets, rollout, scaling } from './arbitrary-placement';
import { furtherRoutes, httpRoute, ingress } from './arbitrary-routing';
import { fileSource, fileSources, secretFolders, sourced } from './arbitrary-sources';
import { FEW, absolutePath, anyText, checksum, count, cpu, digest, dnsLabel, labelKey, labelValue, mapOf, memory, port, repository, secretVariable, someOf, tag, urlPath, variable } from './arbitrary-texts';
import type { Text } from './arbitrary-texts';
import { claims, controller, podVolumes, withClaim } from './arbitrary-volumes';

export { anyText } from './arbitrary-texts';

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

const appProtocol = fc.constantFrom('grpc', 'https', 'kubernetes.io/h2c');

/** Ports of different numbers, with these names. */
const ports = (...names: string[]): fc.Arbitrary<PortValues[]> => {
  const unnamed = fc.record({ port, protocol: fc.constantFrom('TCP' as const, 'UDP' as const) });
  return fc
    .uniqueArray(unnamed, { maxLength: names.length, selector: (one) => one.port })
    .map((all) => all.map((one, index) => ({ name: names[index], ...one })));
};

const settingsOfService = (servicePort: number) => fc.record({ servicePort: fc.constant(servicePort), appProtocol }, { requiredKeys: [] });

/** What only the Service has of ports: numbers that none of them has yet. */
const ofService = (taken: readonly PortValues[]) => fc
  .uniqueArray(port.filter((number) => !taken.some((one) => one.port === number)), { minLength: taken.length, maxLength: taken.length })
  .chain((numbers) => fc.tuple(...numbers.map(settingsOfService)));

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
    fc.tuple(podVolumes, placed).map(([own, runsAt]) => ({ ...own, ...runsAt })),
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
    }),
    program(text),
    ending,
    fc
      .tuple(service, monitoring)
      .map(([own, monitor]) => ({ service: own, monitoring: { ...monitor, enabled: own.metricsPort !== undefined } })),
    sourced,
    fc
      .tuple(rollout, controller, placed, scaling(count(0, 100)))
      .map(([rolled, made, runs, scaled]) => ({ ...rolled, ...made, ...runs, ...scaled })),
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

/** How pods of the first process are made, replaced, placed and counted, whichever program they run. */
const process = fc
  .tuple(rollout, controller, placed, pullSecrets, scaling(count(1, 100)))
  .map(([rolled, made, runs, pulled, scaled]) => ({ ...rolled, ...made, ...runs, ...pulled, ...scaled }));

/**
 * Any values that an application can be resolved to, among which no two names, ports or paths clash.
 *
 * @param text what stands where a user may write anything
 */
export const appValues = (text: Text = anyText): fc.Arbitrary<AppValues> => fc
  .tuple(identity(text), exposure(text), environment(text), program(text), places(text), ending, rest(text), process, claims)
  .map(([own, reached, variables, runs, has, ends, others, volumes, persistent]) => withClaim(
    { ...own, ...reached, ...variables, ...runs, ...has, ...ends, ...others, ...volumes, ...persistent },
  ));
