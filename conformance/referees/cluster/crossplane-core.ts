import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freeAddress, freePort } from '../ports';
import { writeCertificates } from './certificates';
import type { ControlPlane } from './control-plane';

/** The programs, by their paths. */
export interface CrossplaneBinaries {
  readonly core: string;
  /** By the name with which a Composition's pipeline refers to them. */
  readonly functions: Readonly<Record<string, string>>;
}

/**
 * Crossplane's controllers beside a control plane, with functions that are processes of this machine in place of packages.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export class CrossplaneCore {
  /** Starts all in a folder that is ours to write to, in a cluster that has Crossplane's definitions. */
  public static async start({ core, functions }: CrossplaneBinaries, plane: ControlPlane, folder: string): Promise<CrossplaneCore> {
    const started = new CrossplaneCore(folder);
    mkdirSync(join(folder, 'cache'), { recursive: true });
    writeCertificates(folder);
    for (const [name, binary] of Object.entries(functions)) {
      const address = await freeAddress();
      started.run(name, binary, ['--address', address, '--tls-certs-dir', folder]);
      await register(plane, name, address);
    }
    started.run('crossplane', core, [
      'core', 'start', '--package-runtime=External', '--enable-webhooks=false', '--poll-interval=5s',
      '--tls-client-certs-dir', folder, '--tls-server-certs-dir', folder, '--xpkg-cache-dir', join(folder, 'cache'),
      '--metrics-port', String(await freePort()), '--health-probe-port', String(await freePort()),
    ], { KUBECONFIG: plane.kubeconfig });
    return started;
  }

  private readonly children: ChildProcess[] = [];

  private constructor(private readonly folder: string) {}

  /** The last that the controllers said. */
  public get lastWords(): string {
    return readFileSync(join(this.folder, 'crossplane.log'), 'utf8').trim().split('\n').slice(-5).join('\n');
  }

  public stop(): void {
    for (const child of this.children) child.kill('SIGKILL');
  }

  private run(name: string, binary: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
    const log = openSync(join(this.folder, `${name}.log`), 'w');
    this.children.push(spawn(binary, args, { cwd: this.folder, env: { ...process.env, ...env }, stdio: ['ignore', log, log] }));
    closeSync(log);
  }
}

/** What the package manager would say of a function that it installed. */
async function register({ api }: ControlPlane, name: string, endpoint: string): Promise<void> {
  const revision = {
    apiVersion: 'pkg.crossplane.io/v1',
    kind: 'FunctionRevision',
    metadata: { name: `${name}-here`, labels: { 'pkg.crossplane.io/package': name } },
    spec: { desiredState: 'Active', image: `xpkg.example/${name}:v1.0.0`, revision: 1, packagePullPolicy: 'IfNotPresent' },
  };
  for (const answer of [
    await api.create(revision),
    await api.patch(revision, { status: { endpoint, capabilities: ['composition'] } }, '/status'),
  ]) if (answer.status >= 300) throw new Error(`${name}: ${answer.body.message}`);
}
