import { ATTESTATIONS, WORKFLOW_ISSUER } from '../../lib/platform/attestations';
import { allProblems, changed } from './changed';
import { needsOf, readWorkflow, stepsOf } from './workflow-file';

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
  [
    'code of the service beside what signs',
    'delivery.yml',
    '      - id: sign\n',
    '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false\n      - id: sign\n',
    /publish: has the registry beside code of the service/,
  ],
  [
    'a package beside what signs',
    'delivery.yml',
    'cosign sign "${flags[@]}"',
    'npx cosign sign "${flags[@]}"',
    /publish: has the registry beside code of the service/,
  ],
  ['a build that may push', 'delivery.yml', /(  build:[^]*?)contents: read/, '$1contents: read\n      packages: write', /build: has permissions .*needs contents: read/],
  ['a deployment that is cancelled', 'delivery.yml', 'cancel-in-progress: false', 'cancel-in-progress: true', /deploy: a deployment may be cancelled/],
  ['the password of the registry elsewhere', 'delivery.yml', "CRANE_FLAGS: ''", 'CRANE_FLAGS: ${{ secrets.REGISTRY_PASSWORD }}', /Push the image: a secret where none is needed/],
  [
    'the webhook beside other steps',
    'delivery.yml',
    '      - id: notify\n',
    '      - run: curl https://example.com/$(id)\n      - id: notify\n',
    /notify, Tell the team: a secret where none is needed/,
  ],
  ['a key beside the change', 'deploy.yml', '      - name: Install\n', '      - uses: actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1 # v3.2.0\n      - name: Install\n', /change: runs npm beside the key of the App/],
  ['text of users in the delivery', 'delivery.yml', 'TAG: ${{ needs.publish.outputs.tag }}', 'TAG: ${{ github.event.head_commit.message }}', /anybody may write/],
  ['an image in a script', 'delivery.yml', 'cosign sign "${flags[@]}" "$IMAGE', 'cosign sign "${flags[@]}" "${{ inputs.image }}', /publish, Sign the image: an expression/],
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

test('everything that is attested is verified before a deployment, by the names of the library', () => {
  const scriptOf = (id: string) => stepsOf(readWorkflow('delivery.yml')).find(({ step }) => step.id === id)!.step.run!;
  // The types that cosign knows by a name.
  const names: Readonly<Record<string, string>> = {
    slsaprovenance1: ATTESTATIONS.provenance, spdxjson: ATTESTATIONS.sbom, vuln: ATTESTATIONS.scan, cyclonedx: 'https://cyclonedx.org/bom',
  };
  const attested = [...scriptOf('attest').matchAll(/attest (\w+) "/g)].map(([, name]) => name);
  const verified = /for type in ([\w ]+); do/.exec(scriptOf('verify'))![1].split(' ');
  expect([attested.sort(), verified.sort()]).toEqual([Object.keys(names).sort(), Object.keys(names).sort()]);
  const { jobs } = readWorkflow('delivery.yml');
  expect([needsOf(jobs.verify), needsOf(jobs.deploy)]).toEqual([['build', 'publish'], expect.arrayContaining(['verify'])]);
  expect(JSON.stringify(jobs.verify)).toContain(`--certificate-oidc-issuer ${WORKFLOW_ISSUER}`);
});

test('every step with a script has an id, by which the chain is executed', () => {
  const scripts = stepsOf(readWorkflow('delivery.yml')).filter(({ step }) => step.run !== undefined);
  const without = scripts.filter(({ step: { id, name } }) => id === undefined && !['Approved', 'Explain', 'Install'].includes(String(name)));
  expect([scripts.length > 15, without]).toEqual([true, []]);
});
