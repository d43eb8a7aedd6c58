type Texts = Readonly<Record<string, string>>;

/**
 * What the provider reads of labels or annotations: all that are in its state, and others but for Kubernetes' own and those that it
 * is told to ignore. What it reads and the configuration does not have it takes away.
 *
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#ignore_labels-1
 */
export function seenOf(live: Texts = {}, state: Texts | null, ignored: readonly string[]): Texts | null {
  const expressions = ignored.map((each) => new RegExp(each));
  const seen = Object.entries(live).filter(([key]) =>
    key in (state ?? {}) || !(isInternal(key) || expressions.some((each) => each.test(key))));
  return state === null && seen.length === 0 ? null : Object.fromEntries(seen);
}

/** Those of Kubernetes, but for the two domains that are for everybody. */
function isInternal(key: string): boolean {
  const [domain, name] = key.split('/');
  if (name === undefined || domain === 'app.kubernetes.io' || domain === 'service.beta.kubernetes.io') return false;
  return domain.endsWith('kubernetes.io');
}
