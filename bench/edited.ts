import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sample } from './measured/meter';
import { environment, goldenPath } from './workspace';
import type { Workspace } from './workspace';

/** How long a person takes at least; in this time the next process loads the packages. */
const EDITING_MS = 3_000;

/** What the command says if it has synthesised. */
const DONE = /^\d+ stacks? in /m;
const WAITING = 'Waiting for edits';

/** An app of its own, as `golden-path synth` has it: other files that change would be edits too. */
export class EditedApp {
  private readonly folder: string;
  private readonly app: string;

  public constructor(workspace: Workspace, name: string, services: number) {
    this.folder = workspace.folderFor(name);
    mkdirSync(this.folder);
    for (const each of ['sources', 'cdktf.json']) cpSync(workspace.folderFor(each), join(this.folder, each), { recursive: true });
    symlinkSync(workspace.folderFor('node_modules'), join(this.folder, 'node_modules'), 'junction');
    this.app = `node --import tsx sources/run-app.ts golden-path ${services}`;
  }

  /** The time that `golden-path synth` takes. */
  public async synthesise(options: string): Promise<Sample> {
    return this.during(options, async () => undefined);
  }

  /** The time from an edit until `golden-path synth --watch` has written the output. */
  public async edit(options: string): Promise<Sample> {
    return this.during(`--watch ${options}`, async (said) => {
      await said(WAITING);
      await pause(EDITING_MS);
      appendFileSync(join(this.folder, 'sources', 'golden-path.ts'), '\n// An edit.\n');
    });
  }

  private async during(options: string, before: (said: (text: string | RegExp) => Promise<void>) => Promise<void>): Promise<Sample> {
    const child = spawn('sh', ['-c', `exec ${goldenPath(`synth ${options}`, this.app)}`], {
      cwd: this.folder, env: environment(), stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => void (text += more));
    const said = async (what: string | RegExp) => {
      while (text.search(what) < 0) {
        if (child.exitCode !== null) throw new Error(`golden-path synth ${options} ended with status ${child.exitCode}: ${text}`);
        await pause(1);
      }
      text = '';
    };
    try {
      await before(said);
      const started = performance.now();
      await said(DONE);
      const use = { wallMs: performance.now() - started, cpuMs: NaN };
      return { work: use, process: use, peakMb: NaN };
    } finally {
      child.kill('SIGINT');
      await ended;
      rmSync(join(this.folder, 'cdktf.out'), { recursive: true, force: true });
    }
  }
}
