import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';

const PREFIX = '.staging-';

/** The folder of a stage for what is taken out of the output. */
export const ASIDE = 'aside';

/** How long a stage may lie there whose process cannot be asked for. */
const DAY = 24 * 60 * 60 * 1000;

/** Makes a folder beside the output, named after the process that fills it. */
export function makeStage(outdir: string): string {
  return fs.mkdtempSync(path.join(outdir, `${PREFIX}${machine()}-${process.pid}-`));
}

/** Removes a stage with what is in it, also what was taken out of the output and cannot be written. */
export function removeStage(stage: string): void {
  try {
    fs.rmSync(stage, { recursive: true, force: true });
  } catch {
    ignoreErrors(() => {
      openUp(stage);
      fs.rmSync(stage, { recursive: true, force: true });
    });
  }
}

/** Removes what a synth left that was killed; that of a process which lives stays. */
export function removeStale(outdir: string): void {
  removeStages(outdir, () => true);
}

/**
 * The same, but what was taken out of the output stays: if it is torn, it is still needed. The next synth that ends well removes it.
 */
export function removeUnplaced(outdir: string): void {
  removeStages(outdir, (stage) => !fs.existsSync(path.join(stage, ASIDE)));
}

/** @param outdir was just changed: it tells the time of the file system, which is that of the stages */
function removeStages(outdir: string, isUnneeded: (stage: string) => boolean): void {
  ignoreErrors(() => {
    const now = fs.statSync(outdir).mtimeMs;
    for (const name of fs.readdirSync(outdir).filter((each) => each.startsWith(PREFIX))) {
      const stage = path.join(outdir, name);
      if (isStale(stage, now) && isUnneeded(stage)) removeStage(stage);
    }
  });
}

/**
 * Whether nobody fills a stage any more: its process is gone, or, on another machine or where a later process got the same
 * number, it is old by the clock of the file system.
 */
function isStale(stage: string, now: number): boolean {
  const [host, pid] = path.basename(stage).slice(PREFIX.length).split('-');
  if (host === machine() && /^\d+$/.test(pid ?? '') && !isAlive(Number(pid))) return true;
  const stat = fs.statSync(stage, { throwIfNoEntry: false });
  return stat !== undefined && now - stat.mtimeMs > DAY;
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Processes of two machines, or containers, that share a folder may have one number. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

function openUp(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openUp(path.join(folder, entry.name));
  }
}

/** Does what may fail: the output is in place, and the next synth tries again. */
function ignoreErrors(action: () => void): void {
  try {
    action();
  } catch {
    // Nothing is lost.
  }
}
