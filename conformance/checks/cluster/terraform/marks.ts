/** A label or annotation that somebody else than Terraform writes on an object. */
export interface Mark {
  readonly where: 'labels' | 'annotations';
  readonly key: string;
  readonly value: string | null;
}

/** What operators that many clusters have write on namespaces and service accounts, as their documentation says. */
export const MARKS_OF_OPERATORS: readonly Mark[] = [
  { where: 'labels', key: 'istio-injection', value: 'enabled' },
  { where: 'labels', key: 'istio.io/rev', value: 'stable' },
  { where: 'labels', key: 'istio.io/dataplane-mode', value: 'ambient' },
  { where: 'labels', key: 'argocd.argoproj.io/instance', value: 'services' },
  { where: 'labels', key: 'kustomize.toolkit.fluxcd.io/name', value: 'services' },
  { where: 'labels', key: 'policy.sigstore.dev/include', value: 'true' },
  { where: 'labels', key: 'field.cattle.io/projectId', value: 'p-1' },
  { where: 'annotations', key: 'linkerd.io/inject', value: 'enabled' },
  { where: 'annotations', key: 'field.cattle.io/projectId', value: 'c-1:p-1' },
  { where: 'annotations', key: 'lifecycle.cattle.io/create.namespace-auth', value: 'true' },
  { where: 'annotations', key: 'argocd.argoproj.io/tracking-id', value: 'services:/Namespace:x/x' },
  { where: 'annotations', key: 'openshift.io/sa.scc.uid-range', value: '1000/10000' },
  { where: 'annotations', key: 'cnrm.cloud.google.com/project-id', value: 'acme' },
  { where: 'annotations', key: 'scheduler.alpha.kubernetes.io/node-selector', value: 'pool=services' },
];

/** What no operator is known to write. */
export const MARK_BY_HAND: Mark = { where: 'labels', key: 'example.com/by-hand', value: 'true' };
