import { join } from 'node:path';
import { promote, type PromoteOptions } from '../../../../lib/cli/promote/promote';
import type { GitServer } from '../../../referees/cluster';
import { quiet, syncInto } from '../../argocd/synced-tree';

/** Where a promotion comes from. */
const FROM = 'staging';

/** A GitOps repository that the Argo CDs of several clusters follow, and what is done to it by the commands of ours. */
export class Repository {
  private readonly followers: (() => Promise<void>)[] = [];

  public constructor(
    public readonly git: GitServer,
    /** An output in which every address is one of here. */
    public readonly output: string,
  ) {}

  /** A file or folder in the checkout. */
  public fileOf(...path: readonly string[]): string {
    return join(this.git.checkout, ...path);
  }

  /** Tells a follower of each merge, as a webhook does. */
  public follow(refresh: () => Promise<void>): void {
    this.followers.push(refresh);
  }

  /** Merges the checkout, and gives back its commit. */
  public async merge(title: string): Promise<string> {
    const commit = this.git.merge(title);
    await Promise.all(this.followers.map(async (refresh) => refresh()));
    return commit;
  }

  /** `golden-path sync` into the checkout, of all environments that no promotion decides where nothing is said. */
  public async sync(environments?: readonly string[], output = this.output): Promise<void> {
    await syncInto(this.git.checkout, output, environments);
  }

  /** `golden-path promote` in the checkout, from staging. It throws what it refuses. */
  public async promote(service: string, to: string, only?: PromoteOptions['only']): Promise<number> {
    return promote({ service, from: FROM, to, checkout: this.git.checkout, only, yes: true }, quiet([]));
  }
}
