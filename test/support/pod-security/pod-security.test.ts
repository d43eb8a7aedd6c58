import { CONTROLS } from './controls';
import type { PodTemplate } from './pod';
import { restrictedViolations } from './restricted';
import { soundPod, type Plain, type SoundPod } from './sound-pod';

const found = (pod: PodTemplate) => restrictedViolations(pod).map(({ control, path }) => `${control}: ${path}`);

/** What is found in a sound pod after something was done to it. */
function planted(plant: (pod: SoundPod) => unknown): string[] {
  const pod = soundPod();
  plant(pod);
  return found(pod);
}

const app = ({ spec }: SoundPod): Plain => spec.containers[0];
const context = (pod: SoundPod): Plain => app(pod).securityContext;
const podContext = ({ spec }: SoundPod): Plain => spec.securityContext;
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/app';

/** Each with the one violation that it is. */
const PLANTS: readonly (readonly [string, (pod: SoundPod) => unknown])[] = [
  ['HostProcess: spec.securityContext.windowsOptions.hostProcess', (pod) => { podContext(pod).windowsOptions = { hostProcess: true }; }],
  ['HostProcess: spec.containers[0].securityContext.windowsOptions.hostProcess', (pod) => { context(pod).windowsOptions = { hostProcess: true }; }],
  ['Host Namespaces: spec.hostNetwork', ({ spec }) => { spec.hostNetwork = true; }],
  ['Host Namespaces: spec.hostPID', ({ spec }) => { spec.hostPID = true; }],
  ['Host Namespaces: spec.hostIPC', ({ spec }) => { spec.hostIPC = true; }],
  ['Privileged Containers: spec.containers[0].securityContext.privileged', (pod) => { context(pod).privileged = true; }],
  ['Privileged Containers: spec.initContainers[0].securityContext.privileged', ({ spec }) => { spec.initContainers[0].securityContext.privileged = true; }],
  ['Privileged Containers: spec.ephemeralContainers[0].securityContext.privileged', ({ spec }) => { spec.ephemeralContainers[0].securityContext.privileged = true; }],
  ['Host Ports: spec.containers[0].ports[0].hostPort', (pod) => { app(pod).ports[0].hostPort = 8080; }],
  ['Host Probes / Lifecycle Hooks: spec.containers[0].readinessProbe.httpGet.host', (pod) => { app(pod).readinessProbe.httpGet.host = '10.0.0.1'; }],
  ['Host Probes / Lifecycle Hooks: spec.containers[0].livenessProbe.tcpSocket.host', (pod) => { app(pod).livenessProbe.tcpSocket.host = 'node'; }],
  ['Host Probes / Lifecycle Hooks: spec.containers[0].startupProbe.httpGet.host', (pod) => { app(pod).startupProbe = { httpGet: { port: 1, host: 'node' } }; }],
  ['Host Probes / Lifecycle Hooks: spec.containers[0].lifecycle.preStop.httpGet.host', (pod) => { app(pod).lifecycle.preStop = { httpGet: { port: 1, host: 'node' } }; }],
  ['Host Probes / Lifecycle Hooks: spec.containers[0].lifecycle.postStart.tcpSocket.host', (pod) => { app(pod).lifecycle.postStart = { tcpSocket: { port: 1, host: 'node' } }; }],
  [`AppArmor: metadata.annotations[${JSON.stringify(APP_ARMOR)}]`, ({ metadata }) => { metadata.annotations[APP_ARMOR] = 'unconfined'; }],
  ['AppArmor: spec.securityContext.appArmorProfile.type', (pod) => { podContext(pod).appArmorProfile = { type: 'Unconfined' }; }],
  ['AppArmor: spec.containers[0].securityContext.appArmorProfile.type', (pod) => { context(pod).appArmorProfile = { type: 'Unconfined' }; }],
  ['SELinux: spec.securityContext.seLinuxOptions.type', (pod) => { podContext(pod).seLinuxOptions = { type: 'spc_t' }; }],
  ['SELinux: spec.containers[0].securityContext.seLinuxOptions.user', (pod) => { context(pod).seLinuxOptions = { user: 'system_u' }; }],
  ['SELinux: spec.containers[0].securityContext.seLinuxOptions.role', (pod) => { context(pod).seLinuxOptions = { role: 'system_r' }; }],
  ['/proc Mount Type: spec.containers[0].securityContext.procMount', (pod) => { context(pod).procMount = 'Unmasked'; }],
  ['Sysctls: spec.securityContext.sysctls[1].name', (pod) => { podContext(pod).sysctls = [{ name: 'net.ipv4.tcp_syncookies' }, { name: 'kernel.msgmax' }]; }],
  ['Volume Types: spec.volumes[2].nfs', ({ spec }) => { spec.volumes.push({ name: 'shared', nfs: { server: 'nfs', path: '/' } }); }],
  ['Volume Types: spec.volumes[2].image', ({ spec }) => { spec.volumes.push({ name: 'image', image: { reference: 'x' } }); }],
  ['Privilege Escalation: spec.containers[0].securityContext.allowPrivilegeEscalation', (pod) => { context(pod).allowPrivilegeEscalation = true; }],
  ['Privilege Escalation: spec.initContainers[0].securityContext.allowPrivilegeEscalation', ({ spec }) => { delete spec.initContainers[0].securityContext.allowPrivilegeEscalation; }],
  ['Running as Non-root: spec.containers[0].securityContext.runAsNonRoot', (pod) => { context(pod).runAsNonRoot = false; }],
  ['Running as Non-root user: spec.securityContext.runAsUser', (pod) => { podContext(pod).runAsUser = 0; }],
  ['Running as Non-root user: spec.containers[0].securityContext.runAsUser', (pod) => { context(pod).runAsUser = 0; }],
  ['AppArmor: spec.containers[0].securityContext.appArmorProfile', (pod) => { context(pod).appArmorProfile = {}; }],
  ['Seccomp: spec.containers[0].securityContext.seccompProfile', (pod) => { context(pod).seccompProfile = { localhostProfile: 'app' }; }],
  ['Seccomp: spec.containers[0].securityContext.seccompProfile.type', (pod) => { context(pod).seccompProfile = { type: 'Unconfined' }; }],
  ['Capabilities: spec.containers[0].securityContext.capabilities.drop', (pod) => { context(pod).capabilities = { drop: ['NET_RAW'] }; }],
  ['Capabilities: spec.containers[1].securityContext.capabilities.drop', ({ spec }) => { delete spec.containers[1].securityContext.capabilities; }],
  ['Capabilities: spec.containers[0].securityContext.capabilities.add', (pod) => { context(pod).capabilities.add = ['NET_BIND_SERVICE', 'SYS_ADMIN']; }],
];

