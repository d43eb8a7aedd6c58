import { fieldsOf } from '../core/checks';
import { failure, Problems, show } from '../core/problems';

export interface PullRequestSettings {
  /** `owner/name` or `owner/*`; undefined allows every repository that the integration can write to. */
  readonly repositories?: readonly string[];
}

const REPOSITORY = {
  allowed: "'owner/name', or 'owner/*' for all repositories of an owner",
  fix: 'give it without a host, such as acme/gitops',
  test: (value: string) => /^[A-Za-z0-9-]+\/(\*|[A-Za-z0-9._-]+)$/.test(value),
};

/** The checked settings below `goldenPath.pullRequests`. Throws one error with every problem. */
export function pullRequestSettings(value: unknown): PullRequestSettings {
  const problems = new Problems();
  const fields = fieldsOf(problems, 'goldenPath.pullRequests', value ?? {}).only(['repositories']);
  const settings = { repositories: fields.has('repositories') ? fields.texts('repositories', REPOSITORY) : undefined };
  problems.check('settings');
  return settings;
}

/** Refuses a repository that the settings do not name. */
export function checkAllowed({ repositories }: PullRequestSettings, owner: string, name: string): void {
  if (repositories === undefined) return;
  const repository = `${owner}/${name}`.toLowerCase();
  const names = repositories.map((entry) => entry.toLowerCase());
  if (names.includes(repository) || names.includes(`${owner.toLowerCase()}/*`)) return;
  const fix = 'choose one of them, or add it to goldenPath.pullRequests.repositories in app-config.yaml';
  throw failure('denied', { path: 'repository', got: show(`${owner}/${name}`), allowed: repositories.join(', '), fix });
}
