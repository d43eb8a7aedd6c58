import { k8s } from './k8s';

/** Fields that are quantities, which cdk8s has objects for. */
const QUANTITIES = ['divisor', 'sizeLimit', 'storage'];

/** Fields that cdk8s calls otherwise than Kubernetes. */
const NAMES: Readonly<Record<string, string>> = { downwardAPI: 'downwardApi' };

/** A value in the form of Kubernetes as cdk8s takes it. */
export function typed<T>(value: unknown): T {
  return converted(value) as T;
}

function converted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [NAMES[key] ?? key, fieldOf(key, each)]));
}

function fieldOf(key: string, value: unknown): unknown {
  return QUANTITIES.includes(key) && typeof value === 'string' ? k8s().Quantity.fromString(value) : converted(value);
}
