import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesObject } from '../../../../test/support/documents';
import { until } from '../../../referees/until';
import { nameOf } from '../output';
import { expecting, together, type Findings } from '../part';
import type { Delivery } from './delivery';
import type { Deliveries } from './started';

const PATIENCE_SECONDS = 45;

/** Longer than Argo CD takes to look again, and to heal. */
const A_WHILE_MILLISECONDS = 8000;

/** What somebody changes by hand comes back; the number of pods is the autoscaler's. */
export async function checkHealed({ api }: Delivery, namespace: string, name: string): Promise<Findings> {
  const deployment = object('apps/v1', 'Deployment', name, namespace);
  const service = object('v1', 'Service', name, namespace);
  const image = async () => (await api.read(deployment)).body.spec.template.spec.containers[0].image as string;
  const before = await image();
  const { spec } = (await api.read(deployment)).body as { spec: { replicas: number } };
  await api.patch(deployment, { spec: { replicas: spec.replicas + 1 } });
  await api.call('PATCH', await api.pathOf(deployment), [
    { op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'example.com/by-hand:1' },
  ], 'application/json-patch+json');
  const planted = await image();
  await api.delete(service);
  const healed = await until(async () => await image() === before && (await api.read(service)).status === 200, PATIENCE_SECONDS);
  const { replicas } = (await api.read(deployment)).body.spec as { replicas: number };
  return {
    ...together([
      expecting(planted !== before, 'planted: another image is not there'),
      expecting(healed !== undefined, `${nameOf(deployment)} and its Service stay as somebody made them by hand`),
      // The autoscaler may add more pods meanwhile, up to its minimum.
      expecting(replicas > spec.replicas, `${nameOf(deployment)}: the number of pods is taken from its autoscaler`),
    ]),
    notes: [`an image and a Service changed by hand are healed in ${healed?.toFixed(0)} s`],
  };
}

/** What leaves the repository leaves the cluster, but for data. */
export async function checkPruned(delivery: Delivery, service: string): Promise<Findings> {
  const { api, environment } = delivery;
  const namespace = delivery.namespaceOf(service);
  const folder = delivery.fileOf(service, 'manifests', environment);
  const requests = readdirSync(folder).filter((name) => /^(postgresqlinstance|rediscache)-/.test(name));
  const rule = object('monitoring.coreos.com/v1', 'PrometheusRule', service, namespace);
  const there = (await api.read(rule)).status === 200;
  const texts = requests.map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const name of [...requests, `prometheusrule-${service}.yaml`]) rmSync(join(folder, name));
  await delivery.merge(`chore: remove the rules and the data of ${service}`);
  const pruned = await until(async () => (await api.read(rule)).status === 404, PATIENCE_SECONDS);
  await pause(A_WHILE_MILLISECONDS);
  const data = await Promise.all(requests.map(async (file) => {
    const [, kind, name] = /^([a-z]+)-(.+)\.yaml$/.exec(file)!;
    const request = object('platform.acme.io/v1alpha1', kind === 'rediscache' ? 'RedisCache' : 'PostgreSQLInstance', name, namespace);
    return expecting((await api.read(request)).status === 200, `${nameOf(request)} goes with its file`);
  }));
  // An Application that keeps what it may not remove stays out of sync.
  requests.forEach((name, index) => writeFileSync(join(folder, name), texts[index]));
  return {
    ...together([
      expecting(there, `planted: ${nameOf(rule)} is not there`),
      expecting(pruned !== undefined, `${nameOf(rule)} stays without its file: ${await delivery.stateOf(namespace)}`),
      ...data,
    ]),
    notes: [`1 object pruned, ${requests.length} requests for data kept`],
  };
}

/** In production, a folder that disappears takes nothing with it; in staging it takes all but data. */
export async function checkRemoved({ production, staging }: Deliveries, service: string): Promise<Findings> {
  const [kept, removed] = [production, staging].map(({ workloads }) => workloads.find(({ metadata }) => metadata!.name === service)!);
  const requests = await requestsIn(staging, service);
  rmSync(production.fileOf(service), { recursive: true });
  await production.merge(`chore: remove ${service}`);
  const gone = await until(async () => (await staging.api.read(removed)).status === 404, PATIENCE_SECONDS);
  await pause(A_WHILE_MILLISECONDS);
  const { status, body } = await production.api.read(kept);
  const data = await requestsIn(staging, service);
  return {
    ...together([
      expecting(await production.applicationOf(service) !== undefined, `the Application of ${service} goes with its folder`),
      expecting(status === 200 && !body.metadata.deletionTimestamp, `${nameOf(kept)} goes with its folder`),
      expecting(gone !== undefined, `${nameOf(removed)} stays without its folder: ${await staging.stateOf(staging.namespaceOf(service))}`),
      expecting(requests.length > 0 && data.length === requests.length, `of ${requests.length} requests for data ${data.length} stay`),
    ]),
    notes: [`a folder that is removed takes nothing with it in production, and pods in staging in ${gone?.toFixed(0)} s`],
  };
}

/** What asks for data that is kept. */
async function requestsIn(delivery: Delivery, service: string): Promise<KubernetesObject[]> {
  const { api } = delivery;
  const namespace = delivery.namespaceOf(service);
  const made = await Promise.all(['postgresqlinstances', 'rediscaches'].map(async (plural) => (
    (await api.call('GET', `/apis/platform.acme.io/v1alpha1/namespaces/${namespace}/${plural}`)).body.items as KubernetesObject[]
  )));
  return made.flat().filter(({ metadata }) => metadata!.deletionTimestamp === undefined);
}

function object(apiVersion: string, kind: string, name: string, namespace: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}
