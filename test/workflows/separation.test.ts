import { allProblems, changed } from './changed';
import { readWorkflow, stepsOf } from './workflow-file';

test.each<[fault: string, file: string, from: string | RegExp, to: string, problem: RegExp]>([
  [
    'a key beside what npm installed',
    'gitops.yml',
    'run: tar --create',
    'run: npx --no golden-path sync .gitops; tar --create',
    /read: runs npm beside the key of the App/,
  ],
  [
    'a key that no environment protects',
    'gitops.yml',
    /\n {4}environment: .*/,
    '',
    /read: has the key of the App without an environment to protect it/,
  ],
  [
    'a key beside the promotion',
    'promote.yml',
    'run: git -C .gitops checkout-index',
    'run: npx --no golden-path promote; git -C .gitops checkout-index',
    /pull-request: runs npm beside the key of the App/,
  ],
  [
    'a key beside the files that npm wrote',
    'repository.yml',
    'run: git -C .repository checkout-index',
    'run: npx --no golden-path repository .repository; git -C .repository checkout-index',
    /pull-request: runs npm beside the key of the App/,
  ],
  [
    'a job with npm packages that publishes',
    'report.yml',
    /\n {6}contents: read\n {4}steps/,
    '\n      contents: read\n      pages: write\n    steps',
    /report: runs npm, and may write/,
  ],
  ['a token that writes beside npm', 'report.yml', 'secrets.REPORTS_TOKEN }}\n          PAGERDUTY', 'secrets.APP_PRIVATE_KEY }}\n          PAGERDUTY', /report, Facts: a secret where none is needed/],
  ['a service in a script', 'repository.yml', '--service="$SERVICE"', '--service=${{ inputs.service }}', /write, Write: an expression/],
  ['a name in a script', 'promote.yml', '-- "$SERVICE"', '-- ${{ inputs.service }}', /promote, Promote: an expression in a script/],
  [
    'a folder that nobody looked into',
    'plans.yml',
    'sha256sum --check --strict',
    'wc --lines',
    /plan, Plan: runs Terraform on files that nothing verified/,
  ],
  [
    'a folder with other files',
    'apply-stack.yml',
    / {10}find \. [^]*?\n {6}- /,
    '      - ',
    /plan, Plan: runs Terraform on files that nothing verified/,
  ],
  [
    'a setting of the runner',
    'apply-stack.yml',
    /\n +unset .*/,
    '',
    /plan, Plan: lets the runner's environment decide what Terraform does/,
  ],
  [
    "a runner's own terraform.rc",
    'plans.yml',
    / TF_IN_AUTOMATION|TF_CLI_CONFIG_FILE="[^"]+" /,
    '',
    /plan, Plan: lets the runner's environment decide/,
  ],
  [
    'an upload of whatever is there',
    'stacks.yml',
    'path: ${{ runner.temp }}/golden-path\n',
    'path: cdktf.out/stacks\n',
    /uploads a folder that a synth wrote/,
  ],
  ['an upload by a pattern', 'plans.yml', '/checked\n', '/checked/*\n', /uploads whatever fits a pattern/],
  [
    'an apply that nothing checked',
    'apply-stack.yml',
    'needs: [plan, check]',
    'needs: plan',
    /apply: applies a plan that nothing checked/,
  ],
  [
    'an apply of another plan',
    'apply-stack.yml',
    '${{ needs.plan.outputs.plan }}  plan.tfplan',
    '',
    /apply: applies a plan that nothing checked/,
  ],
])('%s is caught', (_, name, from, to, problem) => {
  expect(allProblems(name, changed(name, from, to)).join('\n')).toMatch(problem);
});

test('a promotion fetches the GitOps repository and signs its pull request exactly as a sync does', () => {
  const [sync, promotion] = ['gitops.yml', 'promote.yml'].map((name) => readWorkflow(name).jobs);
  const actions = (jobs: typeof sync, id: string) =>
    JSON.stringify(jobs[id].steps!.filter(({ uses = '' }) => /app-token|checkout|pull-request/.test(uses)))
      .replaceAll(/"(?:branch|commit-message|title|body)":"[^"]*"/g, '')
      .replace(/\{[^{]*"with":\{"sparse-checkout".*?\}\},/, '');
  expect(promotion.read).toEqual(JSON.parse(JSON.stringify(sync.read).replace('golden-path-gitops', 'golden-path-promote-from')));
  expect(actions(promotion, 'pull-request')).toBe(actions(sync, 'pull-request'));
});

test('the files of a repository go through the same three jobs as those of the GitOps repository', () => {
  const { read, write, 'pull-request': pullRequest } = readWorkflow('repository.yml').jobs;
  const toRead = JSON.stringify(readWorkflow('gitops.yml').jobs.read)
    .replaceAll('inputs.gitops-owner', 'inputs.owner')
    .replaceAll('inputs.gitops-repository', 'inputs.repository')
    .replaceAll('.gitops', '.repository')
    .replaceAll('gitops.tar', 'repository.tar')
    .replace('golden-path-gitops', 'golden-path-repository-from-${{ inputs.service }}');
  expect(read).toEqual(JSON.parse(toRead));
  expect(JSON.stringify(write)).not.toContain('APP_PRIVATE_KEY');
  expect([write.environment, pullRequest.environment]).toEqual([undefined, '${{ inputs.environment }}']);
});

test('no workflow deploys to an environment of production but by a promotion', () => {
  const scripts = ['gitops.yml', 'promote.yml'].flatMap((name) => stepsOf(readWorkflow(name)).map(({ step }) => step.run ?? ''));
  const commands = scripts.flatMap((script) => script.match(/golden-path (?:sync|promote)\b.*/g) ?? []);
  expect(commands).toEqual([
    'golden-path sync "$RUNNER_TEMP/gitops" --source "$SOURCE" --yes',
    expect.stringMatching(/^golden-path promote /),
  ]);
});
