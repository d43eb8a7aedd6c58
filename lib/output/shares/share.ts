import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ISynthesisSession, StackManifest } from 'cdktf';
import type { LiftedFact } from '../../guardrails/exceptions';
import { STACKS } from '../moves';
import type { ReadFiles } from '../read-files';
import { isAlive } from '../stage';
import type { ShareOfApp } from './request';

/** How many stacks a process takes at once: enough that taking them costs nothing, few enough that all end at the same time. */
export const CHUNK = 16;

/** How long a process waits before it looks again whether another one is ready. */
const PAUSE_MS = 3;

/** What a process made. */
export interface Made {
  /** Whether all that it took is as one process alone would have made it. */
  readonly good: boolean;
  /** The ids of all stacks of the app, in order: it must be the same app everywhere. */
  readonly ids: readonly string[];
  readonly manifests: Readonly<Record<string, StackManifest>>;
  /** What written reasons lifted, by the stack. */
  readonly lifted: Readonly<Record<string, readonly LiftedFact[]>>;
  /** What the record has of the files that it wrote. */
  readonly files: ReadFiles;
}

/** The part of one process in the synthesis of an app. */
export class Share {
  private readonly mine = new Map<number, boolean>();

  public constructor(private readonly share: ShareOfApp) {}

  /** Whether it puts the parts together. */
  public get leads(): boolean {
    return this.share.index === 0;
  }

  /** Whether this is the first app of the process: a second one is nobody's part. */
  public begin(stacks: number): boolean {
    fs.mkdirSync(path.join(this.share.folder, 'claims'), { recursive: true });
    if (!created(path.join(this.share.folder, `begun-${this.share.index}`))) return false;
    if (this.leads) fs.writeFileSync(path.join(this.share.folder, 'total'), String(stacks));
    return true;
  }

  /** Whether this process is to synthesise a stack; the one that first asks for a chunk has it. */
  public takes(index: number): boolean {
    const chunk = Math.floor(index / CHUNK);
    const known = this.mine.get(chunk);
    if (known !== undefined) return known;
    const taken = created(path.join(this.share.folder, 'claims', String(chunk)));
    this.mine.set(chunk, taken);
    return taken;
  }

  /** A session that writes into a folder of this process. */
  public session(session: ISynthesisSession): ISynthesisSession {
    const outdir = this.outputOf(this.share.index);
    fs.mkdirSync(path.join(outdir, STACKS), { recursive: true });
    return { ...session, outdir, manifest: Object.create(session.manifest, { outdir: { value: outdir } }) as typeof session.manifest };
  }

  /** Whether this process wrote only the folders of these stacks: nothing else is put beside what the others wrote. */
  public wroteOnly(stacks: readonly string[]): boolean {
    const outdir = this.outputOf(this.share.index);
    const known = new Set(stacks);
    const folders = fs.readdirSync(path.join(outdir, STACKS));
    return fs.readdirSync(outdir).length === 1 && folders.every((name) => known.has(name));
  }

  /** Reports what this process made. */
  public report(made: Made): void {
    reportShare(this.share.folder, this.share.index, made);
  }

  /** What the others made, once all of them are ready; nothing if one of them made something else or is gone. */
  public join(ids: readonly string[]): readonly Made[] | undefined {
    const others = Array.from({ length: this.share.count - 1 }, (_, index) => this.wait(index + 1));
    const same = others.every((made) => made?.good && made.ids.length === ids.length && made.ids.every((id, at) => id === ids[at]));
    return same ? (others as Made[]) : undefined;
  }

  /** Puts what the others wrote beside what is in a stage. */
  public collect(outdir: string, others: readonly Made[]): void {
    others.forEach(({ manifests }, index) => {
      for (const id of Object.keys(manifests)) {
        fs.renameSync(path.join(this.outputOf(index + 1), STACKS, id), path.join(outdir, STACKS, id));
      }
    });
  }

  private outputOf(index: number): string {
    return path.join(this.share.folder, `output-${index}`);
  }

  private wait(index: number): Made | undefined {
    const file = path.join(this.share.folder, `made-${index}.json`);
    const clock = new Int32Array(new SharedArrayBuffer(4));
    while (!fs.existsSync(file)) {
      if (!isAlive(this.share.startedBy)) return undefined;
      Atomics.wait(clock, 0, 0, PAUSE_MS);
    }
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Made;
  }
}

/** Reports what a process made, completely or not at all; the first report counts. */
export function reportShare(folder: string, index: number, made: Made): void {
  const file = path.join(folder, `made-${index}.json`);
  const draft = `${file}.${process.pid}`;
  if (fs.existsSync(file)) return;
  fs.writeFileSync(draft, JSON.stringify(made));
  fs.renameSync(draft, file);
}

/** What a process reports if it made nothing of use. */
export const NOTHING: Made = { good: false, ids: [], manifests: {}, lifted: {}, files: {} };

/** Whether a file was created; it is not if it is there. */
function created(file: string): boolean {
  try {
    fs.closeSync(fs.openSync(file, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
