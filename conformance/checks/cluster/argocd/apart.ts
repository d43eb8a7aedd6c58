import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import { nameOf } from '../output';
import { expecting, together, type Findings } from '../part';
import type { Delivery } from './delivery';
import { editYaml } from './tree';

/** Two services of two teams. */
export interface Pair {
  /** Whose folder has the faults. */
  readonly bad: string;
  /** Who may not notice. */
  readonly good: string;
}

/** What one team breaks in its folder stops no other team. */
export async function checkBroken(delivery: Delivery, { bad, good }: Pair): Promise<Findings> {
  const { environment } = delivery;
  writeFileSync(delivery.fileOf(bad, 'envs', `${environment}.yaml`), 'a: b: c: {{{\n\t]');
  writeFileSync(delivery.fileOf(bad, `values-${environment}.yaml`), 'image: [\n');
  const odd = delivery.fileOf('{{ fail "planted" }}', 'envs', environment, 'x', 'chart', 'a');
  mkdirSync(dirname(odd), { recursive: true });
  writeFileSync(odd, '');
  const marked = await mark(delivery, good, 'broken');
  const [broken, noticed] = await Promise.all([
    delivery.settled(delivery.namespaceOf(bad), marked.commit, { patience: 5 }), marked.seconds(),
  ]);
  return {
    ...together([
      expecting(broken === undefined, `planted: ${bad} is deployed from a file that cannot be read`),
      expecting(noticed !== undefined, `broken files of ${bad} stop ${good}: ${await delivery.stateOf(delivery.namespaceOf(good))}`),
    ]),
    notes: [`broken files of one team stop no other (${noticed?.toFixed(0)} s)`],
  };
}

/** What one team writes for the namespace of another, for the cluster, or of a kind that grants rights, never gets there. */
export async function checkForeign(delivery: Delivery, { bad, good }: Pair): Promise<Findings> {
  const [own, other] = [bad, good].map((service) => delivery.namespaceOf(service));
  const foreign: KubernetesObject[] = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted', namespace: other }, data: {} },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'planted', namespace: 'argocd' }, data: {} },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'planted', namespace: own },
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'planted' }, rules: [] },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'planted' } },
    {
      apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'planted', namespace: 'argocd' },
      spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: '*' }] },
    },
  ];
  const files = foreign.map((_, index) => delivery.fileOf(bad, 'manifests', delivery.environment, `planted-${index}.yaml`));
  files.forEach((file, index) => writeFileSync(file, JSON.stringify(foreign[index])));
  const marked = await mark(delivery, good, 'foreign');
  const noticed = await marked.seconds();
  await delivery.settled(own, marked.commit, { patience: 8 });
  const { status } = await delivery.applicationOf(bad);
  const there = await Promise.all(foreign.map(async (each) => (await delivery.api.read(each)).status === 200));
  for (const file of files) rmSync(file);
  return {
    ...together([
      ...foreign.map((each, index) => expecting(!there[index], `${bad} deploys ${nameOf(each)}`)),
      expecting(/not permitted/.test(JSON.stringify(status)), `nothing says why: ${await delivery.stateOf(own)}`),
      expecting(noticed !== undefined, `foreign objects of ${bad} stop ${good}`),
    ]),
    notes: [`${foreign.length} foreign objects refused`],
  };
}

/** A change that shows that a service still follows the repository. */
async function mark(delivery: Delivery, service: string, value: string) {
  editYaml(delivery.fileOf(service, `values-${delivery.environment}.yaml`), (values) => ({
    ...values, podAnnotations: { ...values.podAnnotations, 'golden-path.test/marked': value },
  }));
  const commit = await delivery.merge(`chore: mark ${service}`);
  return { commit, seconds: async () => delivery.settled(delivery.namespaceOf(service), commit) };
}
