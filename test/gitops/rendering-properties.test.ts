import fc from 'fast-check';
import type { AppValues, JobValues, WorkloadValues } from '../../lib/gitops/values/app-values';
import { restrictedViolations } from '../support/pod-security/restricted';
import type { Json } from '../support/synth';
import { appValues } from './arbitrary-values';
import { containersOf, rendered, templateOf } from './rendered';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NUM_RUNS = 100;

/** What has to hold of the objects of any application. */
function always(check: (documents: readonly Json[], values: AppValues) => void): void {
  fc.assert(fc.property(appValues(), (values) => check(rendered(values).map(({ document }) => document), values)), { numRuns: NUM_RUNS });
}

const podsOf = (documents: readonly Json[]): Json[] => documents.flatMap((document) => templateOf(document) ?? []);
const ofKind = (documents: readonly Json[], kind: string): Json[] => documents.filter((document) => document.kind === kind);
const selects = (selector: Json, labels: Json) => Object.entries(selector).every(([key, value]) => labels[key] === value);
const sorted = (values: readonly string[]) => [...values].sort();

/** The values of what a document is made for, unless that is the application itself. */
function valuesOf({ kind, metadata }: Json, { jobs, migration, name, workloads }: AppValues): WorkloadValues | JobValues | undefined {
  const own = metadata.name.slice(name.length + 1);
  if (isController(kind)) return workloads?.[own];
  return kind === 'Job' ? migration : jobs[own];
}

const isController = (kind: string): boolean => ['Deployment', 'StatefulSet'].includes(kind);
const controllersIn = (documents: readonly Json[]): Json[] => documents.filter(({ kind }) => isController(kind));
const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A map without the keys of another. */
function lacking<T>(map: Readonly<Record<string, T>> = {}, keys: object = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !Object.hasOwn(keys, key)));
}

/** Every map and list inside a value. */
function partsOf(value: unknown): object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];
}

