import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git } from './git';
import type { World } from './world';

interface Place {
  readonly path: string;
  readonly ref: string;
}

interface NewCommit {
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body: string };
  readonly fileChanges: { readonly additions: readonly { readonly path: string; readonly contents: string }[] };
}

/** GitHub's API as the App sees it, on the GitOps repository that GitHub holds. */
export function gitOpsClient(world: World): object {
  const { gitops, pullRequests } = world;
  const repos = {
    getBranch: async ({ branch }: { branch: string }) => ({ data: { commit: { sha: git(gitops, 'rev-parse', branch) } } }),
    getContent: async ({ path, ref }: Place) => ({
      data: {
        sha: git(gitops, 'rev-parse', `${ref}:${path}`),
        content: Buffer.from(git(gitops, 'show', `${ref}:${path}`)).toString('base64'),
      },
    }),
    listCommits: async ({ path, sha }: { path: string; sha: string }) => {
      const commits = git(gitops, 'log', '--format=%H%x1f%B%x1e', sha, '--', path).split('\x1e').filter((each) => each.trim() !== '');
      return { data: commits.map((each) => each.trim().split('\x1f')).map(([id, message]) => ({ sha: id, commit: { message } })) };
    },
  };
  const pulls = {
    merge: async ({ pull_number: number, sha, commit_message: body, commit_title: title }: Record<string, string>) => {
      const { branch } = pullRequests[Number(number) - 1];
      if (git(gitops, 'rev-parse', branch) !== sha) throw Object.assign(new Error('Head branch was modified'), { status: 409 });
      git(gitops, 'merge', '--quiet', '--squash', branch);
      git(gitops, 'commit', '--quiet', '--message', `${title}\n\n${body}`);
    },
  };
  const graphql = async (_: string, { input }: { input: NewCommit }) => {
    world.beforeCommit();
    const { expectedHeadOid: expected, fileChanges, message } = input;
    const head = git(gitops, 'rev-parse', 'HEAD');
    if (head !== expected) throw new Error(`Expected branch to point to "${expected}" but it points to "${head}"`);
    for (const { path, contents } of fileChanges.additions) {
      mkdirSync(dirname(join(gitops, path)), { recursive: true });
      writeFileSync(join(gitops, path), Buffer.from(contents, 'base64'));
    }
    git(gitops, 'add', '--all');
    git(gitops, 'commit', '--quiet', '--message', `${message.headline}\n\n${message.body}`);
  };
  return { graphql, rest: { repos, pulls } };
}
