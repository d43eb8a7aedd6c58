import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { show } from '../../core/problems';
import type { Change } from '../changes';
import { Checkout } from '../checkout';
import { Trouble } from '../refusal';
import { Git } from './git';
import { isRace, refusalOf } from './rejection';

/** The branch that a change is pushed to. */
export interface Target {
  /** The checkout of the repository. Its own files stay as they are. */
  readonly checkout: string;
  readonly remote: string;
  readonly branch: string;
}

/** A change of the newest state of the branch. */
export interface Edit {
  /** No changes: there is nothing to push. */
  readonly changes: readonly Change[];
  /** The folder that all changes are in. */
  readonly folder: string;
  readonly message: string;
}

/** Makes the change anew for each state of the branch, so that no other push is lost. */
export type MakeEdit = (newest: Checkout, git: Git) => Promise<Edit>;

/** How long other pushes may come in between before the command gives up, in milliseconds. */
const PATIENCE = 300_000;

/** The longest wait between two attempts, in milliseconds. */
const LONGEST_WAIT = 4000;

/**
 * Commits a change to a branch of the remote and pushes it. If another push was faster, the change is made again on top of it.
 * Works in a folder of its own, so that the checkout's files, index and branch stay.
 *
 * Throws Trouble if the remote refuses the push for any other reason.
 *
 * @returns the commit, or nothing if the branch has the change already
 */
export async function pushEdit({ branch, checkout, remote }: Target, makeEdit: MakeEdit): Promise<string | undefined> {
  const own = new Git(checkout);
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-push-'));
  const tree = path.join(folder, 'tree');
  const end = Date.now() + PATIENCE;
  try {
    await own.output('worktree', 'prune');
    await own.output('worktree', 'add', '--quiet', '--detach', '--no-checkout', tree);
    const git = new Git(tree);
    for (let attempt = 0; ; attempt += 1) {
      const fetched = await git.run('fetch', '--quiet', '--no-tags', remote, `refs/heads/${branch}`);
      if (fetched.status !== 0) throw refusalOf(fetched, `a fetch of ${show(branch)}`);
      await git.output('reset', '--quiet', '--hard', 'FETCH_HEAD');
      const edit = await makeEdit(Checkout.at(tree, 'clone the repository again'), git);
      if (edit.changes.length === 0) return undefined;
      Checkout.at(tree, '').apply(edit.changes);
      await git.commit(edit.folder, edit.message);
      const pushed = await git.run('push', '--porcelain', remote, `HEAD:refs/heads/${branch}`);
      if (pushed.status === 0) return (await git.output('rev-parse', 'HEAD')).trim();
      if (!isRace(pushed)) throw refusalOf(pushed, `a push to ${show(branch)}`);
      if (Date.now() > end) throw tooBusy(branch, attempt);
      await sleep(Math.random() * Math.min(LONGEST_WAIT, 100 * 2 ** attempt));
    }
  } finally {
    await own.run('worktree', 'remove', '--force', tree);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function tooBusy(branch: string, attempt: number): Trouble {
  const got = `${attempt + 1} attempts in which another push was faster`;
  return new Trouble(got, `a branch ${show(branch)} that takes the push`, 'run it again');
}
