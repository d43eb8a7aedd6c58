import { actionlintAll } from '../support/actionlint';
import { callers } from './callers';
import { callProblems } from './calls';
import { allProblems, changed, texts } from './changed';
import { withVersions } from './lint';
import { parse } from './workflow-file';

const names = Object.keys(texts);
const written = callers();

test('there are workflows for pull requests, merges, drift, the GitOps repository, promotions, repositories of code, images and reports', () => {
  expect(names).toEqual([
    'apply-stack.yml',
    'apply-stacks.yml',
    'apply.yml',
    'delivery.yml',
    'deploy.yml',
    'drift.yml',
    'gitops.yml',
    'plan.yml',
    'plans.yml',
    'promote.yml',
    'record.yml',
    'report.yml',
    'repository.yml',
    'stacks.yml',
    'summary.yml',
  ]);
});

test.each(names)('%s keeps all rules', (name) => {
  expect(allProblems(name, texts[name])).toEqual([]);
});

test('actionlint has nothing to say about any of them, also where it knows the inputs of an action', () => {
  const all = [...Object.values(texts), ...Object.values(written)];
  expect(actionlintAll([...all, ...all.map(withVersions)]).flat()).toEqual([]);
});

test('actionlint finds an input that is not there, a runner that is not there, and a key that is misspelt', () => {
  const faulty = [
    withVersions(changed('stacks.yml', 'fetch-depth:', 'fetch-dept:')),
    changed('stacks.yml', 'ubuntu-24.04', 'ubuntu-24.05'),
    changed('plan.yml', 'needs: stacks', 'need: stacks'),
    changed('plans.yml', 'matrix.stack', 'matrix.stacks.'),
    `${written['drift.yml']}\n    run-on: x`,
  ];
  expect(actionlintAll(faulty).map((problems) => problems.join('\n'))).toEqual([
    expect.stringMatching(/input "fetch-dept" is not defined in action "actions\/checkout@v4"/),
    expect.stringMatching(/label "ubuntu-24.05" is unknown/),
    expect.stringMatching(/unexpected key "need" for "job" section/),
    expect.stringMatching(/while parsing object property dereference/),
    expect.stringMatching(/unexpected key "run-on"/),
  ]);
});

test('an action has one commit in all workflows', () => {
  const uses = Object.values(texts).flatMap((text) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)@(.*)/g)]);
  const versions = new Map(uses.map(([, action, version]) => [action, version]));
  expect(uses.filter(([, action, version]) => versions.get(action) !== version)).toEqual([]);
});

