import { show } from '../../core/problems';
import { describeChanges } from '../changes';
import type { Consent } from '../decide';
import { Status } from '../decide';
import type { Output } from '../output';
import { refuseTrouble, Trouble } from '../refusal';
import { Git } from './git';
import type { MakeEdit } from './push';
import { pushEdit } from './push';

/** The options that say where a change goes. */
export interface PushOptions {
  /** The checkout of the GitOps repository. */
  readonly checkout: string;
  /** Whether to commit and push, instead of writing into the checkout. */
  readonly push?: boolean;
  readonly remote: string;
  /** The branch that Argo CD deploys; that of the checkout if it is absent. */
  readonly branch?: string;
}

/** Commits and pushes a change that is made anew if another push is faster. */
export async function pushTo(where: string, options: PushOptions & Consent, output: Output, makeEdit: MakeEdit): Promise<Status> {
  const { checkout, dryRun, remote, yes } = options;
  return refuseTrouble(where, show(checkout), async () => {
    const branch = options.branch ?? (await branchOf(checkout));
    await requireNames(checkout, remote, branch);
    if (!dryRun && !yes && !(output.interactive && (await output.confirm(`Commit and push to ${branch} of ${remote}?`)))) {
      output.complain('Nothing was pushed. Pass --yes to push, or --dry-run to only show the changes.\n');
      return Status.WRONG_USAGE;
    }
    const shown = new Set<string>();
    const commit = await pushEdit({ checkout, remote, branch }, async (newest, git) => {
      const edit = await makeEdit(newest, git);
      const text = edit.changes.length === 0 ? '' : describeChanges(edit.changes);
      if (text !== '' && !shown.has(text)) output.print(text);
      shown.add(text);
      return dryRun ? { ...edit, changes: [] } : edit;
    });
    const nothing = dryRun && !shown.has('') ? 'Nothing was pushed: this is a dry run.\n' : 'Nothing changes.\n';
    output.print(commit === undefined ? nothing : `Pushed ${commit} to ${branch}.\n`);
    return Status.DONE;
  });
}

async function branchOf(checkout: string): Promise<string> {
  const { status, stdout } = await new Git(checkout).run('symbolic-ref', '--quiet', '--short', 'HEAD');
  if (status === 0) return stdout.trim();
  throw new Trouble('no branch that is checked out', 'a clone with a branch', 'name the branch with --branch');
}

/** What Git would take as an option, or not as a name. */
async function requireNames(checkout: string, remote: string, branch: string): Promise<void> {
  const { status } = await new Git(checkout).run('check-ref-format', `refs/heads/${branch}`);
  if (status !== 0 || branch.startsWith('-')) throw new Trouble(show(branch), 'the name of a branch', 'correct --branch');
  if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(remote)) throw new Trouble(show(remote), 'the name of a remote such as origin', 'correct --remote');
}
