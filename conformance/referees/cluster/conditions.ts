import type { KubernetesObject } from '../../../test/support/documents';

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** Whether the status of an object says that a condition, such as `Ready`, is true. */
export function isTrue({ status }: KubernetesObject, type: string): boolean {
  const { conditions } = (status ?? {}) as { readonly conditions?: readonly Condition[] | null };
  return (conditions ?? []).some((each) => each.type === type && each.status === 'True');
}
