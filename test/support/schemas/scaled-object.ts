import type { Json } from '../synth';

/** What a field of a ScaledObject may be. */
type Field = 'text' | 'count' | 'boolean' | 'texts' | Fields | readonly [Fields];
interface Fields {
  readonly [name: string]: Field;
}

const RULES: Fields = {
  'stabilizationWindowSeconds?': 'count',
  'selectPolicy?': 'text',
  'policies?': [{ type: 'text', value: 'count', periodSeconds: 'count' }],
};

/** @see https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const SPEC: Fields = {
  'scaleTargetRef': { 'apiVersion?': 'text', 'kind?': 'text', 'name': 'text', 'envSourceContainerName?': 'text' },
  'pollingInterval?': 'count',
  'cooldownPeriod?': 'count',
  'initialCooldownPeriod?': 'count',
  'idleReplicaCount?': 'count',
  'minReplicaCount?': 'count',
  'maxReplicaCount?': 'count',
  'fallback?': { failureThreshold: 'count', replicas: 'count' },
  'advanced?': {
    'restoreToOriginalReplicaCount?': 'boolean',
    'horizontalPodAutoscalerConfig?': { 'name?': 'text', 'behavior?': { 'scaleUp?': RULES, 'scaleDown?': RULES } },
  },
  'triggers': [
    {
      'type': 'text',
      'metadata': 'texts',
      'name?': 'text',
      'useCachedMetrics?': 'boolean',
      'metricType?': 'text',
      'authenticationRef?': { 'name': 'text', 'kind?': 'text' },
    },
  ],
};

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

/** What of a ScaledObject is not as KEDA documents it, each with its path first. */
export function scaledObjectFaults({ apiVersion, kind, spec }: Json): string[] {
  const faults = apiVersion === 'keda.sh/v1alpha1' && kind === 'ScaledObject' ? [] : ['kind: is none of KEDA'];
  return [...faults, ...faultsOf(spec, SPEC, 'spec')];
}

function faultsOf(value: Json, field: Field, path: string): string[] {
  if (Array.isArray(field)) {
    if (!Array.isArray(value) || value.length === 0) return [`${path}: is no list of one or more`];
    return value.flatMap((item: Json, index) => faultsOf(item, field[0] as Fields, `${path}[${index}]`));
  }
  if (field === 'text') return typeof value === 'string' ? [] : [`${path}: is no text`];
  if (field === 'count') return isCount(value) ? [] : [`${path}: is no whole number`];
  if (field === 'boolean') return typeof value === 'boolean' ? [] : [`${path}: is not true or false`];
  if (typeof value !== 'object' || value === null) return [`${path}: is no object`];
  if (field === 'texts') return Object.entries(value).flatMap(([key, text]) => faultsOf(text, 'text', `${path}.${key}`));
  const fields = Object.entries(field as Fields).map(([name, each]) => ({ name: name.replace('?', ''), isOptional: name.endsWith('?'), each }));
  const unknown = Object.keys(value).filter((key) => !fields.some(({ name }) => name === key));
  const known = fields.flatMap(({ name, isOptional, each }) => {
    if (value[name] === undefined) return isOptional ? [] : [`${path}.${name}: is missing`];
    return faultsOf(value[name], each, `${path}.${name}`);
  });
  return [...unknown.map((key) => `${path}.${key}: is no field`), ...known];
}
