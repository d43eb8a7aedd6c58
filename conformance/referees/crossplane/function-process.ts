import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { KubernetesObject } from '../../../test/support/documents';
import { freeAddress } from '../ports';

/** How long a function may take to listen, and to end; both are a matter of milliseconds. */
const PATIENCE_MS = 10_000;
const POLL_MS = 20;

/** Of a function's log, enough to say why it ended. */
const LOG_CHARACTERS = 4_000;

/** A composition function as a process of this machine, which listens on loopback alone. */
export class FunctionProcess {
  /** @throws with the function's own words if it ends before it listens */
  public static async start(name: string, binary: string): Promise<FunctionProcess> {
    const started = new FunctionProcess(name, binary, await freeAddress());
    try {
      await started.listening();
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly kill: () => void;
  private log = '';
  private running = true;

  private constructor(public readonly name: string, binary: string, private readonly address: string) {
    this.child = spawn(binary, ['--insecure', `--address=${address}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk) => this.note(String(chunk)));
    this.ended = new Promise((resolve) => {
      const end = (): void => { this.running = false; resolve(); };
      this.child.on('exit', end).on('error', (error) => { this.note(error.message); end(); });
    });
    // Whoever forgets to stop it leaves no process behind.
    this.kill = () => void this.child.kill('SIGKILL');
    process.once('exit', this.kill);
  }

  /**
   * How a render is told to ask this process instead of a container.
   *
   * @see https://docs.crossplane.io/latest/cli/command-reference/#render
   */
  public document(): KubernetesObject {
    const annotations = {
      'render.crossplane.io/runtime': 'Development',
      'render.crossplane.io/runtime-development-target': this.address,
    };
    return { apiVersion: 'pkg.crossplane.io/v1', kind: 'Function', metadata: { name: this.name, annotations }, spec: { package: this.name } };
  }

  public async stop(): Promise<void> {
    if (this.running) this.child.kill('SIGTERM');
    await Promise.race([this.ended, setTimeout(PATIENCE_MS, undefined, { ref: false }).then(this.kill)]);
    await this.ended;
    process.off('exit', this.kill);
  }

  private note(text: string): void {
    this.log = `${this.log}${text}`.slice(-LOG_CHARACTERS);
  }

  private async listening(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!await accepts(this.address)) {
      if (!this.running) throw new Error(`${this.name} ended before it listened:\n${this.log.trim()}`);
      if (Date.now() > deadline) throw new Error(`${this.name} does not listen after ${PATIENCE_MS / 1000} seconds:\n${this.log.trim()}`);
      await setTimeout(POLL_MS);
    }
  }
}

async function accepts(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    const answer = (listens: boolean): void => { socket.destroy(); resolve(listens); };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}
