import { fieldsAt } from './pod';
import type { Field, PodTemplate } from './pod';

/** One control of the standards: fields, and the values that they may have. */
export interface Control {
  /** As the standards call it. */
  readonly name: string;
  /** Patterns of the fields that it restricts. */
  readonly fields: readonly string[];
  readonly allows: (field: Field, pod: PodTemplate) => boolean;
}

/** A field of every container, of whichever kind. */
const ofContainers = (...fields: string[]) => (
  ['containers', 'initContainers', 'ephemeralContainers'].flatMap((kind) => fields.map((field) => `spec.${kind}[*].${field}`))
);

/** A field of the security context of the pod and of every container. */
const ofContexts = (field: string) => [`spec.securityContext.${field}`, ...ofContainers(`securityContext.${field}`)];

/** The field may have one of these values, undefined only where that is among them. */
const oneOf = (...values: unknown[]) => ({ value }: Field) => values.includes(value);

/** What a container does not say holds for it where its pod says so. */
const orFromPod = (podField: string, allowed: readonly unknown[]) => ({ path, value }: Field, pod: PodTemplate) => {
  if (value !== undefined) return allowed.includes(value);
  return path === podField || fieldsAt(pod, podField).some((field) => allowed.includes(field.value));
};

/** What is there says which type it is of: to Kubernetes, a profile without one is of the type of no name. */
const absentOrTyped = ({ value }: Field) => value === undefined || typeof (value as { type?: unknown }).type === 'string';

/** A list of nothing else than these. */
const onlyOf = (...values: unknown[]) => ({ value = [] }: Field) => Array.isArray(value) && value.every((item) => values.includes(item));

/** Where a container may name somebody else to be asked. */
const HOST_FIELDS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop']
  .flatMap((handler) => [`${handler}.httpGet.host`, `${handler}.tcpSocket.host`]);

/** Those that act on one pod alone, by Kubernetes 1.32. */
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

const VOLUME_TYPES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** What the profile `baseline` already asks for, besides what `restricted` says more strictly. */
const BASELINE: readonly Control[] = [
  { name: 'HostProcess', fields: ofContexts('windowsOptions.hostProcess'), allows: oneOf(undefined, false) },
  { name: 'Host Namespaces', fields: ['spec.hostNetwork', 'spec.hostPID', 'spec.hostIPC'], allows: oneOf(undefined, false) },
  { name: 'Privileged Containers', fields: ofContainers('securityContext.privileged'), allows: oneOf(undefined, false) },
  { name: 'HostPath Volumes', fields: ['spec.volumes[*].hostPath'], allows: oneOf(undefined) },
  { name: 'Host Ports', fields: ofContainers('ports[*].hostPort'), allows: oneOf(undefined, 0) },
  { name: 'Host Probes / Lifecycle Hooks', fields: ofContainers(...HOST_FIELDS), allows: oneOf(undefined, '') },
  {
    name: 'AppArmor',
    fields: ['metadata.annotations.*'],
    allows: ({ key, value }) => !key.startsWith(APP_ARMOR) || value === '' || value === 'runtime/default' || String(value).startsWith('localhost/'),
  },
  { name: 'AppArmor', fields: ofContexts('appArmorProfile.type'), allows: oneOf(undefined, 'RuntimeDefault', 'Localhost') },
  { name: 'AppArmor', fields: ofContexts('appArmorProfile'), allows: absentOrTyped },
  {
    name: 'SELinux',
    fields: ofContexts('seLinuxOptions.type'),
    allows: oneOf(undefined, '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'),
  },
  { name: 'SELinux', fields: [...ofContexts('seLinuxOptions.user'), ...ofContexts('seLinuxOptions.role')], allows: oneOf(undefined, '') },
  { name: '/proc Mount Type', fields: ofContainers('securityContext.procMount'), allows: oneOf(undefined, 'Default') },
  { name: 'Sysctls', fields: ['spec.securityContext.sysctls[*].name'], allows: oneOf(...SAFE_SYSCTLS) },
];

/** What the profile `restricted` asks for beyond that. */
const RESTRICTED: readonly Control[] = [
  { name: 'Volume Types', fields: ['spec.volumes[*].*'], allows: ({ key }) => key === 'name' || VOLUME_TYPES.includes(key) },
  { name: 'Privilege Escalation', fields: ofContainers('securityContext.allowPrivilegeEscalation'), allows: oneOf(false) },
  { name: 'Running as Non-root', fields: ofContexts('runAsNonRoot'), allows: orFromPod('spec.securityContext.runAsNonRoot', [true]) },
  { name: 'Running as Non-root user', fields: ofContexts('runAsUser'), allows: ({ value }) => value !== 0 },
  {
    name: 'Seccomp',
    fields: ofContexts('seccompProfile.type'),
    allows: orFromPod('spec.securityContext.seccompProfile.type', ['RuntimeDefault', 'Localhost']),
  },
  { name: 'Seccomp', fields: ofContexts('seccompProfile'), allows: absentOrTyped },
  {
    name: 'Capabilities',
    fields: ofContainers('securityContext.capabilities.drop'),
    allows: ({ value }) => Array.isArray(value) && value.includes('ALL'),
  },
  { name: 'Capabilities', fields: ofContainers('securityContext.capabilities.add'), allows: onlyOf('NET_BIND_SERVICE') },
];

/** Every control of the profile `restricted`, for pods of Linux. */
export const CONTROLS: readonly Control[] = [...BASELINE, ...RESTRICTED];
