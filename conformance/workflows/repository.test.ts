import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeWithGit, testWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import { branches, git } from '../../test/workflows/runner/actions';
import type { Workflow } from '../../test/workflows/workflow-file';
import { Team } from './fixture/team';

const written = caller('repository.yml').jobs['payment-service'];
const carry: Workflow = { on: {}, jobs: { repository: { ...written, with: { ...written.with, service: 'shop', repository: 'shop' } } } };
const BRANCH = 'golden-path-repository/shop';
const STATE = '.golden-path/repository.json';
let team: Team;

// Every run is a handful of jobs, each with real git.
jest.setTimeout(180_000);

beforeEach(async () => {
  team = new Team({ repository: { APP_PRIVATE_KEY: 'key' } });
  await team.open();
});
afterEach(async () => team.close());

/** Merges code whose synth has a catalog entry of this kind. */
async function push(catalog: string) {
  await team.commit({ 'shop-staging': { value: 'one', catalog } });
  const { result } = await team.push(carry);
  return [result, team.world.pullRequests];
}

/** Commits to the repository of the service's code, as its team does. */
function commitToCode(files: Readonly<Record<string, string>>): void {
  const { gitops: code } = team.world;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(code, file)), { recursive: true });
    writeFileSync(join(code, file), text);
  }
  git(code, 'add', '--all');
  git(code, 'commit', '--quiet', '--message', 'ours');
}

const reportOf = () => readFileSync(join(team.world.artifacts.get('golden-path-repository-shop')!, 'report.md'), 'utf8');

testWithGit('one pull request brings the files, is updated, and is closed where nothing is left to change', async () => {
  const files = `A\t${STATE}\nA\tREADME.md\nA\tcatalog-info.yaml`;
  expect(await push('Component')).toEqual(['success', [{ branch: BRANCH, diff: files }]]);
  expect(await push('API')).toEqual(['success', [{ branch: BRANCH, diff: files }]]);
  expect(git(team.world.gitops, 'show', `${BRANCH}:catalog-info.yaml`)).toBe('kind: API');
  team.mergeGitOps();
  expect(await push('API')).toEqual(['success', []]);
  expect(branches(team.world.gitops)).not.toContain(BRANCH);
  expect(await push('System')).toEqual(['success', [{ branch: BRANCH, diff: `M\t${STATE}\nM\tcatalog-info.yaml` }]]);
});

testWithGit('an edited file stays as it is, and the text of the pull request shows the difference', async () => {
  await push('Component');
  team.mergeGitOps();
  commitToCode({ 'catalog-info.yaml': 'kind: Ours\n' });
  expect(await push('API')).toEqual(['success', []]);
  expect(reportOf()).toContain('-kind: Ours\n+kind: API\n');
  expect(team.world.summaries.join('\n')).toContain('a managed file that was edited since golden-path wrote it');
});

testWithGit('no job that the App gives a token to has run what npm installed', async () => {
  await push('Component');
  const jobsWith = (text: string) => team.world.log.flatMap((line) => (line.includes(text) ? [/^── ([\w-]+):/.exec(line)![1]] : []));
  expect(jobsWith('create-github-app-token')).toEqual(['read', 'pull-request']);
  // The packages of npm, and those of Python.
  expect(jobsWith(': Install')).toEqual(['write', 'write']);
});

/** A change as Git writes it. */
function added(file: string, text = 'x', mode = '100644'): string {
  return `diff --git a/${file} b/${file}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${file}\n@@ -0,0 +1 @@\n+${text}\n`;
}

const state = (...files: readonly string[]) => {
  const managed = Object.fromEntries(files.map((file) => [file, 'sha256:x']));
  return added(STATE, JSON.stringify({ stateVersion: 1, repository: 'shop', managed, given: {}, kept: {} }));
};
const changedMain = 'diff --git a/main.go b/main.go\n--- a/main.go\n+++ b/main.go\n@@ -1 +1 @@\n-package main\n+package evil\n';

const FORBIDDEN: readonly (readonly [what: string, patch: string, message: string])[] = [
  ["a file of the team's own", changedMain, 'main.go is not a file that golden-path manages'],
  ["a file of the team's own that a new state names", `${state('main.go')}${changedMain}`, 'main.go is not a file that golden-path manages'],
  ['a new file that no state names', added('src/evil.go'), 'src/evil.go is not a file that golden-path manages'],
  ['a workflow', `${state('.github/workflows/evil.yml')}${added('.github/workflows/evil.yml')}`, 'evil.yml is a workflow, and workflows is not true'],
  ['a symbolic link', `${state('link')}${added('link', '/etc/passwd', '120000')}`, 'link is not a plain file'],
  ['a program', `${state('run')}${added('run', 'x', '100755')}`, 'run is not a plain file'],
  ['a file outside of the repository', added('../evil.yaml'), 'invalid path'],
  ["Git's own folder", added('.git/hooks/post-checkout'), 'invalid path'],
];

describeWithGit('a change is not opened, whatever the job with the packages says,', () => {
  test.each(FORBIDDEN)('of %s', async (_, patch, message) => {
    commitToCode({ 'main.go': 'package main\n' });
    team.world.uploaded = (_name, folder) => {
      if (existsSync(join(folder, 'change.patch'))) writeFileSync(join(folder, 'change.patch'), patch);
    };
    expect(await push('Component')).toEqual(['failure', []]);
    expect(team.world.log.join('\n')).toContain(message);
  });
});
