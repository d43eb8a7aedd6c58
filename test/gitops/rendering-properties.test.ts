import fc from 'fast-check';
import type { AppValues } from '../../lib/gitops/app-values';
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

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

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

  test('the Deployment and the Service select its pods, and none of a job', () => {
    always((documents) => {
      const [{ spec: deployment }] = ofKind(documents, 'Deployment');
      const selectors = [deployment.selector.matchLabels, ...ofKind(documents, 'Service').map(({ spec }) => spec.selector)];
      const spread = deployment.template.spec.topologySpreadConstraints.map(({ labelSelector }: Json) => labelSelector.matchLabels);
      for (const selector of [...selectors, ...spread]) {
        expect(selects(selector, deployment.template.metadata.labels)).toBe(true);
        for (const { spec } of ofKind(documents, 'CronJob')) {
          expect(selects(selector, spec.jobTemplate.spec.template.metadata.labels)).toBe(false);
          expect(spec.jobTemplate.metadata.labels).toEqual(spec.jobTemplate.spec.template.metadata.labels);
        }
      }
    });
  });

  test('the Service has the ports of its container, and routes and monitors lead to one of them', () => {
    always((documents, values) => {
      const [{ spec: deployment }] = ofKind(documents, 'Deployment');
      const ports: Json[] = deployment.template.spec.containers[0].ports ?? [];
      const services = ofKind(documents, 'Service');
      expect(services).toHaveLength(ports.length > 0 ? 1 : 0);
      const served: Json[] = services.flatMap(({ spec }) => spec.ports);
      expect(served).toEqual(ports.map(({ name, containerPort, protocol }) => ({ name, port: containerPort, targetPort: name, protocol })));
      const [ingress] = ofKind(documents, 'Ingress');
      if (ingress) expect(served.map(({ name }) => name)).toContain(ingress.spec.rules[0].http.paths[0].backend.service.port.name);
      const [route] = ofKind(documents, 'HTTPRoute');
      if (route) expect(served.map(({ port }) => port)).toContain(route.spec.rules[0].backendRefs[0].port);
      const [monitor] = ofKind(documents, 'ServiceMonitor');
      if (monitor) {
        expect(served.map(({ name }) => name)).toContain(monitor.spec.endpoints[0].port);
        expect(selects(monitor.spec.selector.matchLabels, services[0].metadata.labels)).toBe(true);
      }
      const enabled = [values.ingress, values.httpRoute, values.monitoring].map((part) => part.enabled);
      expect([ingress, route, monitor].map(Boolean)).toEqual(enabled);
    });
  });

  test('every volume is mounted, every mount has a volume, and every file is in the ConfigMap', () => {
    always((documents, { files, writablePaths }) => {
      const [configMap] = ofKind(documents, 'ConfigMap');
      for (const pod of podsOf(documents)) {
        const volumes: Json[] = pod.spec.volumes ?? [];
        const [app] = pod.spec.containers;
        const mounts: Json[] = app.volumeMounts ?? [];
        expect(sorted([...new Set(mounts.map(({ name }) => name as string))])).toEqual(sorted(volumes.map(({ name }) => name)));
        const texts = mounts.filter(({ subPath }) => subPath).map(({ mountPath, subPath }) => [mountPath, configMap.data[subPath]]);
        expect(Object.fromEntries(texts)).toEqual(files);
        for (const { volumeMounts = [] } of containersOf(pod)) {
          const writable = (volumeMounts as Json[]).filter(({ readOnly }) => !readOnly);
          expect(writable.map(({ mountPath }) => mountPath)).toEqual(writablePaths);
          expect(new Set((volumeMounts as Json[]).map(({ mountPath }) => mountPath)).size).toBe(volumeMounts.length);
        }
      }
    });
  });

  test('a container has the variables that were given, each once', () => {
    always((documents, { env, secretEnv, jobs, name }) => {
      for (const document of documents) {
        const container = templateOf(document)?.spec.containers[0];
        if (!container) continue;
        const job = jobs[document.metadata.name.slice(name.length + 1)];
        const names = (container.env ?? []).map((variable: Json) => variable.name);
        const given = document.kind === 'CronJob' ? { ...env, ...secretEnv, ...job.env } : { ...env, ...secretEnv };
        const isSecret = (variable: string) => Object.hasOwn(secretEnv, variable) && given[variable] === secretEnv[variable];
        expect(sorted(names)).toEqual(sorted(Object.keys(given)));
        for (const { name: variable, value, valueFrom } of container.env ?? []) {
          const { secret, key } = isSecret(variable) ? secretEnv[variable] : {};
          expect(valueFrom ?? value).toEqual(secret === undefined ? given[variable] : { secretKeyRef: { name: secret, key } });
        }
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
