import { load } from 'js-yaml';
import { toYaml } from '../../lib/core/yaml';
import { manifestsOf } from '../../lib/gitops/rendering/manifests-of';
import type { AppValues, ProbeValues } from '../../lib/gitops/values/app-values';
import { HOSTILE_TEXTS } from '../support/arbitraries';
import { restrictedViolations } from '../support/pod-security/restricted';
import type { Json } from '../support/synth';
import { objectOf, rendered, templateOf } from './rendered';
import { FULL, MINIMAL } from './sample-values';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const TIMING = { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 };

const podOf = (values: AppValues) => templateOf(objectOf(values, 'Deployment checkout'))!;
const appOf = (values: AppValues) => podOf(values).spec.containers[0];

describe('the image', () => {
  test.each([
    [{ tag: '2.14.0' }, 'ghcr.io/acme/checkout:2.14.0'],
    [{ digest: DIGEST }, `ghcr.io/acme/checkout@${DIGEST}`],
    [{ tag: '2.14.0', digest: DIGEST }, `ghcr.io/acme/checkout@${DIGEST}`],
  ])('by %j is %s, also in jobs', (version, expected) => {
    const values: AppValues = { ...FULL, image: { repository: 'ghcr.io/acme/checkout', pullPolicy: 'IfNotPresent', ...version } };
    expect(appOf(values).image).toBe(expected);
    expect(templateOf(objectOf(values, 'CronJob checkout-report'))?.spec.containers[0].image).toBe(expected);
  });
});

describe('the number of pods', () => {
  test('is there where no autoscaler sets it, even if it is 0', () => {
    for (const replicaCount of [0, 1, 7]) expect(objectOf({ ...MINIMAL, replicaCount }, 'Deployment checkout').spec.replicas).toBe(replicaCount);
  });

  test('is absent where one does', () => {
    expect(objectOf({ ...MINIMAL, replicaCount: undefined }, 'Deployment checkout').spec).not.toHaveProperty('replicas');
  });
});

describe('a probe', () => {
  test.each<[string, ProbeValues, unknown]>([
    ['HTTP', { httpGet: { path: '/ready', port: 8081 }, ...TIMING }, { httpGet: { path: '/ready', port: 8081 }, ...TIMING }],
    ['TCP', { tcpSocket: { port: 1 }, ...TIMING }, { tcpSocket: { port: 1 }, ...TIMING }],
    ['a command', { exec: { command: ['a', 'b'] }, ...TIMING }, { exec: { command: ['a', 'b'] }, ...TIMING }],
    ['gRPC', { grpc: { port: 9000 }, initialDelaySeconds: 0, ...TIMING }, { grpc: { port: 9000 }, initialDelaySeconds: 0, ...TIMING }],
  ])('by %s is as given, and only where it is given', (_, given, expected) => {
    const { startupProbe, readinessProbe, livenessProbe } = appOf({ ...MINIMAL, probes: { readiness: given } });
    expect([startupProbe, readinessProbe, livenessProbe]).toStrictEqual([undefined, expected, undefined]);
  });
});

describe('routing', () => {
  test('has an Ingress without a certificate where none is named', () => {
    const ingress = { ...FULL.ingress, tlsSecret: undefined };
    expect(objectOf({ ...FULL, ingress }, 'Ingress checkout').spec).not.toHaveProperty('tls');
  });

  test('has an HTTPRoute to the whole gateway where none of its listeners is named', () => {
    const httpRoute = { ...FULL.httpRoute, gateway: { name: 'public', namespace: 'gateways' } };
    expect(objectOf({ ...FULL, httpRoute }, 'HTTPRoute checkout').spec.parentRefs).toStrictEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways' },
    ]);
  });

  test.each([
    ['Ingress', { httpRoute: { enabled: false } }],
    ['HTTPRoute', { ingress: { enabled: false, annotations: {} } }],
  ])('has nothing else than an %s where only that is there', (kind, changes) => {
    const kinds = rendered({ ...FULL, ...changes }).map(({ document }) => document.kind as string);
    expect(kinds.filter((one) => ['Ingress', 'HTTPRoute'].includes(one))).toEqual([kind]);
  });
});

