import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { notesOf, release } from '../../scripts/release/changelog';
import type { Change } from '../../scripts/release/changes';
import { channelOf, versionAsked } from '../../scripts/release/next-version';
import type { NextVersion } from '../../scripts/release/next-version';
import { verdictOn } from '../../scripts/release/verdict';
import { ROOT } from '../support/examples';
import { describeWithGit } from '../support/with-git';

const folder = mkdtempSync(join(tmpdir(), 'golden-path-version-'));

afterAll(() => rmSync(folder, { recursive: true }));

describeWithGit('the commits since the last release', () => {
  type Case = readonly [last: string, messages: readonly string[], next: string];

  const CASES: Record<string, Case> = {
    'are nothing to release where no user notices': [
      '1.2.0',
      ['docs: a page', 'test(data): more', 'chore: newer jest', 'Merge branch one'],
      'none 1.2.0',
    ],
    'ask for a patch by a fix': ['1.2.0', ['docs: a page', 'fix(data): name the subnet'], 'patch 1.2.1'],
    'ask for a patch by what is taken back': ['1.2.0', ['Revert "feat: a prop"\n\nThis reverts commit 0123456.'], 'patch 1.2.1'],
    'ask for a minor version by a feature, however many fixes there are': [
      '1.2.3',
      ['fix: one', 'feat(gitops): a prop', 'fix: two'],
      'minor 1.3.0',
    ],
    'ask for a major version by "!"': ['1.2.3', ['feat: a prop', 'refactor(core)!: other names'], 'major 2.0.0'],
    'ask for a major version by a paragraph': [
      '1.2.3',
      ['fix: a name\n\nWhy.\n\nBREAKING CHANGE: rename it in your code'],
      'major 2.0.0',
    ],
    'ask for no major version by a word in the text': ['1.2.3', ['fix: say what a BREAKING CHANGE: is'], 'patch 1.2.4'],
    'ask for a minor version before 1.0.0, where they break': ['0.4.1', ['feat!: other names'], 'minor 0.5.0'],
    'ask for a patch before 1.0.0 by a feature': ['0.4.1', ['feat: a prop'], 'patch 0.4.2'],
    'are not looked at for the first release': ['0.0.0', ['feat!: everything'], 'major 1.0.0'],
  };

  /** What each repository's plan is, in one process, since the parser is an ES module. */
  function plans(repositories: readonly string[]): (NextVersion | string)[] {
    const program = join(folder, 'program.ts');
    writeFileSync(
      program,
      [
        `import { lastRelease } from ${JSON.stringify(join(ROOT, 'scripts/release/baseline'))};`,
        `import { plan } from ${JSON.stringify(join(ROOT, 'scripts/release/plan'))};`,
        `const plans = ${JSON.stringify(repositories)}.map((root: string) => (`,
        '  plan(root, { release: { version: lastRelease(root) } }).catch((error: Error) => error.message)));',
        'void Promise.all(plans).then((all) => console.log(JSON.stringify(all)));',
      ].join('\n'),
    );
    const args = ['--import', pathToFileURL(require.resolve('tsx')).href, program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as (NextVersion | string)[];
  }

  function git(root: string, ...args: string[]): void {
    const author = [
      '-c',
      'user.name=A Person',
      '-c',
      'user.email=person@acme.io',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'tag.gpgsign=false',
    ];
    execFileSync('git', [...author, ...args], { cwd: root, stdio: 'pipe' });
  }

  /** A repository whose last release has a tag, with commits after it. */
  function repository(name: string, [last, messages]: Case): string {
    const root = join(folder, name.replace(/\W+/g, '-'));
    mkdirSync(join(root, 'release/baseline'), { recursive: true });
    writeFileSync(join(root, 'release/baseline/release.json'), JSON.stringify({ version: last }));
    git(root, 'init', '--quiet');
    git(root, 'add', '.');
    git(root, 'commit', '--quiet', '--message', 'chore(release): the last one');
    git(root, 'tag', `v${last}`);
    for (const message of messages) git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
    return root;
  }

  let planned: (NextVersion | string)[];
  const names = Object.keys(CASES);

  beforeAll(() => {
    const untagged = repository('untagged', ['1.2.0', ['feat: a prop'], '']);
    git(untagged, 'tag', '--delete', 'v1.2.0');
    const edited = repository('edited', ['1.2.0', [], '']);
    writeFileSync(join(edited, 'release/baseline/release.json'), JSON.stringify({ version: '1.2.0', edited: true }));
    planned = plans([...Object.entries(CASES).map(([name, each]) => repository(name, each)), untagged, edited]);
  });

  test.each(names)('%s', (name) => {
    const { bump, version } = planned[names.indexOf(name)] as NextVersion;
    expect(`${bump} ${version}`).toBe(CASES[name][2]);
  });

  test('are named as the reason, those that decide nothing left out', () => {
    const { reasons } = planned[names.indexOf('ask for a patch by a fix')] as NextVersion;
    expect(reasons).toEqual([expect.stringMatching(/^patch {2}[0-9a-f]{7,} {2}fix\(data\): name the subnet$/)]);
  });

  test('are not guessed where the history is cut off', () => {
    expect(planned.at(-2)).toBe(
      'the tag v1.2.0 of the last release is not in the history here: get it with git fetch --tags --unshallow, or pass --version',
    );
  });

  test('are compared with nothing where the baseline was edited after its release', () => {
    expect(planned.at(-1)).toBe(
      'only a release changes release/baseline, and since v1.2.0 changed: release/baseline/release.json; restore it: git checkout v1.2.0 -- release/baseline',
    );
  });
});

describe('a version', () => {
  test('that is asked for is taken where it follows the last one', () => {
    expect(['1.2.4', '1.3.0', '2.0.0', '2.0.0-rc.1'].map((version) => versionAsked('1.2.3', version).bump)).toEqual([
      'patch',
      'minor',
      'major',
      'major',
    ]);
    for (const version of ['1.2.3', '1.1.0', 'next', '2']) {
      expect(() => versionAsked('1.2.3', version)).toThrow(`--version ${version}: must be a version above 1.2.3, such as 1.3.0`);
    }
  });

  test('is the latest from main, and no more than its own line from any other branch', () => {
    expect([channelOf('main', '2.0.0'), channelOf('main', '2.0.0-rc.1')]).toEqual(['latest', 'next']);
    expect([channelOf('1.x', '1.9.3'), channelOf('1.4.x', '1.4.9')]).toEqual(['release-1.x', 'release-1.4.x']);
    expect(() => channelOf('1.x', '2.0.0')).toThrow(
      '2.0.0 does not belong to the branch 1.x: release it from main, or make a branch for it',
    );
    expect(() => channelOf('feature/$(id)', '1.3.0')).toThrow(
      'nothing is released from feature/$(id): use main, or a branch such as 1.x or 1.4.x',
    );
  });
});

describe('a verdict', () => {
  const removed: Change = { what: 'has been removed', where: 'Peer.cidr', kind: 'breaking', fix: 'keep it' };

  test('that refuses a version says what to mend, and as what to release it', () => {
    const next = { version: '1.3.0', bump: 'minor', reasons: ['minor  0a1b2c3  feat: a prop'] } as const;
    expect(verdictOn('1.2.0', [removed, { what: 'is new', where: 'Peer.all', kind: 'feature' }], next)).toEqual({
      good: false,
      lines: [
        'compared with 1.2.0: 2 changes',
        '',
        'change            where      kind      needs',
        '----------------  ---------  --------  -----',
        'has been removed  Peer.cidr  breaking  major',
        'is new            Peer.all   feature   minor',
        '',
        '1.3.0 is to be released, a minor version:',
        '  minor  0a1b2c3  feat: a prop',
        '',
        'not compatible: these changes need a major version, 2.0.0',
        '  1. Peer.cidr: has been removed',
        '     fix: keep it',
        'or release them as such: a commit with "!" and a BREAKING CHANGE: paragraph',
      ],
    });
  });

  test('refuses a mistake whatever the version', () => {
    const mistake: Change = {
      what: 'has other content under the same version, 1.0.0',
      where: 'chart common',
      kind: 'mistake',
      fix: 'raise it',
    };
    const { good, lines } = verdictOn('1.2.0', [mistake], { version: '2.0.0', bump: 'major', reasons: [] });
    expect([good, lines.at(-3)]).toEqual([false, 'not compatible:']);
  });

  test('refuses nothing before the first release, which nobody has', () => {
    const mistake: Change = { what: 'has other content under the same version, 1.0.0', where: 'chart common', kind: 'mistake' };
    expect(verdictOn('0.0.0', [mistake, removed], { version: '0.0.1', bump: 'patch', reasons: [] }).good).toBe(true);
  });

  test('before 1.0.0 lets a minor version break', () => {
    expect(verdictOn('0.4.0', [removed], { version: '0.5.0', bump: 'minor', reasons: [] }).good).toBe(true);
    expect(verdictOn('0.4.0', [removed], { version: '0.4.1', bump: 'patch', reasons: [] }).good).toBe(false);
  });
});

describe('the changelog', () => {
  const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A prop.\n\n## [1.2.0] - 2026-10-01\n\n### Fixed\n\n- A name.\n';

  test('gets the version and date of what was unreleased, and keeps every other line', () => {
    expect(release(CHANGELOG, '1.3.0', '2026-11-23')).toBe(
      CHANGELOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.3.0] - 2026-11-23\n'),
    );
  });

  test('gets its first version', () => {
    const first = '# Changelog\n\n## [Unreleased]\n\n- All.\n';
    expect(release(first, '1.0.0', '2026-11-23')).toBe('# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-11-23\n\n- All.\n');
  });

  test('is refused where it says nothing to users, or the version twice', () => {
    const silent = CHANGELOG.replace('### Added\n\n- A prop.\n\n', '');
    expect(() => release(silent, '1.3.0', '2026-11-23')).toThrow(
      'CHANGELOG.md has nothing under "## [Unreleased]": say there what 1.3.0 changes for users',
    );
    expect(() => release(CHANGELOG, '1.2.0', '2026-11-23')).toThrow('CHANGELOG.md has a section for 1.2.0 already');
    expect(() => release('# Changelog\n', '1.3.0', '2026-11-23')).toThrow('CHANGELOG.md has no line "## [Unreleased]"');
  });

  test('is what the release shows, with its commits, in which nobody is mentioned', () => {
    const commits = [
      { hash: '0a1b2c3', header: 'fix: greet @octocat in [a](http://b) `now`', type: 'fix', breaking: false },
      { hash: '4d5e6f7', header: 'Merge branch one', breaking: false },
    ];
    expect(notesOf(CHANGELOG, '1.2.0', commits)).toBe(
      '### Fixed\n\n- A name.\n\n### Commits\n\n- fix: greet @\u200boctocat in \\[a\\](http://b) \\`now\\` (0a1b2c3)\n',
    );
  });
});
