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
  const complaints: string[] = [];
  const status = await sync({ checkout: folder, from: outdir, source: 'conformance', environment, yes: true }, {
    print: () => {},
    complain: (text) => void complaints.push(text),
    interactive: false,
    confirm: async () => false,
  });
  if (status !== Status.DONE) throw new Error(`golden-path sync ends with ${status}: ${complaints.join('')}`);
  return asGitTree(folder);
}
