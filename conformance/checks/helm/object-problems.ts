import type { PodTemplate } from '../../../test/support/pod-security/pod';
import { restrictedViolations } from '../../../test/support/pod-security/restricted';
import type { KubernetesObject } from '../../referees/crossplane';

/** What is wrong with the objects of an application, whatever it is. */
export function objectProblems(objects: readonly KubernetesObject[], namespace: string): string[] {
  const runs = objects.some(({ kind }) => ['CronJob', 'Deployment', 'StatefulSet'].includes(kind));
  return [
    ...(runs ? [] : ['nothing runs']),
    ...objects.flatMap((object) => (
      [...problemsOf(object, namespace), ...podProblems(object)].map((problem) => `${object.kind} ${object.metadata?.name}: ${problem}`)
    )),
  ];
}

/** What the cluster would not let run. */
function podProblems({ spec }: KubernetesObject): string[] {
  const { template, jobTemplate } = (spec ?? {}) as { template?: PodTemplate; jobTemplate?: { spec: { template: PodTemplate } } };
  const pod = template ?? jobTemplate?.spec.template;
  return pod ? restrictedViolations(pod).map(({ control, path, got }) => `${control}: ${path} is ${JSON.stringify(got)}`) : [];
}

function problemsOf(object: KubernetesObject, namespace: string): string[] {
  const { metadata = {} } = object;
  const managedBy = metadata.labels?.['app.kubernetes.io/managed-by'];
  return [
    ...(metadata.namespace === namespace ? [] : [`it is in the namespace ${metadata.namespace}`]),
    ...(managedBy === 'argocd' ? [] : [`it is managed by ${managedBy}`]),
    ...(metadata.labels?.['app.kubernetes.io/name'] ? [] : ['no label says which service it is of']),
    ...emptyIn(object, '').map((path) => `${path} is empty and should not be there`),
  ];
}

/** An empty one is what is meant there. */
const MAY_BE_EMPTY = /\.emptyDir$/;

/** The paths of maps and lists without anything in them, and of nothing at all. */
function emptyIn(value: unknown, path: string): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return MAY_BE_EMPTY.test(path) ? [] : [path];
  return entries.flatMap(([key, field]) => emptyIn(field, `${path}.${key}`));
}
