import { fieldAt, isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { parseQuantity } from '../../core/quantity';
import { podTemplateOf } from '../../guardrails/rows/pods';
import type { PodGroup } from '../../service/demand';
import { podOf, podsOfDeployment } from '../demand';
import type { ContainerResources } from '../demand';
import type { ResourceValues, WorkloadValues } from '../values/app-values';

/** The pods of an object that a team adds, or why they cannot be counted. */
type Counted = { readonly groups: readonly PodGroup[] } | { readonly problem: Omit<Problem, 'path'> };

/** Counts how many pods an object has at its peak. */
const COUNTS: Readonly<Record<string, (document: Json) => number | undefined>> = {
  CronJob: (document) =>
    fieldAt(document, 'spec.concurrencyPolicy') === 'Allow' || fieldAt(document, 'spec.concurrencyPolicy') === undefined
      ? undefined
      : numberAt(document, 'spec.jobTemplate.spec.parallelism'),
  Deployment: deploymentPods,
  Job: (document) => numberAt(document, 'spec.parallelism'),
  Pod: () => 1,
  StatefulSet: (document) => numberAt(document, 'spec.replicas'),
};

/**
 * The pods of an object that a team adds to its application, which its quota has to have room for.
 *
 * @param defaults what the namespace gives a container that asks for nothing
 */
export function podsOf(document: Json, defaults: ResourceValues): Counted {
  const template = podTemplateOf(document);
  if (!template) return { groups: [] };
  const kind = String(document.kind);
  const { containers, initContainers } = (template.spec ?? {}) as Json;
  const [running, starting] = [containers, initContainers].map((all) => many(all).map((each) => demandOf(each, defaults)));
  const [first, ...sidecars] = running;
  const count = COUNTS[kind]?.(document);
  if (count === undefined || !first || [...running, ...starting].some(({ isReadable }) => !isReadable)) {
    const what = count === undefined ? 'no number of pods that can be counted' : 'a request that cannot be read';
    return {
      problem: {
        got: `${kind}: ${what}`,
        allowed: 'pods that can be counted: the quota has to have room for them',
        fix: "give a number of replicas or parallelism, concurrencyPolicy: 'Forbid' for a CronJob, and quantities such as 100m and 128Mi",
      },
    };
  }
  const pod = podOf({ resources: first.resources, sidecars, initContainers: starting });
  return { groups: [{ name: `the added ${kind} ${show(fieldAt(document, 'metadata.name'))}`, count, pod }] };
}

/** What Kubernetes takes for a surge that a Deployment does not name. */
const DEFAULT_SURGE = '25%';

function deploymentPods(document: Json): number | undefined {
  const replicas = numberAt(document, 'spec.replicas');
  const surge = fieldAt(document, 'spec.strategy.rollingUpdate.maxSurge') ?? DEFAULT_SURGE;
  const isCounted = typeof surge === 'number' ? Number.isSafeInteger(surge) && surge >= 0 : /^\d{1,9}%$/.test(String(surge));
  if (replicas === undefined || !isCounted) return undefined;
  return podsOfDeployment(replicas, fieldAt(document, 'spec.strategy') as WorkloadValues['strategy'], DEFAULT_SURGE);
}

/** A number of pods, which is one if the object does not say it. */
function numberAt(document: Json, path: string): number | undefined {
  const value = fieldAt(document, path) ?? 1;
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

/** What a container asks for. */
interface ContainerDemand extends ContainerResources {
  readonly isReadable: boolean;
}

/** What a container asks for, with the defaults of the namespace; a limit is also a request if there is no other. */
function demandOf({ resources, restartPolicy }: Json, defaults: ResourceValues): ContainerDemand {
  const own = isPlainObject(resources) ? resources : {};
  const quantity = (path: string, fallback: unknown) => String(fieldAt(own, path) ?? fallback);
  const memory = quantity('limits.memory', defaults.limits.memory);
  const requests = {
    cpu: quantity('requests.cpu', fieldAt(own, 'limits.cpu') ?? defaults.requests.cpu),
    memory: quantity('requests.memory', fieldAt(own, 'limits.memory') ?? defaults.requests.memory),
  };
  return {
    resources: { requests, limits: { memory } },
    isReadable: [memory, requests.cpu, requests.memory].every((each) => parseQuantity(each) !== undefined),
    ...(restartPolicy === 'Always' && { restartPolicy }),
  };
}
