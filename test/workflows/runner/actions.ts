import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { buildImage } from './build-image';
import { git } from './git';
import { runGithubScript } from './github-script';
import type { Action, JobContext } from './world';

export { git };

/** The actions that the workflows use, as far as it matters what they do. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'actions/checkout': async ({ 'fetch-depth': depth = 1, path = '.', repository, token }, { world, github, workspace }) => {
    const [origin, ref] = repository === undefined ? [world.origin, String(github.sha)] : [world.gitops, 'main'];
    if (repository !== undefined && token !== 'app-token') throw new Error(`not found: ${String(repository)}`);
    const folder = join(workspace, String(path));
    fs.mkdirSync(folder, { recursive: true });
    git(folder, 'init', '--quiet', '--initial-branch=checkout');
    const depths = String(depth) === '0' ? [] : ['--depth', String(depth)];
    git(folder, 'fetch', '--quiet', ...depths, `file://${origin}`, ref);
    git(folder, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');
  },
  'actions/setup-node': async () => undefined,
  'actions/setup-go': async () => undefined,
  'docker/setup-qemu-action': async () => undefined,
  'docker/setup-buildx-action': async () => undefined,
  'docker/build-push-action': async (inputs, context) => buildImage(inputs, context),
  'hashicorp/setup-terraform': async () => undefined,
  'aws-actions/configure-aws-credentials': async (inputs, { world, permissions }) => {
    if (permissions['id-token'] !== 'write') throw new Error('Credentials could not be loaded: the job has no id-token');
    world.roles.push(String(inputs['role-to-assume']));
    world.audiences.push(String(inputs.audience));
  },
  'actions/create-github-app-token': async (inputs) => {
    for (const input of ['client-id', 'private-key']) {
      if (!inputs[input]) throw new Error(`Input required and not supplied: ${input}`);
    }
    return { token: 'app-token' };
  },
  'peter-evans/create-pull-request': async (inputs, { world, workspace }) => {
    const { path, branch, body, token, 'delete-branch': deletes = false } = inputs;
    if (token !== 'app-token') throw new Error('Bad credentials');
    const folder = join(workspace, String(path));
    git(folder, 'add', '--all');
    const diff = git(folder, 'diff', '--cached', '--name-status');
    if (diff === '') {
      // Its pull request is closed with it.
      if (deletes === true && branches(world.gitops).includes(String(branch))) { git(world.gitops, 'branch', '--quiet', '-D', String(branch)); }
      return {};
    }
    git(folder, '-c', 'user.name=app', '-c', 'user.email=app@example.com', 'commit', '--quiet', '--message', 'sync');
    git(folder, 'push', '--quiet', '--force', `file://${world.gitops}`, `HEAD:refs/heads/${String(branch)}`);
    world.pullRequests.push({ branch: String(branch), diff });
    world.log.push(`body: ${String(body)}`);
    const number = String(world.pullRequests.length);
    const head = git(folder, 'rev-parse', 'HEAD');
    return { 'pull-request-url': `https://github.example/pull/${number}`, 'pull-request-number': number, 'pull-request-head-sha': head };
  },
  'actions/upload-artifact': async (inputs, context) => upload(inputs, context),
  'actions/download-artifact': async (inputs, context) => download(inputs, context),
  'actions/github-script': runGithubScript,
};

/** Like the action, keeps paths relative to the folder that all files share. */
function upload(
  { name, path, 'include-hidden-files': hidden = false, 'if-no-files-found': ifNone }: Inputs,
  { world, workspace }: JobContext,
): void {
  const paths = String(path)
    .trim()
    .split('\n')
    .map((each) => resolve(workspace, each))
    .filter((each) => fs.existsSync(each));
  const files = paths.flatMap((each) => (fs.statSync(each).isFile() ? [each] : filesBelow(each)));
  const root = paths.length === 1 && fs.statSync(paths[0]).isDirectory() ? paths[0] : dirname(paths[0] ?? workspace);
  const visible = files.filter(
    (file) =>
      Boolean(hidden) ||
      !relative(root, file)
        .split('/')
        .some((part) => part.startsWith('.')),
  );
  if (visible.length === 0 && ifNone === 'error') throw new Error(`No files were found with the provided path: ${String(path)}`);
  const to = mkdtempSync(join(tmpdir(), 'golden-path-artifact-'));
  for (const file of visible) copy(file, join(to, relative(root, file)));
  world.artifacts.set(String(name), to);
  world.uploaded(String(name), to);
}

function download({ name, pattern, path, 'merge-multiple': merge = false }: Inputs, { world, workspace }: JobContext): void {
  if (name !== undefined && !world.artifacts.has(String(name))) throw new Error(`Artifact not found for name: ${String(name)}`);
  const matcher = new RegExp(`^${String(pattern).replaceAll('*', '.*')}$`);
  const names = name === undefined ? [...world.artifacts.keys()].filter((each) => matcher.test(each)) : [String(name)];
  const to = resolve(workspace, String(path));
  fs.mkdirSync(to, { recursive: true });
  for (const each of names) {
    const from = world.artifacts.get(each)!;
    const folder = name === undefined && !merge ? join(to, each) : to;
    fs.mkdirSync(folder, { recursive: true });
    // One process: hundreds of jobs download hundreds of files each.
    execFileSync('cp', ['-R', `${from}/.`, folder]);
  }
}

type Inputs = Readonly<Record<string, unknown>>;

/** Terraform's folder of providers links to programs, which no artifact holds. */
function filesBelow(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function copy(from: string, to: string): void {
  fs.mkdirSync(dirname(to), { recursive: true });
  fs.copyFileSync(from, join(dirname(to), basename(to)));
}

/** The branches of a repository. */
export function branches(folder: string): string[] {
  return git(folder, 'branch', '--format', '%(refname:short)').split('\n');
}
