import { mkdirSync } from 'node:fs';
import { Status } from '../../../lib/cli/decide';
import { sync } from '../../../lib/cli/sync/sync';
import { asGitTree, type GitTree } from '../../referees/argocd';

/**
 * Carries an output into an empty GitOps repository by `golden-path sync`, so that Argo CD gets what it gets in a cluster.
 *
 * @param environment the environments to write; those that no promotion decides where nothing is said
 */
export async function syncedTree(outdir: string, folder: string, environment?: readonly string[]): Promise<GitTree> {
  mkdirSync(folder);
  await syncInto(folder, outdir, environment);
  return asGitTree(folder);
}

/**
 * Carries an output into a checkout of a GitOps repository.
 *
 * @throws with what the command says unless it is done
 */
export async function syncInto(checkout: string, outdir: string, environment?: readonly string[]): Promise<void> {
  const complaints: string[] = [];
  const status = await sync({ checkout, from: outdir, source: 'conformance', environment, yes: true }, quiet(complaints));
  if (status !== Status.DONE) throw new Error(`golden-path sync ends with ${status}: ${complaints.join('')}`);
}

/** An output of a command that keeps its complaints alone. */
export function quiet(complaints: string[]) {
  return { print: () => {}, complain: (text: string) => void complaints.push(text), interactive: false, confirm: async () => false };
}
