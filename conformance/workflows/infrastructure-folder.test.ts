import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceLanguage } from '../../lib/repository/skeletons/service-language';
import { ANSWERS, templateFor } from '../../test/software-template/fixture';
import { runTask } from '../../test/software-template/task';
import { aPlatform } from '../../test/support/platform';
import { describeWithGit } from '../../test/support/with-git';
import type { Workflow } from '../../test/workflows/workflow-file';
import { parse } from '../../test/workflows/workflow-file';
import { describeWithTerraform } from '../referees/terraform';
import { TWO } from './fixture/push';
import { stacksIn, Team } from './fixture/team';

/** The workflows of a repository that has the code of a service at its root, and the infrastructure in a folder. */
const { files } = runTask(templateFor(aPlatform(), { language: ServiceLanguage.GO }), { ...ANSWERS });
const workflow = (name: string) => parse(files[`.github/workflows/${name}.yml`]);
const infrastructure = workflow('infrastructure');

// Every push is a dozen jobs, each with real git and Terraform.
jest.setTimeout(180_000);
let team: Team;

beforeEach(async () => {
  team = new Team(undefined, 'infra');
  await team.open();
  await team.commit(TWO);
});
afterEach(async () => team.close());

/** The same workflow of a repository whose infrastructure is at its root. */
function withoutFolder({ jobs, ...rest }: Workflow): Workflow {
  const changed = Object.entries(jobs).map(([name, job]) => {
    const inputs = Object.entries((job.with ?? {}) as Record<string, unknown>).filter(([input]) => input !== 'folder');
    return [name, { ...job, with: Object.fromEntries(inputs) }];
  });
  return { ...rest, jobs: Object.fromEntries(changed) as Workflow['jobs'] };
}

describeWithGit('a repository with its infrastructure in a folder', () => {
  test('plans a pull request, applies and proposes what is merged, and looks for drift', async () => {
    await team.propose({ ...TWO, 'shop-staging': { value: 'two' } });
    await team.pullRequest(infrastructure);
    expect(team.gitHub.comments.map(({ body }) => body)).toEqual([expect.stringContaining('shop-staging')]);

    const merged = await team.push(infrastructure);
    expect([merged.result, stacksIn(merged)]).toEqual(['success', { 'shop-staging': 'success', 'tax-staging': 'success' }]);
    expect(team.state.valueOf('shop-staging')).toBe('one');
    expect(team.world.pullRequests).toMatchObject([{ diff: expect.stringContaining('apps/shop/manifests/staging/shop-staging.yaml') }]);

    expect((await team.schedule(workflow('drift'))).result).toBe('success');
  });

  test('plans nothing where only the code of the service changes', async () => {
    await team.push(infrastructure);
    team.commitDocs('How to be on call');
    const { result } = await team.push(infrastructure);
    expect([result, team.world.roles]).toEqual(['success', []]);
  });

  test('does not find it without the input', async () => {
    expect(existsSync(join(team.root, 'repository', 'synth.mjs'))).toBe(false);
    const { result } = await team.push(withoutFolder(infrastructure));
    expect([result, team.world.roles]).toEqual(['failure', []]);
  });
}, describeWithTerraform);
