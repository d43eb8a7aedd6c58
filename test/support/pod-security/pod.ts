/** A pod, or the template of one, as plain data. */
export interface PodTemplate {
  readonly metadata?: unknown;
  readonly spec?: unknown;
}

/** A field of a pod that a control speaks of, whether it is there or not. */
export interface Field {
  /** Such as `spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  readonly key: string;
  /** Undefined where the field, or what it would be in, is absent. */
  readonly value: unknown;
}

/**
 * The fields that a pattern means, as the standards write them: `[*]` is every element of a list, and `.*` every key of a map.
 * A list or map that is absent has none; any other field is there in any case, even though its value may be undefined.
 */
export function fieldsAt(pod: PodTemplate, pattern: string): Field[] {
  return pattern.replaceAll('[*]', '.[*]').split('.').reduce<Field[]>(
    (fields, part) => fields.flatMap((field) => children(field, part)),
    [{ path: '', key: '', value: pod }],
  );
}

function children({ path, value }: Field, part: string): Field[] {
  if (part === '[*]') return listOf(value).map((item, index) => ({ path: `${path}[${index}]`, key: String(index), value: item }));
  const map = mapOf(value);
  const keys = part === '*' ? Object.keys(map) : [part];
  // To Kubernetes, null is absent.
  return keys.map((key) => ({ path: pathOf(path, key), key, value: map[key] ?? undefined }));
}

function pathOf(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
