import { allProblems, changed } from './changed';

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
  ['an apply that nothing checked', 'apply-stack.yml', 'needs: [plan, check]', 'needs: plan', /apply: applies a plan that nothing checked/],
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