test.each<[fault: string, file: string, from: string | RegExp, to: string, problem: RegExp]>([
  ['an action by its tag', 'stacks.yml', /checkout@\w+ # v7.0.1/, 'checkout@v7', /uses: actions\/checkout@v7: no commit/],
  ['an action without its version', 'stacks.yml', ' # v7.0.1', '', /no commit with a version/],
  ['an action by a short commit', 'plan.yml', /(download-artifact@[0-9a-f]{7})[0-9a-f]+/, '$1', /no commit with a version/],
  [
    'an input that a workflow does not have',
    'plan.yml',
    'marker: golden',
    'mark: golden',
    /there is no input mark\n.*the input marker is missing/s,
  ],
  [
    'a secret that a workflow does not have',
    'plan.yml',
    '      NODE_AUTH_TOKEN: ${{',
    '      NPM_TOKEN: ${{',
    /there is no secret NPM_TOKEN/,
  ],
  [
    'an output that is not there',
    'drift.yml',
    'needs.stacks.outputs.together',
    'needs.stacks.outputs.all',
    /reads needs.stacks.outputs.all, which is not/,
  ],
  ['a workflow that is not there', 'plan.yml', 'workflows/plans.yml', 'workflows/planned.yml', /there is no planned.yml to call/],
  [
    'a title in a script',
    'plan.yml',
    "text='A pull",
    "echo '${{ github.event.pull_request.title }}'; text='A pull",
    /an expression in a script/,
  ],
  [
    'a title in the environment',
    'plan.yml',
    'RESULT: ${{ needs.plans.result }}',
    'RESULT: ${{ github.event.pull_request.title }}',
    /anybody may write/,
  ],
  [
    'an input in a script',
    'gitops.yml',
    '--source "$SOURCE"',
    '--source "${{ inputs.source }}"',
    /sync, Sync: an expression in a script/,
  ],
  [
    'an expression for github-script',
    'apply-stack.yml',
    'context.sha) return',
    '${{ github.sha }}) return',
    /an expression in a script/,
  ],
  [
    'a script that goes on',
    'plans.yml',
    'set -euo pipefail',
    'set -e',
    /plan, Check that the files are those that were verified: a script that goes on/,
  ],
  [
    'a synth without the packages of Python',
    'gitops.yml',
    'uv sync --frozen --no-dev',
    'uv --version',
    /sync: synthesises without the packages of Python/,
  ],
  ['a synth that installs packages', 'stacks.yml', /          UV_NO_SYNC: .*\n/, '', /synth: installs packages during the synth, without a token/],
  ['another shell', 'plans.yml', 'shell: bash', 'shell: sh', /the shell is not bash/],
  ['a job without an end', 'drift.yml', 'timeout-minutes: 5', 'timeout-minutes: 360', /report: no timeout of 60 minutes/],
  ['a workflow that may all', 'plan.yml', 'permissions: {}', 'permissions: write-all', /the workflow has permissions of its own/],
  ['a job that may all', 'stacks.yml', /    permissions:\n      contents: read\n/, '', /synth: no permissions of its own/],
  [
    'a permission too many',
    'plan.yml',
    'pull-requests: write',
    'pull-requests: write\n      issues: write',
    /comment: has permissions issues: write/,
  ],
  [
    'a permission too few',
    'apply.yml',
    '      actions: read\n',
    '      contents: read\n',
    /applied: has permissions contents: read, needs actions: read/,
  ],
  ['a call that grants too little', 'drift.yml', '      id-token: write\n', '', /plans.yml needs id-token: write/],
  [
    'a call that grants too much',
    'plan.yml',
    'contents: read',
    'contents: write',
    /stacks: has permissions contents: write, stacks.yml needs contents: read/,
  ],
  [
    'npm where AWS can be reached',
    'plans.yml',
    'terraform -chdir="$FOLDER" init',
    'npx synth; terraform -chdir="$FOLDER" init',
    /plan: runs npm, and may write/,
  ],
  [
    'a secret for a synth',
    'stacks.yml',
    "CHECKPOINT_DISABLE: '1'",
    'TOKEN: ${{ secrets.NODE_AUTH_TOKEN }}',
    /Synthesise: a secret where none/,
  ],
  ['a token left behind', 'gitops.yml', 'persist-credentials: false', 'persist-credentials: true', /leaves its token in .git/],
  ['a wrapper of terraform', 'apply-stack.yml', 'terraform_wrapper: false', 'terraform_wrapper: true', /hides the status/],
  ['a plan that stays', 'apply-stack.yml', /\n +retention-days: \$.*/, '', /as long as GitHub likes/],
  [
    'a plan without its versions',
    'apply-stack.yml',
    'include-hidden-files: true',
    'compression-level: 9',
    /loses files whose names begin with a dot/,
  ],
  ['an artifact that blocks a second try', 'plans.yml', /\n +overwrite: true/, '', /fails when its job runs again/],
  ['a stack that ends others', 'apply.yml', 'fail-fast: false', 'fail-fast: true', /first: one stack that fails ends the others/],
  [
    'a stack of a chunk that ends others',
    'apply-stacks.yml',
    'fail-fast: false',
    'fail-fast: true',
    /stack: one stack that fails ends/,
  ],
  [
    'an apply that is cancelled',
    'apply-stacks.yml',
    'cancel-in-progress: false',
    'cancel-in-progress: true',
    /stack: an apply may be cancelled/,
  ],
  [
    'two applies of one stack at a time',
    'apply-stacks.yml',
    'group: golden-path-apply-${{ matrix.stack }}',
    'group: ${{ github.run_id }}',
    /not one at a time/,
  ],
  [
    'an apply that nothing protects',
    'apply-stack.yml',
    /\n {4}environment: .*/,
    '',
    /apply: takes the role that changes things without/,
  ],
])('%s is caught', (_, name, from, to, problem) => {
  expect(allProblems(name, changed(name, from, to)).join('\n')).toMatch(problem);
});

describe('the workflows that docs/ci.md tells a team to write', () => {
  const all = Object.fromEntries(names.map((name) => [name, parse(texts[name])]));

  test.each(Object.entries(written))('%s calls what is there, and grants what that needs and nothing more', (_, text) => {
    expect(callProblems(parse(text), all)).toEqual([]);
    expect(parse(text).permissions).toEqual({});
  });

  test.each([
    [
      'a permission is missing',
      '      id-token: write\n',
      '',
      /plan: has permissions contents: read, pull-requests: write, plan.yml needs/,
    ],
    [
      'an input is misspelt',
      'gitops-repository: ',
      'gitops-repo: ',
      /there is no input gitops-repo\n.*gitops-repository is missing/s,
    ],
  ])('are found out where %s', (_, from, to, problem) => {
    expect(callProblems(parse(written['infrastructure.yml'].replace(from, to)), all).join('\n')).toMatch(problem);
  });
});