const EVERY_CONTAINER = ['containers[0]', 'containers[1]', 'initContainers[0]', 'ephemeralContainers[0]'];

describe('the check for the profile restricted', () => {
  test('finds nothing in a pod that holds it', () => {
    expect(found(soundPod())).toEqual([]);
  });

  test.each(PLANTS)('finds %s', (violation, plant) => {
    expect(planted(plant)).toEqual([violation]);
  });

  test('finds a folder of the node by both of its controls', () => {
    const plant = ({ spec }: SoundPod) => { spec.volumes[0] = { name: 'tmp', hostPath: { path: '/var/run' } }; };
    expect(planted(plant)).toEqual(['HostPath Volumes: spec.volumes[0].hostPath', 'Volume Types: spec.volumes[0].hostPath']);
  });

  test('has every control broken above', () => {
    const broken = [...PLANTS.map(([violation]) => violation.split(': ')[0]), 'HostPath Volumes'];
    expect(CONTROLS.map(({ name }) => name).filter((name) => !broken.includes(name))).toEqual([]);
  });

  test('says what was there', () => {
    const pod = { ...soundPod() };
    pod.spec.hostNetwork = 'true';
    expect(restrictedViolations(pod)).toEqual([{ control: 'Host Namespaces', path: 'spec.hostNetwork', got: 'true' }]);
  });

  test('allows what the standards allow', () => {
    expect(planted((pod) => {
      context(pod).capabilities.add = ['NET_BIND_SERVICE'];
      context(pod).seLinuxOptions = { type: 'container_t', user: '' };
      context(pod).appArmorProfile = { type: 'Localhost' };
      context(pod).runAsUser = 1000;
      pod.metadata.annotations[APP_ARMOR] = 'localhost/app';
      app(pod).ports[0].hostPort = 0;
      pod.spec.volumes.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } });
    })).toEqual([]);
  });
});

describe('what a pod says for its containers', () => {
  test.each([
    ['Running as Non-root', 'runAsNonRoot', 'runAsNonRoot', true],
    ['Seccomp', 'seccompProfile', 'seccompProfile.type', { type: 'Localhost' }],
  ])('%s: may be said by each of them instead', (control, field, path, value) => {
    expect(planted((pod) => { delete podContext(pod)[field]; })).toEqual(
      EVERY_CONTAINER.map((container) => `${control}: spec.${container}.securityContext.${path}`),
    );
    expect(planted((pod) => {
      delete podContext(pod)[field];
      for (const kind of ['containers', 'initContainers', 'ephemeralContainers']) {
        for (const container of pod.spec[kind]) container.securityContext[field] = value;
      }
    })).toEqual([]);
  });

  test('may not be wrong, even where each of them says better', () => {
    expect(planted((pod) => {
      podContext(pod).runAsNonRoot = false;
      for (const kind of ['containers', 'initContainers', 'ephemeralContainers']) {
        for (const container of pod.spec[kind]) container.securityContext.runAsNonRoot = true;
      }
    })).toEqual(['Running as Non-root: spec.securityContext.runAsNonRoot']);
  });

  test('is missing in a pod that says nothing at all', () => {
    const controls = restrictedViolations({ spec: { containers: [{ name: 'app' }] } }).map(({ control }) => control);
    expect(controls).toEqual(['Privilege Escalation', 'Running as Non-root', 'Seccomp', 'Capabilities']);
  });
});