describe('what is said twice or not at all', () => {
  test('has the annotation that is nearest to the object or pod', () => {
    const values: AppValues = { ...FULL, annotations: { 'acme.io/x': 'all' }, podAnnotations: { 'acme.io/x': 'pod' } };
    expect(podOf(values).metadata.annotations['acme.io/x']).toBe('pod');
    const ingress = { ...FULL.ingress, annotations: { 'acme.io/x': 'ingress' } };
    expect(objectOf({ ...values, ingress }, 'Ingress checkout').metadata.annotations).toEqual({ 'acme.io/x': 'ingress' });
  });

  test('has no managed-by but its own', () => {
    const labels = { ...FULL.labels, 'app.kubernetes.io/managed-by': 'terraform' };
    for (const { document } of rendered({ ...FULL, labels })) expect(document.metadata.labels['app.kubernetes.io/managed-by']).toBe('argocd');
  });

  test('has no lifecycle where nothing waits, and no lists that are empty', () => {
    const values: AppValues = { ...MINIMAL, command: [], args: [] };
    expect(Object.keys(appOf(values)).sort()).toEqual(['image', 'imagePullPolicy', 'name', 'ports', 'resources', 'securityContext']);
  });

  test('has each variable once, a secret rather than a text, but for what a job itself says', () => {
    const job = { ...FULL.jobs.report, env: { DB_PASSWORD: 'text' } };
    const values = { ...FULL, env: { DB_PASSWORD: 'other' }, jobs: { report: job } };
    const ofJob = templateOf(objectOf(values, 'CronJob checkout-report'))?.spec.containers[0];
    const password = ({ env }: Json) => env.filter(({ name }: Json) => name === 'DB_PASSWORD');
    expect(password(appOf(values))).toEqual([
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'checkout-orders', key: 'password' } } },
    ]);
    expect(password(ofJob)).toEqual([{ name: 'DB_PASSWORD', value: 'text' }]);
  });

  test('has what a variable refers to before it', () => {
    const env = { A_URL: 'postgres://$(DB_USER):$(B_PASSWORD)@db', DB_USER: 'app' };
    const secretEnv = { B_PASSWORD: { secret: 'checkout-db', key: 'password' } };
    expect(appOf({ ...MINIMAL, env, secretEnv }).env.map(({ name }: Json) => name)).toEqual(['B_PASSWORD', 'DB_USER', 'A_URL']);
  });

  test('has a variable of any name', () => {
    const env = JSON.parse('{"__proto__":"a","constructor":"b","1":"c"}');
    expect(appOf({ ...MINIMAL, env }).env).toEqual([{ name: '1', value: 'c' }, { name: '__proto__', value: 'a' }, { name: 'constructor', value: 'b' }]);
  });
});

describe('a hostile text', () => {
  test.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s arrives as it is', (_, text) => {
    const values: AppValues = {
      ...FULL,
      annotations: { 'acme.io/text': text },
      podAnnotations: { 'acme.io/pod': text },
      env: { TEXT: text },
      command: [text],
      args: [text],
      files: { '/etc/text': text },
      ingress: { ...FULL.ingress, annotations: { 'acme.io/ingress': text } },
      probes: { liveness: { exec: { command: [text] }, ...TIMING } },
    };
    expect(podOf(values).metadata.annotations).toMatchObject({ 'acme.io/text': text, 'acme.io/pod': text });
    expect(appOf(values)).toMatchObject({ command: [text], args: [text], livenessProbe: { exec: { command: [text] } } });
    expect(appOf(values).env).toContainEqual({ name: 'TEXT', value: text });
    expect(objectOf(values, 'ConfigMap checkout-files').data).toEqual({ 'file-0': text });
    expect(objectOf(values, 'Ingress checkout').metadata.annotations).toEqual({ 'acme.io/text': text, 'acme.io/ingress': text });
    for (const document of manifestsOf(values)) expect(load(toYaml(document))).toEqual(document);
  });
});

describe('the profile restricted', () => {
  test('is broken by an annotation that takes the confinement of a container away', () => {
    const annotation = 'container.apparmor.security.beta.kubernetes.io/checkout';
    const values = { ...FULL, podAnnotations: { [annotation]: 'unconfined' } };
    expect(restrictedViolations(podOf(values))).toEqual([
      { control: 'AppArmor', path: `metadata.annotations["${annotation}"]`, got: 'unconfined' },
    ]);
  });
});
