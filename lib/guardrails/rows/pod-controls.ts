import { fieldAt, isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';

/** A field of a pod that the profile `restricted` does not allow. */
interface PodViolation {
  readonly path: string;
  readonly got: string;
}

/** Something that a pod, or a container of it, has at a path. */
interface Place {
  readonly path: string;
  readonly value: Json;
}

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];
const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
const PROFILES = ['RuntimeDefault', 'Localhost'];
const SELINUX = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The sysctls that act on one pod alone. */
const SYSCTLS = [
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

/** What each field of a security context may be, of that of a pod and of a container; nothing is always among it. */
const OF_CONTEXTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  'appArmorProfile.type': (value) => PROFILES.includes(value as string),
  'privileged': (value) => value === false,
  'procMount': (value) => value === 'Default',
  'runAsNonRoot': (value) => value === true,
  'runAsUser': (value) => value !== 0,
  'seccompProfile.type': (value) => PROFILES.includes(value as string),
  'seLinuxOptions.role': (value) => value === '',
  'seLinuxOptions.type': (value) => SELINUX.includes(value as string),
  'seLinuxOptions.user': (value) => value === '',
  'windowsOptions.hostProcess': (value) => value === false,
};

/**
 * What a pod, or the template of one, breaks of the profile `restricted`. The namespace refuses such a pod, so that an
 * application would only stop.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedBreaches(pod: Json): PodViolation[] {
  const spec = objectAt(pod, 'spec');
  const containers = CONTAINERS.flatMap((kind) => places(spec, kind));
  return [
    ...annotations(pod),
    ...['hostIPC', 'hostNetwork', 'hostPID'].flatMap((field) => unless(spec, `spec.${field}`, field, (value) => value === false)),
    ...places(spec, 'volumes').flatMap(volumeTypes),
    ...places(objectAt(spec, 'securityContext'), 'sysctls', 'spec.securityContext').flatMap(({ path, value }) =>
      SYSCTLS.includes(value.name as string) ? [] : [{ path: `${path}.name`, got: show(value.name) }],
    ),
    ...contextBreaches({ path: 'spec.securityContext', value: objectAt(spec, 'securityContext') }),
    ...containers.flatMap((container) => containerBreaches(container, objectAt(spec, 'securityContext'))),
  ];
}

function annotations(pod: Json): PodViolation[] {
  return Object.entries(objectAt(pod, 'metadata.annotations'))
    .filter(([key, value]) => key.startsWith(APP_ARMOR) && !/^($|runtime\/default$|localhost\/)/.test(String(value)))
    .map(([key, value]) => ({ path: `metadata.annotations['${key}']`, got: show(value) }));
}

function volumeTypes({ path, value }: Place): PodViolation[] {
  const wrong = Object.keys(value).filter((key) => key !== 'name' && !VOLUMES.includes(key));
  return wrong.map((key) => ({ path: `${path}.${key}`, got: show(value[key]) }));
}

function contextBreaches({ path, value }: Place): PodViolation[] {
  const profiles = ['appArmorProfile', 'seccompProfile'].filter(
    (field) => fieldOf(value, field) !== undefined && typeof fieldOf(value, `${field}.type`) !== 'string',
  );
  return [
    ...profiles.map((field) => ({ path: `${path}.${field}`, got: show(value[field]) })),
    ...Object.entries(OF_CONTEXTS).flatMap(([field, isSound]) => unless(value, `${path}.${field}`, field, isSound)),
  ];
}

function containerBreaches({ path, value }: Place, podContext: Json): PodViolation[] {
  const context = objectAt(value, 'securityContext');
  const at = `${path}.securityContext`;
  const capabilities = objectAt(context, 'capabilities');
  const required = ['runAsNonRoot', 'seccompProfile.type'].filter(
    (field) => fieldOf(context, field) === undefined && fieldOf(podContext, field) === undefined,
  );
  const added = list(capabilities.add).filter((name) => name !== 'NET_BIND_SERVICE');
  return [
    ...contextBreaches({ path: at, value: context }),
    ...required.map((field) => ({ path: `${at}.${field}`, got: 'nothing' })),
    ...(context.allowPrivilegeEscalation === false
      ? []
      : [{ path: `${at}.allowPrivilegeEscalation`, got: show(context.allowPrivilegeEscalation ?? undefined) }]),
    ...(Array.isArray(capabilities.drop) && capabilities.drop.includes('ALL')
      ? []
      : [{ path: `${at}.capabilities.drop`, got: show(capabilities.drop ?? undefined) }]),
    ...(added.length > 0 ? [{ path: `${at}.capabilities.add`, got: show(added) }] : []),
    ...places(value, 'ports', path).flatMap((port) =>
      unless(port.value, `${port.path}.hostPort`, 'hostPort', (each) => each === 0),
    ),
    ...HANDLERS.flatMap((handler) => ['httpGet.host', 'tcpSocket.host'].map((field) => `${handler}.${field}`)).flatMap((field) =>
      unless(value, `${path}.${field}`, field, (each) => each === ''),
    ),
  ];
}

/** A field that is there and not sound. */
function unless(holder: Json, path: string, field: string, isSound: (value: unknown) => boolean): PodViolation[] {
  const value = fieldOf(holder, field);
  return value === undefined || isSound(value) ? [] : [{ path, got: show(value) }];
}

/** The objects of a list; what is no object has no field that could be wrong, and Kubernetes refuses it. */
function places(holder: Json, field: string, above = 'spec'): Place[] {
  return list(holder[field]).flatMap((value, index) =>
    isPlainObject(value) ? [{ path: `${above}.${field}[${index}]`, value }] : [],
  );
}

/** A field by its path; to Kubernetes, null is absent. */
function fieldOf(holder: unknown, path: string): unknown {
  return fieldAt(holder, path) ?? undefined;
}

function objectAt(holder: Json, path: string): Json {
  const value = fieldOf(holder, path);
  return isPlainObject(value) ? value : {};
}
