import { canonical } from '../../core/canonical';
import { fieldAt, isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { parseQuantity } from '../../core/quantity';
import { podTemplateOf } from '../../guardrails/rows/pods';

/** Fields that say how many pods there can be, and the prop that changes them together with the quota. */
const COUNTS: Readonly<Record<string, string>> = {
  'spec.replicas': 'replicaCount',
  'spec.strategy': 'rollout',
  'spec.updateStrategy': 'rollout',
  'spec.maxReplicas': 'autoscaling',
  'spec.maxReplicaCount': 'autoscaling',
  'spec.parallelism': 'several jobs',
  'spec.concurrencyPolicy': 'allowConcurrent',
  'spec.schedule': 'schedule',
  'spec.jobTemplate.spec.parallelism': 'several jobs',
};

/** Lists of a pod whose entries take room, and what their entries are. */
const CONTAINERS = { containers: 'sidecars', initContainers: 'initContainers' } as const;
const RESOURCES = ['requests.cpu', 'requests.memory', 'limits.memory'];

/** What a patch changed of the pods that there can be: the quota has room for those that the props say, and not for more. */
export function roomProblems(where: string, before: Json, after: Json): Problem[] {
  const path = `${where}: ${String(before.kind)} ${String((before.metadata as Json).name)}`;
  const allowed = 'a patch that leaves the number and the size of the pods: the quota has no room for more';
  const counts = Object.entries(COUNTS)
    .filter(([field]) => canonical(fieldAt(before, field) ?? null) !== canonical(fieldAt(after, field) ?? null))
    .map(([field, prop]) => ({ path: `${path} ${field}`, got: show(fieldAt(after, field)), allowed, fix: `say it by ${prop} instead` }));
  const sizes = Object.entries(CONTAINERS).flatMap(([list, prop]) =>
    larger(containersOf(before, list), containersOf(after, list), prop).map(({ name, got, prop: other }) => ({
      path: `${path} ${list} ${name}`,
      got,
      allowed,
      fix: `say it by ${other} instead`,
    })),
  );
  return [...counts, ...sizes];
}

/** A container that asks for more than the props say, and the prop that says it. */
interface Larger {
  readonly name: string;
  readonly got: string;
  readonly prop: string;
}

/** Containers that are new or ask for more than they did. */
function larger(before: readonly Json[], after: readonly Json[], prop: string): Larger[] {
  const earlier = new Map(before.map((container) => [container.name, container]));
  return after.flatMap((container): Larger[] => {
    const name = String(container.name);
    const own = earlier.get(container.name);
    if (!own) return [{ name, got: 'a container that the props do not name', prop }];
    const grown = RESOURCES.filter((field) => asksForMore(fieldAt(own, `resources.${field}`), fieldAt(container, `resources.${field}`)));
    return grown.map((field) => ({
      name,
      got: `${field}: ${show(fieldAt(container, `resources.${field}`))}`,
      prop: 'cpuRequest, memoryRequest and memoryLimit',
    }));
  });
}

/** Whether a quantity is more than it was; one that is gone or cannot be read counts as more. */
function asksForMore(before: unknown, after: unknown): boolean {
  if (before === after) return false;
  const [own, now] = [before, after].map((each) => parseQuantity(typeof each === 'number' ? String(each) : each));
  return !own || !now || now.milli > own.milli;
}

function containersOf(document: Json, list: string): Json[] {
  const spec = podTemplateOf(document)?.spec;
  return many(isPlainObject(spec) ? spec[list] : undefined);
}