describe('whatever an application is', () => {
  test('its pods hold the profile restricted', () => {
    always((documents) => {
      for (const pod of podsOf(documents)) expect(restrictedViolations(pod)).toEqual([]);
    });
  });

  test('its objects are plain data, with nothing undefined and nothing empty but emptyDir', () => {
    always((documents) => {
      const parts = documents.flatMap(partsOf);
      expect(parts.filter((part) => ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(part)))).toEqual([]);
      const fields = parts.flatMap((part) => Object.entries(part));
      expect(fields.filter(([key, value]) => value === undefined || (isEmpty(value) && key !== 'emptyDir'))).toEqual([]);
    });
  });

  test('its names are DNS labels, no two objects have one, and each is in its namespace', () => {
    always((documents, { namespace }) => {
      const names = documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(new Set(names).size).toBe(names.length);
      for (const { metadata } of documents) {
        expect(metadata.name).toMatch(DNS_LABEL);
        expect(metadata.namespace).toBe(namespace);
      }
      for (const container of podsOf(documents).flatMap(containersOf)) expect(container.name).toMatch(DNS_LABEL);
    });
  });

  test('every object and pod says whose it is', () => {
    always((documents, { labels, annotations }) => {
      const owned = [...documents, ...podsOf(documents)].map(({ metadata }) => metadata as Json);
      for (const metadata of owned) {
        expect(metadata.labels).toMatchObject({ ...labels, 'app.kubernetes.io/managed-by': 'argocd' });
        expect(Object.keys(metadata.annotations ?? {})).toEqual(expect.arrayContaining(Object.keys(annotations)));
      }
    });
  });

  test('a Deployment or StatefulSet and its Services select its pods, and none of another workload or job', () => {
    always((documents) => {
      const pods = documents.filter(templateOf).map((document) => ({ of: document, labels: templateOf(document)!.metadata.labels }));
      for (const deployment of controllersIn(documents)) {
        const { selector, serviceName, template } = deployment.spec;
        const named = [deployment.metadata.name, serviceName];
        const services = ofKind(documents, 'Service').filter(({ metadata }) => named.includes(metadata.name));
        const spread = (template.spec.topologySpreadConstraints ?? []).map(({ labelSelector }: Json) => labelSelector.matchLabels);
        for (const labels of [selector.matchLabels, ...services.map(({ spec }) => spec.selector), ...spread]) {
          expect(pods.filter((pod) => selects(labels, pod.labels)).map((pod) => pod.of)).toEqual([deployment]);
        }
      }
      for (const { spec } of ofKind(documents, 'CronJob')) {
        expect(spec.jobTemplate.metadata.labels).toEqual(spec.jobTemplate.spec.template.metadata.labels);
      }
    });
  });

  test('a Service has the ports of its container, and routes and monitors lead to one of them', () => {
    always((documents, values) => {
      const named = (kind: string, name: string) => ofKind(documents, kind).filter(({ metadata }) => metadata.name === name);
      for (const { metadata, spec } of controllersIn(documents)) {
        const headless = named('Service', spec.serviceName);
        expect(headless.map((one) => one.spec.clusterIP)).toEqual(spec.serviceName === undefined ? [] : ['None']);
        const ports: Json[] = spec.template.spec.containers[0].ports ?? [];
        const services = named('Service', metadata.name);
        expect(services).toHaveLength(ports.length > 0 ? 1 : 0);
        const served: Json[] = services.flatMap((service) => service.spec.ports);
        const { service: given } = metadata.name === values.name ? values : values.workloads![metadata.name.slice(values.name.length + 1)];
        const inService = [{ name: given.portName ?? 'http', ...given }, ...given.extraPorts];
        const numberOf = (port: Json) => inService.find(({ name }) => name === port.name)?.servicePort ?? port.containerPort;
        expect(served.map(({ name, port, targetPort, protocol }) => ({ name, port, targetPort, protocol }))).toEqual(
          ports.map((port) => ({ name: port.name, port: numberOf(port), targetPort: port.name, protocol: port.protocol })),
        );
        const numbers = served.map(({ port, protocol }) => `${port} ${protocol}`);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const { spec: monitor } of named('ServiceMonitor', metadata.name)) {
          expect(served.map(({ name }) => name)).toContain(monitor.endpoints[0].port);
          const without = (monitor.selector.matchExpressions ?? []).map(({ key }: Json) => key);
          const selected = ofKind(documents, 'Service')
            .filter((service) => selects(monitor.selector.matchLabels, service.metadata.labels))
            .filter((service) => !without.some((key: string) => Object.hasOwn(service.metadata.labels, key)));
          expect(selected).toEqual(services);
        }
      }
      const own: Json[] = named('Service', values.name).flatMap(({ spec }) => spec.ports);
      const [ingress] = named('Ingress', values.name);
      if (ingress) expect(own.map(({ name }) => name)).toContain(ingress.spec.rules[0].http.paths[0].backend.service.port.name);
      const [route] = named('HTTPRoute', values.name);
      if (route) expect(own.map(({ port }) => port)).toContain(route.spec.rules[0].backendRefs[0].port);
      expect([ingress, route].map(Boolean)).toEqual([values.ingress.enabled, values.httpRoute.enabled]);
      expect(ofKind(documents, 'Ingress')).toHaveLength(Number(values.ingress.enabled) + Object.keys(values.ingresses ?? {}).length);
      expect(ofKind(documents, 'HTTPRoute')).toHaveLength(Number(values.httpRoute.enabled) + Object.keys(values.httpRoutes ?? {}).length);
      const monitored = [values, ...Object.values(values.workloads ?? {})].filter(({ monitoring }) => monitoring.enabled);
      expect(ofKind(documents, 'ServiceMonitor')).toHaveLength(monitored.length);
    });
  });

  test('every volume is mounted, every mount has a volume, and every file is in a ConfigMap', () => {
    always((documents, values) => {
      for (const document of documents) {
        const pod = templateOf(document);
        if (!pod) continue;
        const volumes: Json[] = pod.spec.volumes ?? [];
        const [app] = pod.spec.containers;
        const mounts: Json[] = app.volumeMounts ?? [];
        const templates: string[] = (document.spec.volumeClaimTemplates ?? []).map(({ metadata }: Json) => metadata.name);
        const mounted = [...new Set(mounts.map(({ name }) => name as string))];
        expect(sorted(mounted)).toEqual(sorted([...volumes.map(({ name }) => name), ...templates]));
        const name = volumes.find((volume) => volume.name === 'files')?.configMap.name;
        const configMap = ofKind(documents, 'ConfigMap').find(({ metadata }) => metadata.name === name);
        const texts = mounts.filter((mount) => mount.name === 'files').map(({ mountPath, subPath }) => [mountPath, configMap!.data[subPath]]);
        const own: Partial<JobValues> = (isController(document.kind) ? undefined : valuesOf(document, values)) ?? {};
        const sources = Object.entries({ ...lacking(values.fileSources, own.files), ...own.fileSources });
        expect(Object.fromEntries(texts)).toEqual(lacking({ ...values.files, ...own.files }, Object.fromEntries(sources)));
        const projected: Json[] = volumes.find((volume) => volume.name === 'file-sources')?.projected.sources ?? [];
        for (const [path, source] of sources) {
          const { subPath } = mounts.find((mount) => mount.name === 'file-sources' && mount.mountPath === path)!;
          const kept = projected.flatMap(({ secret, configMap: map }) =>
            (secret ?? map).items[0].path === subPath ? [{ secret, map }] : []);
          const { name: from, key } = source.secretKeyRef ?? source.configMapKeyRef!;
          const expected = { name: from, items: [{ key, path: subPath }] };
          expect(kept).toEqual([source.secretKeyRef ? { secret: expected } : { map: expected }]);
        }
        const folders = mounts.filter((mount) => /^secret-/.test(mount.name));
        expect(folders.filter(({ subPath }) => subPath !== undefined)).toEqual([]);
        const secretOf = (volumeName: string) => volumes.find((volume) => volume.name === volumeName)!.secret.secretName;
        const secrets = folders.map((mount) => [mount.mountPath, secretOf(mount.name)]);
        expect(Object.fromEntries(secrets)).toEqual(values.secretFolders ?? {});
        for (const { volumeMounts = [] } of containersOf(pod)) {
          const writable = (volumeMounts as Json[]).filter((mount) => /^writable-/.test(mount.name));
          expect(writable.map(({ mountPath }) => mountPath)).toEqual(values.writablePaths);
          expect(new Set((volumeMounts as Json[]).map(({ mountPath }) => mountPath)).size).toBe(volumeMounts.length);
        }
      }
    });
  });

  test('a container has the variables that were given, each once', () => {
    always((documents, values) => {
      const { env, secretEnv, envSources = {} } = values;
      for (const document of documents) {
        const container = templateOf(document)?.spec.containers[0];
        if (!container) continue;
        const names = (container.env ?? []).map((variable: Json) => variable.name);
        const own = valuesOf(document, values);
        const secrets = Object.entries(secretEnv).map(([variable, { secret, key }]) => [variable, { secretKeyRef: { name: secret, key } }]);
        const given: Json = { ...env, ...Object.fromEntries(secrets), ...envSources, ...own?.env, ...own?.envSources };
        expect(sorted(names)).toEqual(sorted(Object.keys(given)));
        for (const { name: variable, value, valueFrom } of container.env ?? []) expect(valueFrom ?? value).toEqual(given[variable]);
        expect(container.envFrom ?? []).toEqual([...(values.envFrom ?? []), ...(own?.envFrom ?? [])]);
      }
    });
  });

  test('a process runs as the user that was given, its volumes belong to the group, and its image is its own', () => {
    always((documents, values) => {
      for (const document of documents) {
        const pod = templateOf(document);
        if (!pod) continue;
        const own: Json = valuesOf(document, values) ?? values;
        const { runAsUser, runAsGroup } = pod.spec.containers[0].securityContext;
        expect({ runAsUser, runAsGroup }).toEqual({ runAsUser: undefined, runAsGroup: undefined, ...own.securityContext });
        expect(pod.spec.securityContext).toMatchObject(values.podSecurityContext);
        const { repository, tag, digest } = values.image;
        const image = digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
        expect(pod.spec.containers[0].image).toBe(typeof own.image === 'string' ? own.image : image);
      }
    });
  });

  test('its objects are made of its values alone, and leave them as they are', () => {
    always((documents, values) => {
      const before = structuredClone(values);
      expect(rendered(values).map(({ document }) => document)).toEqual(documents);
      expect(values).toEqual(before);
    });
  });
});
