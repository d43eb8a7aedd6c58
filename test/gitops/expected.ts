/** What all objects of the samples carry. */
export const LABELS = {
  'app.kubernetes.io/managed-by': 'argocd',
  'app.kubernetes.io/name': 'checkout',
  'acme.io/env': 'staging',
  'acme.io/team': 'payments',
};
export const ANNOTATIONS = { 'acme.io/cost-center': 'cc-1042', 'acme.io/owner': 'group:default/payments' };
export const METADATA = { name: 'checkout', namespace: 'checkout-staging', labels: LABELS, annotations: ANNOTATIONS };
export const SELECTOR = { 'app.kubernetes.io/component': 'service', 'app.kubernetes.io/name': 'checkout' };
export const SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
};
export const POD_SECURITY = { fsGroup: 1000, fsGroupChangePolicy: 'OnRootMismatch', runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
export const RESOURCES = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };
export const SPREAD = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => (
  { topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: SELECTOR } }
));
export const FOLDERS = [
  { name: 'writable-0', mountPath: '/tmp' },
  { name: 'writable-1', mountPath: '/var/cache/checkout' },
];
export const MOUNTS = [
  ...FOLDERS,
  { name: 'files', mountPath: '/etc/checkout/app.yaml', subPath: 'file-0', readOnly: true },
  { name: 'files', mountPath: '/etc/checkout/rules.yaml', subPath: 'file-1', readOnly: true },
];
export const VOLUMES = [
  { name: 'writable-0', emptyDir: {} },
  { name: 'writable-1', emptyDir: {} },
  { name: 'files', configMap: { name: 'checkout-files' } },
];
export const secret = (name: string, from: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: from, key } } });
export const API_KEY = secret('API_KEY', 'checkout-stripe', 'api-key');
export const DB_PASSWORD = secret('DB_PASSWORD', 'checkout-orders', 'password');
export const POD_ANNOTATIONS = { ...ANNOTATIONS, 'acme.io/profile': 'on', 'checksum/files': 'd2c5a7d3c0ffee' };
