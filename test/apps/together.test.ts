import * as path from 'node:path';
import { Peer } from '@golden-path/constructs';
import { acme } from '../../apps/acme';
import { assertAllowed, assertDenied, synthesize } from '../../lib/testing';
import { applicationsIn } from '../support/applications';
import type { Application } from '../support/applications';
import { EXAMPLES, synthExamples } from '../support/examples';
import { filesIn } from '../support/golden';
import { readStacks } from '../support/synth';
import type { Json } from '../support/synth';

const output = synthesize((app) => { for (const add of Object.values(EXAMPLES)) add(app); });
const outdir = synthExamples(...Object.keys(EXAMPLES));
const applications = applicationsIn(filesIn(path.join(outdir, 'gitops')), readStacks(outdir));
const each = applications.map((application): [string, Application] => [`${application.service} in ${application.environment}`, application]);

/** The one resource of a type in a stack. */
const only = (stack: Json, type: string): Json => {
  const blocks: Json[] = Object.values(stack.resource[type] ?? {});
  expect(blocks).toHaveLength(1);
  return blocks[0];
};

const podOf = (deployment: Json): Json => deployment.spec.template;

test('every example service runs in every environment', () => {
  const services = ['ledger-worker', 'module-registry', 'payment-service', 'storefront'].flatMap((name) => acme.environments.map((environment) => `${name} in ${environment.name}`));
  expect(each.map(([name]) => name).sort()).toEqual(services.sort());
});

describe.each(each)('%s', (_, { service, environment, objects, stack }) => {
  const deployment = objects[`Deployment/${service}`];
  const labels = podOf(deployment).metadata.labels;
  const settings = acme.environment(environment);
  const budgetSelects = (actual: Json): boolean => {
    const { matchLabels } = objects[`PodDisruptionBudget/${service}-service`].spec.selector;
    return Object.entries(matchLabels).every(([key, value]) => actual[key] === value);
  };
  const network = output.service(service, environment);

  test('runs in the namespace and under the account that Terraform makes', () => {
    expect(deployment.metadata.namespace).toBe(only(stack, 'kubernetes_namespace_v1').metadata.name);
    expect(podOf(deployment).spec.serviceAccountName).toBe(only(stack, 'kubernetes_service_account_v1').metadata.name);
    for (const object of Object.values(objects)) expect(object.metadata.namespace).toBe(`${service}-${environment}`);
  });

  test('is what the disruption budget counts and the autoscaler scales, and nothing sets replicas twice', () => {
    expect(budgetSelects(labels)).toBe(true);
    expect(stack.resource).not.toHaveProperty('kubernetes_pod_disruption_budget_v1');
    const [scaler]: Json[] = Object.values(stack.resource.kubernetes_horizontal_pod_autoscaler_v2 ?? {});
    if (scaler) expect(scaler.spec.scale_target_ref).toEqual({ api_version: 'apps/v1', kind: 'Deployment', name: deployment.metadata.name });
    expect('replicas' in deployment.spec).toBe(scaler === undefined);
  });

  test('is reached by its Service on ports that its container has', () => {
    const { selector, ports } = objects[`Service/${service}`].spec;
    expect(Object.entries(selector).every(([key, value]) => labels[key] === value)).toBe(true);
    const named = podOf(deployment).spec.containers[0].ports.map(({ name, containerPort }: Json) => [name, containerPort]);
    expect(ports.map(({ targetPort, port }: Json) => [targetPort, port])).toEqual(named);
  });

  test('lets Prometheus read its metrics, and the ingress reach its port, through the network policies', () => {
    const [metrics] = objects[`ServiceMonitor/${service}`].spec.endpoints;
    const portOf = (name: string) => objects[`Service/${service}`].spec.ports.find((port: Json) => port.name === name)?.port;
    const letsIn = (namespace: string, port: number) => network.acceptsFrom(Peer.namespace(namespace), port);
    assertAllowed(letsIn(settings.monitoringNamespace, portOf(metrics.port)));
    const ingress = objects[`Ingress/${service}`];
    const backend = ingress?.spec.rules[0].http.paths[0].backend.service;
    expect(ingress === undefined || backend.name === service).toBe(true);
    if (ingress) assertAllowed(letsIn(settings.ingressNamespace, portOf(backend.port.name)));
    else assertDenied(letsIn(settings.ingressNamespace, 8080));
  });

  test('reaches its database through the network policies, and so do its jobs', () => {
    const jobs = Object.values(objects).filter(({ kind }) => kind === 'CronJob').map(({ metadata }) => metadata.name.slice(`${service}-`.length));
    // The registry of modules has a bucket and no database.
    const check = service === 'module-registry' ? assertDenied : assertAllowed;
    for (const job of [undefined, ...jobs]) check(network.canReach(settings.vpcCidr, 5432, { job }));
    assertDenied(network.canReach('192.0.2.1', 5432));
  });

  test('keeps its jobs out of the Service, the Deployment and the disruption budget', () => {
    for (const job of Object.values(objects).filter(({ kind }) => kind === 'CronJob')) {
      const pod = job.spec.jobTemplate.spec.template.metadata.labels;
      const { selector } = objects[`Service/${service}`].spec;
      expect(Object.entries(selector).every(([key, value]) => pod[key] === value)).toBe(false);
      expect(Object.entries(deployment.spec.selector.matchLabels).every(([key, value]) => pod[key] === value)).toBe(false);
      expect(budgetSelects(pod)).toBe(false);
    }
  });

  test('gets its secrets from Secrets that something in its folder makes', () => {
    const secrets = podOf(deployment).spec.containers[0].env.flatMap((variable: Json) => variable.valueFrom?.secretKeyRef.name ?? []);
    const documents = Object.entries(filesIn(path.join(outdir, `gitops/apps/${service}/manifests/${environment}`))).map(([, text]) => text).join('\n');
    for (const secret of new Set<string>(secrets)) {
      const request = secret.replace(/-connection$/, '');
      expect(documents).toMatch(new RegExp(`^  name: (${secret}|${request})$`, 'm'));
    }
  });
});
