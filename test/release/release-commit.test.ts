import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ROOT } from '../support/examples';
import { testWithGit } from '../support/with-git';

interface Workflow {
  readonly jobs: Record<string, { readonly steps: readonly { readonly run?: string }[] }>;
}

/** The script with which the workflow records a release. */
const RECORD = (load(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')) as Workflow).jobs.record.steps.at(-1)!.run!;

const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' }).trim();

/** A repository that a release is made of, what a job that makes one adds, and what one that records it sees. */
function prepared(): { readonly making: string; readonly recording: string; readonly origin: string } {
  const [origin, making] = ['origin', 'making'].map((name) => mkdtempSync(join(tmpdir(), `golden-path-${name}-`)));
  const recording = join(making, 'recording');
  git(origin, 'init', '--quiet', '--bare', '--initial-branch=main');
  git(making, 'init', '--quiet', '--initial-branch=main');
  write(making, { 'CHANGELOG.md': 'old', 'release/baseline/a': 'old', 'release/baseline/gone': 'old', 'lib/index.ts': '' });
  writeFileSync(join(making, '.gitignore'), 'recording/\ndist/\n');
  git(making, 'add', '--all');
  git(making, '-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '--quiet', '--message', 'feat: x', '--date', '2026-01-02T03:04:05+02:00');
  git(making, 'push', '--quiet', origin, 'HEAD:main');
  git(making, 'clone', '--quiet', origin, recording);
  rmSync(join(making, 'release/baseline/gone'));
  write(making, { 'CHANGELOG.md': 'new', 'release/baseline/a': 'new', 'release/baseline/b': 'new' });
  for (const path of ['CHANGELOG.md', 'release/baseline']) cpSync(join(making, path), join(recording, 'dist/release/tree', path), { recursive: true });
  return { making, recording, origin };
}

function write(root: string, files: Record<string, string>): void {
  mkdirSync(join(root, 'release/baseline'), { recursive: true });
  mkdirSync(join(root, 'lib'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
}

/** In a process of its own, since jest does not load the ES modules of scripts. */
function releaseCommit(root: string, version: string): string {
  const script = `import { releaseCommit } from ${JSON.stringify(join(ROOT, 'scripts/release/release-commit.mjs'))};
    process.stdout.write(releaseCommit(${JSON.stringify(root)}, ${JSON.stringify(version)}));`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}

function record(recording: string, commit: string): void {
  const env = { ...process.env, VERSION: '1.3.0', TAG: 'v1.3.0', COMMIT: commit, GITHUB_REF_NAME: 'main' };
  execFileSync('bash', ['-eo', 'pipefail', '-c', RECORD], { cwd: recording, env, stdio: 'pipe' });
}

testWithGit('the commit that a package names is the one that its tag names', () => {
  const { making, recording, origin } = prepared();
  const commit = releaseCommit(making, '1.3.0');
  expect(git(making, 'status', '--short')).toBe('M CHANGELOG.md\n M release/baseline/a\n D release/baseline/gone\n?? release/baseline/b');
  record(recording, commit);
  expect([git(origin, 'rev-parse', 'v1.3.0'), git(origin, 'rev-parse', 'main')]).toEqual([commit, commit]);
  expect(git(origin, 'ls-tree', '-r', '--name-only', 'main', 'release').split('\n')).toEqual(['release/baseline/a', 'release/baseline/b']);
});

testWithGit('nothing is recorded where the commit would be another', () => {
  const { making, recording, origin } = prepared();
  const commit = releaseCommit(making, '1.3.1');
  expect(() => record(recording, commit)).toThrow(/Command failed/);
  expect(git(origin, 'tag')).toBe('');
});
