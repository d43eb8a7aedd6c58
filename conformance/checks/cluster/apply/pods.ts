import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { nameOf, type Written } from '../output';
import { expecting, together, type Findings } from '../part';

interface Container {
  readonly name: string;
  readonly securityContext?: object;
  readonly resources?: { readonly limits?: object; readonly requests?: object };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly [field: string]: unknown;
}

interface Template {
  readonly metadata?: object;
  readonly spec: PodSpec;
}

/** Admission takes our pods as they are, refuses what Pod Security forbids, and gives containers without resources those of LimitRange. */
export async function checkPods(api: KubernetesApi, services: readonly Written[]): Promise<Findings> {
  const templates = services.flatMap(({ document }) => templateOf(document));
  const outcomes: Findings[] = [];
  for (const { where, namespace, template } of templates) outcomes.push(await checkPod(api, where, namespace, template));
  const changes = Object.keys(FORBIDDEN).length + 1;
  return { ...together(outcomes), notes: [`${templates.length} pods tried as they are, and with ${changes} changes`] };
}

async function checkPod(api: KubernetesApi, where: string, namespace: string, template: Template): Promise<Findings> {
  const metadata = { ...template.metadata, name: 'by-hand', namespace };
  const attempt = async (changed: PodSpec) => api.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: changed }, { dryRun: true });
  const { spec } = template;
  const good = await attempt(spec);
  const outcomes = [
    expecting(
      good.status === 201 && good.warnings.length === 0,
      `${where}: its pod gets ${good.status} ${good.body.message ?? ''} ${good.warnings.join('; ')}`,
    ),
  ];
  for (const [name, change] of Object.entries(FORBIDDEN)) {
    const { status, body } = await attempt(change(spec));
    const refused = status === 403 && /PodSecurity/.test(String(body.message));
    outcomes.push(expecting(refused, `${where}: a pod that is ${name} gets ${status}: ${body.message ?? ''}`));
  }
  const bare = await attempt(withFirst(spec, (container) => ({ ...container, resources: undefined })));
  const { limits, requests } = (bare.body.spec?.containers[0] as Container | undefined)?.resources ?? {};
  const isGiven = limits !== undefined && requests !== undefined;
  outcomes.push(expecting(isGiven, `${where}: a container without resources gets none: ${bare.body.message ?? ''}`));
  return together(outcomes);
}

const HOST_FOLDER = { name: 'host', hostPath: { path: '/' } };

/** What the restricted level of Pod Security forbids. */
const FORBIDDEN: Readonly<Record<string, (spec: PodSpec) => PodSpec>> = {
  'privileged': (spec) => withFirst(spec, (container) => ({ ...container, securityContext: { privileged: true } })),
  'in the network of its node': (spec) => ({ ...spec, hostNetwork: true }),
  'among the processes of its node': (spec) => ({ ...spec, hostPID: true }),
  'on a folder of its node': (spec) => withEach({ ...spec, volumes: [HOST_FOLDER] }, { volumeMounts: undefined }),
  'allowed to become root': (spec) => withEach({ ...spec, securityContext: {} }, { securityContext: undefined }),
};

function withEach(spec: PodSpec, change: object): PodSpec {
  return { ...spec, containers: spec.containers.map((container) => ({ ...container, ...change })) };
}

function withFirst(spec: PodSpec, change: (container: Container) => Container): PodSpec {
  const [first, ...others] = spec.containers;
  return { ...spec, containers: [change(first), ...others] };
}

function templateOf(document: KubernetesObject): { where: string; namespace: string; template: Template }[] {
  const spec = document.spec as { template?: Template; jobTemplate?: { spec: { template: Template } } } | undefined;
  const template = document.kind === 'CronJob' ? spec?.jobTemplate?.spec.template : spec?.template;
  if (!['CronJob', 'Deployment', 'Job', 'StatefulSet'].includes(document.kind) || !template) return [];
  return [{ where: nameOf(document), namespace: document.metadata!.namespace!, template }];
}
