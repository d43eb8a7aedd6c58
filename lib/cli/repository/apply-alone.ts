import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { STATE_FOLDER } from '../../output/repository-paths';
import { isAlive } from '../../output/stage';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import { Refusal } from '../refusal';
import { STATE_FILE } from './state';

/** The file that a run makes while it writes: the number of its process. */
const RUNNING = `${STATE_FOLDER}/repository.lock`;

/**
 * Makes all of the changes or none, as the only run in the checkout.
 *
 * Throws if another run writes, or if a file is no longer as it was shown.
 *
 * @param state the text of the state when the changes were planned
 */
export function applyAlone(checkout: Checkout, changes: readonly Change[], state: string | undefined): void {
  const refusal = new Refusal('golden-path repository');
  const folder = path.join(checkout.root, STATE_FOLDER);
  // Throws Trouble if a link leads elsewhere.
  refusal.attempt(showPath(RUNNING), () => checkout.read(RUNNING));
  refusal.throwIfAny();
  fs.mkdirSync(folder, { recursive: true });
  const running = path.join(checkout.root, ...RUNNING.split('/'));
  if (!begin(running)) refusal.add(taken());
  refusal.throwIfAny();
  try {
    const planned = [...changes.filter(({ path: file }) => file !== STATE_FILE), { path: STATE_FILE, before: state }];
    for (const { path: file, before } of planned) {
      const now = refusal.attempt(showPath(file), () => ({ text: checkout.read(file) }));
      if (now && now.text !== before) refusal.add(changedMeanwhile(file));
    }
    refusal.throwIfAny();
    checkout.apply(changes);
  } finally {
    fs.rmSync(running, { force: true });
    removeIfEmpty(folder);
  }
}

/** Whether this run may write now. What a run left that was killed is taken over. */
function begin(running: string): boolean {
  if (create(running)) return true;
  const pid = readOr(running);
  if (!/^\d+$/.test(pid) || isAlive(Number(pid))) return false;
  const stale = `${running}.${process.pid}`;
  try {
    fs.renameSync(running, stale);
  } catch {
    return false;
  }
  // Another run may have taken it over in between: then this is the file of that one.
  const isStale = readOr(stale) === pid;
  if (!isStale) fs.renameSync(stale, running);
  else fs.rmSync(stale);
  return isStale && create(running);
}

function create(running: string): boolean {
  try {
    fs.writeFileSync(running, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function readOr(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // The state is in it.
  }
}

function taken() {
  return {
    path: RUNNING,
    got: 'another run of golden-path repository in this checkout',
    allowed: 'one run at a time',
    fix: 'wait until it ends; if none runs, remove this file',
  };
}

function changedMeanwhile(file: string) {
  return {
    path: showPath(file),
    got: 'a file that changed while golden-path repository ran',
    allowed: 'the file that was shown',
    fix: 'run the command again',
  };
}
