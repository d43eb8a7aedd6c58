import type { PodSpec, TopologySpreadConstraint } from 'cdk8s-plus-28/lib/imports/k8s';
import { SPREAD_TOPOLOGIES } from '../scheduling/spread';
import type { SpreadValues } from '../values/scheduling-values';
import { listOf } from './k8s';
import { podsOf } from './workload';
import type { Workload } from './workload';

/** What an application of which nothing is said has: pods keep apart where they can; where they cannot, they run all the same. */
const PREFERRED = SPREAD_TOPOLOGIES.map((topologyKey): SpreadValues => ({
  topologyKey,
  maxSkew: 1,
  whenUnsatisfiable: 'ScheduleAnyway',
}));

/** How the pods of a process keep apart from each other, and from no others. */
export function spread(workload: Workload): TopologySpreadConstraint[] | undefined {
  const { topologySpreadConstraints = PREFERRED } = workload.scheduling ?? {};
  const labelSelector = { matchLabels: podsOf(workload) };
  return listOf(
    topologySpreadConstraints.map(({ matchLabelKeys, ...constraint }) => ({
      ...constraint,
      ...(matchLabelKeys && { matchLabelKeys: [...matchLabelKeys] }),
      labelSelector,
    })),
  );
}

/** Which nodes pods run on. */
export function placement({ scheduling = {} }: Workload): Partial<PodSpec> {
  const { nodeSelector, priorityClassName, runtimeClassName, tolerations } = scheduling;
  return { nodeSelector, priorityClassName, runtimeClassName, tolerations: listOf(tolerations) };
}
