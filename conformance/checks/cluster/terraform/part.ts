import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import { LiveKubernetes, type KubernetesApi } from '../../../referees/cluster';
import { OfflineTerraform, TerraformError, type StackJson, type TerraformPlan } from '../../../referees/terraform';
import { expecting, together, type Context, type Findings } from '../part';
import { MARK_BY_HAND, MARKS_OF_OPERATORS, type Mark } from './marks';

/** The stack that is made once more under another name, changed and destroyed. */
const TRIED = 'storefront';

/** The stack that is tried, and where it is. */
interface Trial {
  readonly terraform: OfflineTerraform;
  readonly api: KubernetesApi;
  readonly work: string;
  readonly stack: StackJson;
  readonly namespace: string;
}

/** Runs an action with Terraform, whose Kubernetes resources are objects of the cluster. */
export async function withTerraform<T>(context: Context, action: (terraform: OfflineTerraform) => Promise<T>): Promise<T> {
  const { output, plane } = context;
  const terraform = await OfflineTerraform.start(Object.values(output.stacks), undefined, {}, new LiveKubernetes(plane.api));
  try {
    return await action(terraform);
  } finally {
    terraform.stop();
  }
}

/** Applies every stack. */
export async function applyStacks(terraform: OfflineTerraform, context: Context): Promise<Findings> {
  const stacks = Object.entries(context.output.stacks);
  for (const [name, stack] of stacks) await terraform.applyIn(folderOf(context, name), stack);
  const resources = stacks.flatMap(([, { resource = {} }]) => Object.entries(resource).filter(([type]) => type.startsWith('kubernetes_')));
  const count = resources.reduce((sum, [, named]) => sum + Object.keys(named as object).length, 0);
  return { asked: count, problems: [], notes: [`${stacks.length} stacks with ${count} Kubernetes resources applied`] };
}

/** What Terraform says of objects that are there: nothing to do, and all that somebody changed. */
export async function checkTerraform(terraform: OfflineTerraform, context: Context): Promise<Findings> {
  const plans = [];
  for (const name of Object.keys(context.output.stacks)) plans.push(await emptyPlan(terraform, context, name));
  return together([...plans, await checkChanges(terraform, context)]);
}

async function emptyPlan(terraform: OfflineTerraform, context: Context, name: string): Promise<Findings> {
  const changes = changesIn(await terraform.planHere(folderOf(context, name)));
  return expecting(changes.length === 0, `${name}: a second plan is not empty: ${changes.join(', ')}`);
}

/** A stack of its own, so that nothing else sees what becomes of it. */
async function checkChanges(terraform: OfflineTerraform, context: Context): Promise<Findings> {
  const { environment, plane: { api } } = context;
  const namespace = `${TRIED}-trial`;
  const stack = renamed(context.output.stacks[`${TRIED}-${environment}`], `${TRIED}-${environment}`, namespace);
  const work = folderOf(context, namespace);
  await terraform.applyIn(work, stack);
  const trial = { terraform, api, work, stack, namespace };
  const marks = await checkMarks(trial);
  const drift = await checkDrift(trial);
  const scaled = await checkScaled(trial);
  const kept = await checkKept(trial);
  return { ...together([marks, drift, scaled, kept]), notes: ['one stack changed by hand, scaled and destroyed', ...marks.notes] };
}

/** What operators write on objects stays; what else somebody writes there is shown. */
async function checkMarks({ terraform, api, work, namespace }: Trial): Promise<Findings> {
  const objects = [object('Namespace', namespace), object('ServiceAccount', TRIED, namespace)];
  for (const each of objects) await api.patch(each, { metadata: metadataOf(MARKS_OF_OPERATORS) });
  const changes = changesIn(await terraform.planHere(work));
  for (const each of objects) await api.patch(each, { metadata: metadataOf([MARK_BY_HAND]) });
  const planted = changesIn(await terraform.planHere(work));
  const outcomes = [
    expecting(changes.length === 0, `what operators write on objects would be taken away: ${changes.join(', ')}`),
    expecting(planted.length === objects.length, `planted: a label by hand on ${objects.length} objects is seen on ${planted.length}`),
  ];
  for (const each of objects) await api.patch(each, { metadata: metadataOf([{ ...MARK_BY_HAND, value: null }]) });
  const notes = [`${MARKS_OF_OPERATORS.length} labels and annotations of operators on ${objects.length} objects`];
  return { ...together(outcomes), notes };
}

