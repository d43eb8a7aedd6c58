import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { aTree, write } from '../../../test/cli/fixture';
import { git } from '../../../test/workflows/runner/actions';
import { inputsOf, Runner } from './runner';
import type { ChainTable } from './table';

const WORKFLOW = 'deploy.yml';
const SERVICE = 'order-intake';
const VALUES = `apps/${SERVICE}/values-staging.yaml`;
const AUTHOR = ['-c', 'user.name=Team', '-c', 'user.email=team@example.com'];

interface Deployment {
  readonly folder: string;
  readonly digest: string;
  readonly tag: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A GitOps repository that a deployment has changed. */
export class GitOps {
  /** Executes the steps that change it, up to the commit that the workflow hands to GitHub. */
  public static async deploy({ digest, environment, folder, tag }: Deployment, table: ChainTable): Promise<GitOps> {
    const inputs = inputsOf(WORKFLOW, { service: SERVICE, kind: 'planned', to: 'staging', digest, tag, sequence: '7' });
    const runner = new Runner(folder, inputs, environment);
    const checkout = join(runner.workspace, '.gitops');
    mkdirSync(checkout);
    git(checkout, 'init', '--quiet', '--initial-branch=main');
    write(checkout, aTree(SERVICE));
    git(checkout, 'add', '--all');
    git(checkout, ...AUTHOR, 'commit', '--quiet', '--message', 'as it is');
    for (const [job, id] of [['read', 'pack'], ['change', 'unpack'], ['change', 'deploy'], ['change', 'change']]) {
      const by = id === 'deploy' ? 'golden-path deploy' : 'git';
      table.done(`deploy.yml: ${job}.${id}`, by, await runner.run(WORKFLOW, job, id), id === 'deploy' ? 'a commit with the digest' : '');
    }
    return new GitOps(join(runner.temp, 'gitops'));
  }

  private constructor(private readonly checkout: string) {}

  /** The digest that Argo CD deploys. */
  public digest(): string {
    const text = git(this.checkout, 'show', `origin/deployed:${VALUES}`);
    return /digest: (sha256:[0-9a-f]{64})/.exec(text)![1];
  }

  /** Makes it name another image, as somebody does who can push to the GitOps repository. */
  public tamper(digest: string): void {
    const text = git(this.checkout, 'show', `origin/deployed:${VALUES}`);
    git(this.checkout, 'checkout', '--quiet', 'deployed');
    write(this.checkout, { [VALUES]: text.replace(/sha256:[0-9a-f]{64}/, digest) });
    git(this.checkout, ...AUTHOR, 'commit', '--quiet', '--all', '--message', 'tamper');
    git(this.checkout, 'push', '--quiet', '--force', 'origin', 'deployed');
    git(this.checkout, 'fetch', '--quiet', 'origin');
  }
}
