import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import type { AppValues } from './app-values';

/** What the chart takes as empty if its values leave it out, by its path. */
const EMPTY_IF_ABSENT: Readonly<Record<string, unknown>> = {
  'annotations': {},
  'env': {},
  'files': {},
  'filesChecksum': '',
  'ingress.annotations': {},
  'initContainers': [],
  'jobs': {},
  'monitoring.labels': {},
  'podAnnotations': {},
  'secretEnv': {},
  'service.extraPorts': [],
  'sidecars': [],
};

/** Which of that a further process has by itself: all else is the application's. */
const OF_WORKLOADS = ['env', 'initContainers', 'monitoring.labels', 'podAnnotations', 'service.extraPorts', 'sidecars'];

/** The values as the chart gets them: with what is empty because it is absent. */
export function withEmpty(values: Json): Json {
  const filled = filledWith(EMPTY_IF_ABSENT, values);
  const workloads = values.workloads as Readonly<Record<string, Json>> | undefined;
  if (workloads === undefined) return filled;
  const own = Object.entries(EMPTY_IF_ABSENT).filter(([path]) => OF_WORKLOADS.includes(path));
  const processes = Object.entries(workloads).map(([name, workload]) => [name, filledWith(Object.fromEntries(own), workload)]);
  return { ...filled, workloads: Object.fromEntries(processes) as Json };
}

function filledWith(empties: Readonly<Record<string, unknown>>, values: Json): Json {
  return Object.entries(empties).reduce<Json>((filled, [path, empty]) => {
    const [key, field] = path.split('.');
    if (field === undefined) return { [key]: empty, ...filled };
    return { ...filled, [key]: { [field]: empty, ...(filled[key] as Json | undefined) } };
  }, values);
}

/** The values as a team wants to read them in its chart: without what is empty anyway, and the namespace, which Argo CD gives. */
export function chartValues(values: AppValues): Json {
  const entries = Object.entries(values).filter(([key]) => key !== 'namespace');
  const shown = withoutEmpty(Object.fromEntries(entries), '');
  const workloads = Object.entries(values.workloads ?? {});
  if (workloads.length === 0) return shown;
  return { ...shown, workloads: Object.fromEntries(workloads.map(([name, own]) => [name, withoutEmpty({ ...own }, '')])) };
}

function withoutEmpty(values: Json, path: string): Json {
  const entries = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (Object.hasOwn(EMPTY_IF_ABSENT, at) && isEmpty(value)) return [];
    return [[key, path === '' && isPlainObject(value) ? withoutEmpty(value, at) : value]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isPlainObject(value) ? Object.keys(value).length === 0 : value === '';
}
