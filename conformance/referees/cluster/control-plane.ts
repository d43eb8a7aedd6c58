import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../ports';
import { KubernetesApi } from './api';

const LOOPBACK = '127.0.0.1';

/** Each has the rights of its name in a cluster. */
const TOKENS = {
  admin: { user: 'admin', groups: 'system:masters' },
  manager: { user: 'system:kube-controller-manager', groups: '' },
  scheduler: { user: 'system:kube-scheduler', groups: '' },
} as const;

const START_SECONDS = 90;

/** How a control plane is started. */
export interface ControlPlaneOptions {
  /** Whether controllers and scheduler run too, which is not needed to ask what the API server takes. */
  readonly controllers?: boolean;
}

/**
 * A control plane of Kubernetes on loopback: etcd, API server, and the controllers and the scheduler beside them. There are no nodes.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
 */
export class ControlPlane {
  /**
   * Starts it in a folder that is ours to write to.
   *
   * @throws with the last lines of its log if it does not become ready
   */
  public static async start(binary: string, folder: string, { controllers = true }: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const plane = new ControlPlane(binary, folder);
    try {
      const [etcd, peers, port] = [await freePort(), await freePort(), await freePort()];
      plane.writeSecrets();
      plane.run('etcd', etcdFlags(etcd, peers));
      plane.run('apiserver', apiServerFlags(etcd, port));
      const api = await plane.whenServed(port);
      if (controllers) await plane.runControllers(port);
      plane.started = { api, port };
      return plane;
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  private readonly children: ChildProcess[] = [];
  private started?: { readonly api: KubernetesApi; readonly port: number };

  private constructor(
    private readonly binary: string,
    private readonly folder: string,
  ) {
    mkdirSync(join(folder, 'certificates'), { recursive: true });
  }

  /** A client with every right. */
  public get api(): KubernetesApi {
    return this.started!.api;
  }

  /** Where it is served. */
  public get address(): string {
    return `https://${LOOPBACK}:${this.started!.port}`;
  }

  /** The certificate that the server shows, and the authority that signed it. */
  public get authority(): string {
    return readFileSync(this.authorityFile, 'utf8');
  }

  /** A file with which programs of others find it, as the administrator. */
  public get kubeconfig(): string {
    return this.writeKubeconfig('admin', this.started!.port);
  }

  /** The log of a part. */
  public logOf(part: string): string {
    return readFileSync(join(this.folder, `${part}.log`), 'utf8');
  }

  /** Ends all of its processes. */
  public async stop(): Promise<void> {
    this.started?.api.close();
    await Promise.all(this.children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map(async (child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // There is nothing to save.
      child.kill('SIGKILL');
      await ended;
    }));
  }

  private get authorityFile(): string {
    return join(this.folder, 'certificates', 'apiserver.crt');
  }

  private async runControllers(port: number): Promise<void> {
    const common = (user: 'manager' | 'scheduler') => ['--kubeconfig', this.writeKubeconfig(user, port), '--leader-elect=false', '--bind-address', LOOPBACK];
    this.run('controller-manager', [
      ...common('manager'), '--secure-port', String(await freePort()), '--use-service-account-credentials',
      '--service-account-private-key-file', 'service-accounts.key', '--root-ca-file', this.authorityFile,
      // What waits for half a minute in a cluster is looked at each few seconds here.
      '--horizontal-pod-autoscaler-sync-period=2s', '--horizontal-pod-autoscaler-initial-readiness-delay=1s',
      '--horizontal-pod-autoscaler-cpu-initialization-period=1s', '--horizontal-pod-autoscaler-downscale-stabilization=5s',
      '--kube-api-qps=500', '--kube-api-burst=1000',
    ]);
    this.run('scheduler', [...common('scheduler'), '--secure-port', String(await freePort()), '--kube-api-qps=500', '--kube-api-burst=1000']);
  }

  private writeSecrets(): void {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const lines = Object.entries(TOKENS).map(([name, { user, groups }]) => `${tokenOf(name)},${user},${name},${groups}\n`);
    for (const [name, text] of [['service-accounts.key', privateKey], ['service-accounts.pub', publicKey], ['tokens.csv', lines.join('')]]) {
      writeFileSync(join(this.folder, name), text);
      chmodSync(join(this.folder, name), 0o600);
    }
  }

  private writeKubeconfig(user: string, port: number): string {
    const path = join(this.folder, `${user}.kubeconfig`);
    const name = 'local';
    writeFileSync(path, JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name, cluster: { 'server': `https://${LOOPBACK}:${port}`, 'certificate-authority': this.authorityFile } }],
      'users': [{ name, user: { token: tokenOf(user) } }],
      'contexts': [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    }));
    return path;
  }

  private run(part: string, flags: readonly string[]): void {
    const log = openSync(join(this.folder, `${part}.log`), 'w');
    this.children.push(spawn(this.binary, [part, ...flags], { cwd: this.folder, stdio: ['ignore', log, log] }));
    closeSync(log);
  }

  private async whenServed(port: number): Promise<KubernetesApi> {
    const until = Date.now() + START_SECONDS * 1000;
    while (Date.now() < until) {
      const api = this.tryConnect(port);
      if (api && (await api.call('GET', '/readyz').catch(() => undefined))?.status === 200) return api;
      api?.close();
      if (this.children.some(({ exitCode }) => exitCode !== null)) break;
      await pause(200);
    }
    const lines = ['etcd', 'apiserver'].flatMap((part) => this.logOf(part).trim().split('\n').slice(-3));
    throw new Error(`the control plane does not start:\n${lines.join('\n')}`);
  }

  private tryConnect(port: number): KubernetesApi | undefined {
    try {
      return new KubernetesApi({ port, authority: this.authority, token: tokenOf('admin') });
    } catch {
      return undefined;
    }
  }
}

function tokenOf(user: string): string {
  return `token-of-${user}`;
}

function etcdFlags(port: number, peers: number): string[] {
  const [clients, others] = [`http://${LOOPBACK}:${port}`, `http://${LOOPBACK}:${peers}`];
  return [
    '--data-dir', 'etcd', '--unsafe-no-fsync', '--log-level', 'warn', '--listen-client-urls', clients, '--advertise-client-urls', clients,
    '--listen-peer-urls', others, '--initial-advertise-peer-urls', others, '--initial-cluster', `default=${others}`,
  ];
}

function apiServerFlags(etcd: number, port: number): string[] {
  return [
    '--etcd-servers', `http://${LOOPBACK}:${etcd}`, '--bind-address', LOOPBACK, '--advertise-address', LOOPBACK, '--secure-port', String(port),
    // Without a certificate it makes one.
    '--cert-dir', 'certificates', '--token-auth-file', 'tokens.csv', '--authorization-mode', 'RBAC', '--endpoint-reconciler-type', 'none',
    '--service-account-issuer', `https://${LOOPBACK}:${port}`, '--service-account-key-file', 'service-accounts.pub',
    '--service-account-signing-key-file', 'service-accounts.key', '--service-cluster-ip-range', '10.96.0.0/16',
    '--allow-privileged=true', '--max-requests-inflight=0',
  ];
}