function metadataOf(marks: readonly Mark[]): object {
  const of = (wanted: Mark['where']) =>
    Object.fromEntries(marks.filter(({ where }) => where === wanted).map(({ key, value }) => [key, value]));
  return { labels: of('labels'), annotations: of('annotations') };
}

const DRIFT = ['kubernetes_limit_range_v1.limits create', 'kubernetes_resource_quota_v1.quota update'];

/** What somebody changes by hand is in the plan, and mended by the next apply. */
async function checkDrift({ terraform, api, work, namespace }: Trial): Promise<Findings> {
  const quota = object('ResourceQuota', TRIED, namespace);
  const limits = object('LimitRange', TRIED, namespace);
  await api.patch(quota, { spec: { hard: { pods: '1000' } } });
  await api.delete(limits);
  const changes = changesIn(await terraform.planHere(work));
  await terraform.applyHere(work);
  const [hard, there] = [(await api.read(quota)).body.spec.hard.pods, (await api.read(limits)).status];
  return together([
    expecting(changes.join() === DRIFT.join(), `drift is planned as ${changes.join(', ')}`),
    expecting(hard !== '1000' && there === 200, `drift is not mended: ${hard} pods, and the limits answer ${there}`),
  ]);
}

const SCALED = 'kubernetes_horizontal_pod_autoscaler_v2.autoscaler update';

/** Other replicas change what they should, in place. */
async function checkScaled({ terraform, api, work, stack, namespace }: Trial): Promise<Findings> {
  const scaler = object('HorizontalPodAutoscaler', TRIED, namespace, 'autoscaling/v2');
  const before = (await api.read(scaler)).body;
  const text = JSON.stringify(stack).replace(/"max_replicas":(\d+)/g, (_, count: string) => `"max_replicas":${Number(count) + 1}`);
  const more = JSON.parse(text) as StackJson;
  const changes = changesIn(await terraform.planIn(work, more));
  await terraform.applyIn(work, more);
  const after = (await api.read(scaler)).body;
  return together([
    expecting(changes.join() === SCALED, `one replica more is planned as ${changes.join(', ')}`),
    expecting(after.spec.maxReplicas === before.spec.maxReplicas + 1, `the autoscaler has at most ${after.spec.maxReplicas} replicas`),
    expecting(after.metadata.uid === before.metadata.uid, 'the autoscaler was made anew'),
  ]);
}

/** Nothing of data goes with a `terraform destroy`; without `prevent_destroy` all goes. */
async function checkKept({ terraform, api, work, stack, namespace }: Trial): Promise<Findings> {
  const mustStay = JSON.stringify(stack).includes('"prevent_destroy":true');
  const refused = await terraform.destroyIn(work).then(() => '', (error: unknown) => {
    if (error instanceof TerraformError) return error.message;
    throw error;
  });
  const { status } = await api.read(object('Namespace', namespace));
  await terraform.applyIn(work, renamed(stack, '"prevent_destroy":true', '"prevent_destroy":false'));
  await terraform.destroyIn(work);
  const after = await api.read(object('Namespace', namespace));
  return together([
    expecting(mustStay ? /prevent_destroy|cannot be destroyed/.test(refused) && status === 200 : refused === '', `a destroy of what must stay ends with: ${refused || 'all is gone'}`),
    expecting(after.status === 404, `without prevent_destroy the namespace is still there after a destroy: ${after.status}`),
  ]);
}

/** The addresses of what would change, each with what would be done. */
function changesIn({ resource_changes: changes = [] }: TerraformPlan): string[] {
  const changed = changes.filter(({ change, address }) => change.actions.join() !== 'no-op' && !address.startsWith('data.'));
  return changed.map(({ address, change }) => `${address} ${change.actions.join(' and ')}`).sort();
}

function renamed(stack: StackJson, from: string, to: string): StackJson {
  return JSON.parse(JSON.stringify(stack).replaceAll(from, to)) as StackJson;
}

function object(kind: string, name: string, namespace?: string, apiVersion = 'v1'): KubernetesObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

function folderOf({ folder }: Context, name: string): string {
  const work = join(folder, 'terraform', name);
  mkdirSync(work, { recursive: true });
  return work;
}
