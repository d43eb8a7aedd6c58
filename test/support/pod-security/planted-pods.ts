import { CONTROLS } from './controls';
import type { PodTemplate } from './pod';
import { soundPod, type Plain } from './sound-pod';

/** A pod that holds every control, but for what was put into it. */
export interface PlantedPod {
  readonly name: string;
  readonly pod: PodTemplate;
}

/** A field with one value. */
interface Plant {
  readonly path: string;
  readonly value: unknown;
}

const SWITCH = [true, false, null];
const LOCAL_PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined', '', null];

const VOLUMES = [
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'fc',
  'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath', 'iscsi', 'nfs', 'persistentVolumeClaim',
  'photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd', 'scaleIO', 'secret', 'storageos', 'vsphereVolume',
];

const SYSCTLS = [
  'kernel.msgmax', 'kernel.sem', 'kernel.shm_rmid_forced', 'net.core.somaxconn', 'net.ipv4.ip_forward', 'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_max_syn_backlog',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem',
];

/** What is put into a field, by what its pattern ends with; good values are among them as well as bad ones. */
const VALUES: readonly (readonly [string, readonly unknown[]])[] = [
  ['hostProcess', SWITCH],
  ['hostNetwork', SWITCH],
  ['hostPID', SWITCH],
  ['hostIPC', SWITCH],
  ['privileged', SWITCH],
  ['allowPrivilegeEscalation', SWITCH],
  ['runAsNonRoot', SWITCH],
  ['runAsUser', [0, 1, 1000, null]],
  ['hostPort', [0, 80, 8080, null]],
  ['.host', ['', '10.0.0.1', 'node', null]],
  ['appArmorProfile', [{}, { type: 'RuntimeDefault' }, null]],
  ['seccompProfile', [{}, { type: 'RuntimeDefault' }, null]],
  ['appArmorProfile.type', LOCAL_PROFILES],
  ['seccompProfile.type', LOCAL_PROFILES],
  ['seLinuxOptions.type', ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', 'unconfined_t', null]],
  ['seLinuxOptions.user', ['', 'system_u', null]],
  ['seLinuxOptions.role', ['', 'system_r', null]],
  ['procMount', ['Default', 'Unmasked', null]],
  ['capabilities.drop', [['ALL'], ['ALL', 'NET_RAW'], ['all'], ['NET_RAW'], [], null]],
  ['capabilities.add', [[], ['NET_BIND_SERVICE'], ['NET_BIND_SERVICE', 'CHOWN'], ['SYS_ADMIN'], ['CAP_NET_BIND_SERVICE'], ['ALL'], null]],
  ['sysctls[*].name', SYSCTLS],
  ['hostPath', [{ path: '/var/run' }, null]],
  ['volumes[*].*', VOLUMES],
  ['annotations.*', ['', 'runtime/default', 'localhost/app', 'localhost/', 'unconfined', 'RuntimeDefault']],
];

/** Every field that a control names with every value, and such pods again with a second one. Throws if a field has no values here. */
export function plantedPods(): PlantedPod[] {
  const plants = [...new Set(CONTROLS.flatMap(({ fields }) => fields))].flatMap(plantsFor);
  // Each meets some of the others: what a pod says, and what its containers say, add up.
  const pairs = [1, 17, 89].flatMap((step) => plants.map((plant, index) => [plant, plants[(index + step) % plants.length]]));
  return [...plants.map((plant) => [plant]), ...pairs].map((each) => ({
    name: each.map(({ path, value }) => `${path} is ${JSON.stringify(value)}`).join(' and '),
    pod: each.reduce((pod, plant) => planted(pod, plant), soundPod() as PodTemplate),
  }));
}

/** A pod with a volume that the code of Kubernetes takes and the text of the standards does not list: our evaluator goes by the text. */
export function podWithUnlistedVolume(): PlantedPod {
  const pod = soundPod();
  pod.spec.volumes.push({ name: 'planted', image: { reference: 'example.com/files:1' } });
  return { name: 'a volume of the type image', pod };
}

function plantsFor(pattern: string): Plant[] {
  const values = VALUES.find(([end]) => pattern.endsWith(end))?.[1];
  if (!values) throw new Error(`nothing is planted for ${pattern}`);
  return placesOf(pattern).flatMap((path) => values.map((value) => ({ path, value })));
}

/** A list that the sound pod has gives a place for each of its elements. */
function placesOf(pattern: string): string[] {
  const [, before, after] = /^(.*?Containers|.*?containers)\[\*\](.*)$/.exec(pattern) ?? [];
  if (before === undefined) return [pattern];
  const count = (soundPod().spec[before.slice('spec.'.length)] as unknown[]).length;
  return Array.from({ length: count }, (_, index) => `${before}[${index}]${after.replace('[*]', '[0]')}`);
}

function planted(pod: PodTemplate, { path, value }: Plant): PodTemplate {
  const { metadata, spec } = structuredClone(pod) as { metadata: Plain; spec: Plain };
  if (path === 'metadata.annotations.*') metadata.annotations['container.apparmor.security.beta.kubernetes.io/app'] = value;
  else if (path === 'spec.volumes[*].*') spec.volumes.push({ name: 'planted', [String(value)]: {} });
  else if (path === 'spec.volumes[*].hostPath') spec.volumes[0] = { name: 'tmp', hostPath: value };
  else if (path === 'spec.securityContext.sysctls[*].name') spec.securityContext.sysctls = [{ name: value, value: '1' }];
  else set(spec, path.replace(/^spec\./, '').split(/[.[\]]+/), value);
  return { metadata, spec };
}

function set(object: Plain, [key, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) object[key] = value;
  else set((object[key] ??= {}) as Plain, rest, value);
}
