import { fieldsOf, line, matching, paragraph } from '../core/checks';
import type { Fields, TextRule } from '../core/checks';
import { Problems, show } from '../core/problems';
import { BRANCH, REPOSITORY_PATH, REPOSITORY_TARGET } from './rules';

/** What `golden-path:github:pull-request` takes. Give `files` or `sourcePath`. */
export interface PullRequestInput {
  /** `owner/name`. */
  readonly repository: string;
  /** @default github.com */
  readonly host?: string;
  readonly title: string;
  readonly description?: string;
  readonly branch: string;
  /** @default the default branch of the repository */
  readonly base?: string;
  /** Files with their text. */
  readonly files?: readonly TextFile[];
  /** A folder of the task's workspace, all files of which are proposed. */
  readonly sourcePath?: string;
  /**
   * The folder of the repository that the files go to.
   *
   * @default the root
   */
  readonly targetPath?: string;
}

export interface TextFile {
  readonly path: string;
  readonly content: string;
}

/** The checked input. */
export interface CheckedPullRequest {
  readonly owner: string;
  readonly name: string;
  readonly host: string;
  readonly title: string;
  readonly description: string;
  readonly branch: string;
  readonly base?: string;
  readonly files?: readonly TextFile[];
  readonly sourcePath?: string;
  readonly targetPath: string;
}

export const RULES = {
  repository: {
    allowed: "'owner/name' of a repository",
    fix: 'give it without a host and without .git, such as acme/gitops',
    test: (value: string) => /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/.test(value) && !/\/\.{1,2}$/.test(value),
  },
  host: matching(/^[a-z0-9.-]+(:[0-9]{1,5})?$/, 'the host of a GitHub integration', 'give a host of integrations.github', 253),
  title: line(256),
  description: paragraph(65_536),
  branch: BRANCH,
  path: REPOSITORY_PATH,
  sourcePath: { ...REPOSITORY_TARGET, fix: "give a folder of the workspace, such as './gitops'" },
  targetPath: REPOSITORY_TARGET,
  content: {
    allowed: 'a text of at most 1,000,000 characters',
    fix: 'put larger and binary files into the workspace, and give sourcePath',
    test: (value: string) => value.length <= 1_000_000,
  } satisfies TextRule,
};

const KEYS = ['repository', 'host', 'title', 'description', 'branch', 'base', 'files', 'sourcePath', 'targetPath'];

/** The checked input. Throws one error with every problem. */
export function pullRequestInput(value: unknown): CheckedPullRequest {
  const problems = new Problems();
  const fields = fieldsOf(problems, '', value).only(KEYS);
  const [owner = '', name = ''] = fields.text('repository', RULES.repository).split('/');
  const input = {
    owner,
    name,
    host: fields.optionalText('host', RULES.host) ?? 'github.com',
    title: fields.text('title', RULES.title),
    description: fields.optionalText('description', RULES.description) ?? '',
    branch: fields.text('branch', RULES.branch),
    base: fields.optionalText('base', RULES.branch),
    ...sourceOf(fields, problems),
    targetPath: normal(fields.optionalText('targetPath', RULES.targetPath) ?? ''),
  };
  if (input.base !== undefined && input.base === input.branch && input.branch !== '') {
    const fix = 'give the change a branch of its own';
    problems.add({ path: 'branch', got: show(input.branch), allowed: 'another branch than base', fix });
  }
  problems.check('input');
  return input;
}

function sourceOf(fields: Fields, problems: Problems): Pick<CheckedPullRequest, 'files' | 'sourcePath'> {
  if (fields.has('files') === fields.has('sourcePath')) {
    const got = fields.has('files') ? 'files and sourcePath' : 'neither files nor sourcePath';
    problems.add({ path: 'files', got, allowed: 'one of the two', fix: 'give files with their text, or a folder of the workspace' });
    return {};
  }
  if (fields.has('sourcePath')) return { sourcePath: normal(fields.text('sourcePath', RULES.sourcePath)) };
  const files = fields.objects('files').map((file) => {
    file.only(['path', 'content']);
    return { path: file.text('path', RULES.path), content: file.text('content', RULES.content) };
  });
  return { files };
}

/** A folder without `./` and the slash at its end. */
function normal(folder: string): string {
  return folder.split('/').filter((segment) => segment !== '' && segment !== '.').join('/');
}
