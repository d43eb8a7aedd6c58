import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesObject } from '../../../test/support/documents';
import type { KubernetesApi } from './api';

const ZONES = ['a', 'b', 'c'];

/** More than everything asks for: what a quota refuses is not for want of nodes. */
const ROOM = { cpu: '256', memory: '1Ti', pods: '1000' };

const LOOK_MILLISECONDS = 250;

/** As often as a kubelet does. */
const RENEW_MILLISECONDS = 10_000;

/** Pods with this annotation start and crash again and again; those of Jobs fail. */
export const CRASHES = 'golden-path.test/crashes';

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string }[];
  };
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string; readonly image: string }[] };
  readonly status: { readonly phase?: string };
}

interface Claim {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: object };
    readonly storageClassName?: string;
    readonly volumeName?: string;
  };
}

/**
 * Simulated nodes: what is scheduled to them becomes ready after a moment, pods of Jobs succeed, and pods that are deleted take all of
 * their grace period. Everything else of a cluster is real.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export class FakeNodes {
  public static async start(api: KubernetesApi): Promise<FakeNodes> {
    const nodes = new FakeNodes(api);
    for (const zone of ZONES) await nodes.register(zone);
    nodes.looking = nodes.look();
    return nodes;
  }

  private looking?: Promise<void>;
  private stopped = false;
  private addresses = 1;

  private constructor(private readonly api: KubernetesApi) {}

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.looking;
  }

  private async register(zone: string): Promise<void> {
    const name = `node-${zone}`;
    const labels = { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': zone };
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
    await this.api.create(node);
    const time = new Date().toISOString();
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: time, lastTransitionTime: time };
    await this.api.patch(node, { status: { capacity: ROOM, allocatable: ROOM, conditions: [ready] } }, '/status');
    // A new node is not ready, which a controller takes back some seconds later.
    await this.api.patch(node, { spec: { taints: null } });
    await this.renew(name);
  }

  /** A node without a lease for 40 seconds counts as lost. */
  private async renew(name: string): Promise<void> {
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' } };
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: new Date().toISOString().replace('Z', '000Z') };
    await this.api.apply({ ...lease, spec }, { manager: 'kubelet', force: true });
  }

  private async look(): Promise<void> {
    for (let renewed = 0; !this.stopped;) {
      if (Date.now() - renewed > RENEW_MILLISECONDS) {
        renewed = Date.now();
        await Promise.all(ZONES.map(async (zone) => this.renew(`node-${zone}`)));
      }
      const { body } = await this.api.call('GET', '/api/v1/pods');
      await this.bindVolumes();
      await Promise.all((body.items as Pod[]).filter(({ spec }) => spec.nodeName).map(async (pod) => this.play(pod)));
      await pause(LOOK_MILLISECONDS);
    }
  }

  /** A volume for each claim that waits for one; no driver makes them here. */
  private async bindVolumes(): Promise<void> {
    const { body } = await this.api.call('GET', '/api/v1/persistentvolumeclaims');
    const waiting = (body.items as Claim[]).filter(({ spec: { volumeName } }) => !volumeName);
    await Promise.all(waiting.map(async (claim) => this.api.create(volumeFor(claim))));
  }

  private async play(pod: Pod): Promise<void> {
    const { metadata: { name, namespace, deletionTimestamp }, status: { phase } } = pod;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    if (deletionTimestamp) {
      // By then the grace is over: the time is of the end, not of the request.
      if (Date.now() >= Date.parse(deletionTimestamp)) await this.api.call('DELETE', `${path}?gracePeriodSeconds=0`);
    } else if (phase === 'Pending') {
      await this.api.call('PATCH', `${path}/status`, { status: this.startedStatus(pod) }, 'application/merge-patch+json');
    } else if (phase === 'Running' && isOfJob(pod)) {
      const end = crashes(pod) ? 'Failed' : 'Succeeded';
      await this.api.call('PATCH', `${path}/status`, { status: { phase: end, conditions: [] } }, 'application/merge-patch+json');
    }
  }

  private startedStatus(pod: Pod): object {
    const time = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    const isCrashing = crashes(pod);
    const isTrue = isCrashing ? 'False' : 'True';
    const state = isCrashing ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: { startedAt: time } };
    const address = this.address();
    return {
      phase: 'Running',
      podIP: address,
      podIPs: [{ ip: address }],
      startTime: time,
      conditions: [
        { type: 'Initialized', status: 'True', lastTransitionTime: time },
        ...['Ready', 'ContainersReady'].map((type) => ({ type, status: isTrue, lastTransitionTime: time })),
      ],
      containerStatuses: pod.spec.containers.map(({ name, image }) => (
        { name, image, imageID: image, ready: !isCrashing, restartCount: isCrashing ? 5 : 0, state }
      )),
    };
  }

  private address(): string {
    this.addresses += 1;
    return `10.99.${Math.floor(this.addresses / 250)}.${(this.addresses % 250) + 1}`;
  }
}

function volumeFor({ metadata: { name, namespace, uid }, spec: { accessModes, resources, storageClassName } }: Claim): KubernetesObject {
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `volume-${uid}` },
    spec: { accessModes, storageClassName, capacity: resources.requests, hostPath: { path: '/volume' }, claimRef },
  };
}

function crashes({ metadata: { annotations } }: Pod): boolean {
  return annotations?.[CRASHES] === 'true';
}

function isOfJob({ metadata: { ownerReferences = [] } }: Pod): boolean {
  return ownerReferences.some(({ kind }) => kind === 'Job');
}
