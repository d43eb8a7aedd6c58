import type { AppScheduling, AppToleration, ScheduledProps } from '../props/scheduling-props';
import type { SchedulingValues, TolerationValues } from './scheduling-values';

const ARCHITECTURE = 'kubernetes.io/arch';

/** Where pods run; nothing where nothing is said, which means as the application's. */
export function schedulingOf({ scheduling }: ScheduledProps): { readonly scheduling?: SchedulingValues } {
  return scheduling === undefined ? {} : { scheduling: valuesOf(scheduling) };
}

function valuesOf({
  architecture,
  nodeSelector,
  priorityClass,
  runtimeClass,
  spread,
  tolerations = [],
}: AppScheduling): SchedulingValues {
  const labels = { ...nodeSelector, ...(architecture !== undefined && { [ARCHITECTURE]: architecture }) };
  return {
    ...(Object.keys(labels).length > 0 && { nodeSelector: labels }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map(tolerationOf) }),
    ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
    ...(runtimeClass !== undefined && { runtimeClassName: runtimeClass }),
    ...(spread !== undefined && { topologySpreadConstraints: spread._values() }),
  };
}

function tolerationOf({ effect, key, seconds, value }: AppToleration): TolerationValues {
  return {
    key,
    ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
    ...(effect !== undefined && { effect }),
    ...(seconds !== undefined && { tolerationSeconds: seconds }),
  };
}
