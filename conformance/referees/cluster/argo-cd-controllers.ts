import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../test/support/documents';
import { withoutGit } from '../argocd/git-tree';
import { freeAddress, freePort } from '../ports';
import type { ControlPlane } from './control-plane';

const LOOPBACK = '127.0.0.1';

/** What Argo CD is started with. */
export interface ArgoCdSetup {
  /** The program of all of its parts. */
  readonly binary: string;
  readonly helm: string;
  readonly namespace: string;
  /** The data of the ConfigMap `argocd-cm`. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Argo CD beside a control plane: ApplicationSet controller, application controller and repo server, with a Redis in memory.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/architecture/
 */
export class ArgoCdControllers {
  /** Starts all in a folder that is ours to write to, in a cluster that has its definitions and its namespace. */
  public static async start(setup: ArgoCdSetup, plane: ControlPlane, folder: string): Promise<ArgoCdControllers> {
    const started = new ArgoCdControllers(setup, folder, plane.kubeconfig);
    for (const object of configuration(setup)) await plane.api.create(object);
    const [redis, repoServer] = [await freeAddress(), await freePort()];
    started.run('redis', [redis]);
    started.run('repo-server', [
      '--address', LOOPBACK, '--port', String(repoServer), '--metrics-address', LOOPBACK, '--metrics-port', String(await freePort()),
      '--disable-tls', '--client-ca-path', '', '--redis', redis, '--revision-cache-expiration', '1s',
    ]);
    const server = ['--repo-server-plaintext', '--namespace', setup.namespace, '--kubeconfig', plane.kubeconfig];
    started.run('applicationset-controller', [
      ...server, '--argocd-repo-server', `${LOOPBACK}:${repoServer}`, '--enable-new-git-file-globbing',
      '--metrics-addr', await freeAddress(), '--probe-addr', await freeAddress(), '--webhook-addr', await freeAddress(),
    ]);
    started.run('application-controller', [
      ...server, '--repo-server', `${LOOPBACK}:${repoServer}`, '--redis', redis, '--metrics-port', String(await freePort()),
      // What waits for minutes in a cluster is looked at sooner here.
      '--app-resync', '30', '--app-resync-jitter', '0', '--self-heal-timeout-seconds', '1', '--self-heal-backoff-timeout-seconds', '1',
    ]);
    return started;
  }

  private readonly children: ChildProcess[] = [];
  private readonly env: NodeJS.ProcessEnv;

  private constructor(private readonly setup: ArgoCdSetup, private readonly folder: string, kubeconfig: string) {
    for (const name of ['bin', 'home', 'temporary', 'trust']) mkdirSync(join(folder, name), { recursive: true });
    symlinkSync(setup.helm, join(folder, 'bin', 'helm'));
    // Of Argo CD's image: it says nothing of a commit that nobody signed.
    writeFileSync(join(folder, 'bin', 'git-verify-wrapper.sh'), '#!/bin/sh\n', { mode: 0o755 });
    this.env = {
      ...withoutGit(process.env),
      KUBECONFIG: kubeconfig,
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_CONTROLLER_REPLICAS: '1',
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_TLS_DATA_PATH: join(folder, 'trust'),
      ARGOCD_SSH_DATA_PATH: join(folder, 'trust'),
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'temporary'),
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    };
  }

  /** The last that a part said. */
  public lastWords(part: string): string {
    return readFileSync(join(this.folder, `${part}.log`), 'utf8').trim().split('\n').slice(-5).join('\n');
  }

  public stop(): void {
    for (const child of this.children) child.kill('SIGKILL');
  }

  private run(part: string, args: readonly string[]): void {
    const log = openSync(join(this.folder, `${part}.log`), 'w');
    this.children.push(spawn(this.setup.binary, [part, ...args], { cwd: this.folder, env: this.env, stdio: ['ignore', log, log] }));
    closeSync(log);
  }
}

/** What Argo CD's chart makes besides pods. */
function configuration({ namespace, settings }: ArgoCdSetup): KubernetesObject[] {
  const metadata = (name: string) => ({ name, namespace, labels: { 'app.kubernetes.io/part-of': 'argocd' } });
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('argocd-cm'), data: settings },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('argocd-rbac-cm') },
    { apiVersion: 'v1', kind: 'Secret', metadata: metadata('argocd-secret'), stringData: { 'server.secretkey': 'a secret key of this run' } },
  ];
}
