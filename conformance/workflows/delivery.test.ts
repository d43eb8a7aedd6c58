import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ATTESTATIONS } from '../../lib/platform/attestations';
import { callerOf } from '../../lib/repository/delivery/caller';
import type { Delivery } from '../../lib/repository/delivery/caller';
import { ImagePlatform } from '../../lib/repository/delivery/delivery-workflow-props';
import { describeWithGit } from '../../test/support/with-git';
import { caller } from '../../test/workflows/callers';
import { git } from '../../test/workflows/runner/actions';
import { parse } from '../../test/workflows/workflow-file';
import type { Workflow } from '../../test/workflows/workflow-file';
import { Registry } from './fixture/registry';
import { Team } from './fixture/team';
import type { TeamStacks } from './fixture/team';

const SIGNER = 'acme/workflows/.github/workflows/delivery.yml';
const REF = 'refs/tags/v1.0.0';
const DELIVERY: Delivery = {
  service: 'shop', commands: 'test -e stacks.json', image: 'ghcr.io/acme/shop', platforms: [ImagePlatform.AMD64], workingDirectory: '.',
  dockerfile: 'Dockerfile', branch: 'main', staging: 'staging', production: 'production', environments: ['staging', 'production'], folder: '.',
  workflow: SIGNER, workflowRef: REF, gitOpsOwner: 'acme', gitOpsRepository: 'platform-apps', channel: 'team-shop',
};
const { gitops } = caller('infrastructure.yml').jobs;
const sync: Workflow = { on: {}, jobs: { gitops: { ...gitops, needs: [], if: undefined } } };
const FINDING = {
  vulnerability: { id: 'CVE-2026-1', severity: 'Critical', fix: { state: 'fixed', versions: ['2.0'] } },
  relatedVulnerabilities: [],
  artifact: { name: 'openssl', version: '1.0' },
};

let team: Team;
let registry: Registry;
let slack: Server;
let told: string[];

// Every run is about fifteen jobs, each with real git and programs.
jest.setTimeout(180_000);

beforeEach(async () => {
  told = [];
  slack = createServer((request, response) => {
    let text = '';
    request.on('data', (data: Buffer) => void (text += data.toString()));
    request.on('end', () => { told.push(text); response.end('ok'); });
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
  const { port } = slack.address() as AddressInfo;
  team = new Team(undefined, undefined, { SLACK_WEBHOOK_URL: `http://127.0.0.1:${port}/hook` });
  await team.open();
  await team.commit(shop('one'));
  expect((await team.push(sync)).result).toBe('success');
  team.mergeGitOps();
  registry = new Registry(team, { claims: claims() });
});
afterEach(async () => {
  slack.close();
  await team.close();
});

function shop(value: string): TeamStacks {
  return { 'shop-staging': { value, image: '1.0.0' }, 'shop-production': { value, image: '1.0.0', environment: 'production' } };
}

function workflow(changes: Partial<Delivery> = {}): Workflow {
  return parse(callerOf({ ...DELIVERY, ...changes }).text);
}

/** What GitHub says of the job, for the commit that is on the main branch. */
function claims(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = team.git('rev-parse', 'HEAD');
  return {
    repository: 'acme/shop-infra', ref: 'refs/heads/main', sha: own, workflow_ref: 'acme/shop-infra/.github/workflows/delivery.yml@refs/heads/main',
    job_workflow_ref: `${SIGNER}@${REF}`, run_id: '7', run_attempt: '1', event_name: 'push', repository_id: '1', repository_owner_id: '2',
    runner_environment: 'github-hosted', ...changes,
  };
}

/** Commits something with a message, and delivers it. */
async function deliver(message = 'feat: change', changes: Partial<Delivery> = {}, settings: Partial<Parameters<Registry['set']>[0]> = {}) {
  const sha = team.commitWith(message);
  registry.set({ ...settings, claims: { ...claims({ sha }), ...settings.claims } });
  return { sha, ...(await team.push(workflow(changes))) };
}

function deployed(file: string): string {
  return git(team.world.gitops, 'show', `main:apps/shop/${file}`);
}

const log = () => team.world.log.join('\n');
const last = () => git(team.world.gitops, 'log', '-1', '--format=%B');

describeWithGit('a commit on the main branch', () => {
  test('is built once, signed, attested, verified, deployed to staging, and promoted once the environment lets it', async () => {
    const approved: string[] = [];
    team.world.approve = (environment) => void approved.push(environment);
    const { jobs, result, sha } = await deliver('feat: a shop\n\nbody', { platforms: [ImagePlatform.AMD64, ImagePlatform.ARM64] });
    expect([log(), result]).toEqual([expect.anything(), 'success']);
    expect(Object.entries(jobs).filter(([, each]) => each === 'skipped').map(([name]) => name)).toEqual([
      'delivery/approve-rollback', 'delivery/notify',
    ]);
    const { attestations, calls, images, signatures } = registry.state;
    const [[image, digest]] = Object.entries(images);
    expect(image).toMatch(new RegExp(`^ghcr.io/acme/shop:${sha.slice(0, 12)}-\\d+$`));
    expect(signatures).toEqual([{ digest, signer: `https://github.com/${SIGNER}@${REF}` }]);
    expect(calls).toEqual(['login ghcr.io ada workflow-token', 'login ghcr.io ada workflow-token']);
    // Two platforms: an SBOM in two formats and a scan for each, of the one digest.
    const count = (type: string) => attestations.filter((each) => each.type === type && each.digest === digest).length;
    expect([...Object.values(ATTESTATIONS), 'https://cyclonedx.org/bom'].map(count)).toEqual([1, 2, 2, 2]);
    expect(attestations[0].predicate).toMatchObject({
      buildDefinition: {
        externalParameters: { workflow: { repository: 'https://github.com/acme/shop-infra', path: '.github/workflows/delivery.yml' } },
        resolvedDependencies: [{ uri: 'git+https://github.com/acme/shop-infra@refs/heads/main', digest: { gitCommit: sha } }],
      },
      runDetails: { builder: { id: `https://github.com/${SIGNER}@${REF}` } },
    });
    expect(deployed('values-staging.yaml')).toContain(`digest: ${digest}`);
    expect(deployed('values-production.yaml')).toContain(`digest: ${digest}`);
    expect(last()).toMatch(/^chore\(shop\): promote sha256:[0-9a-f]{12} to production\n\nGolden-Path-Deployment: planned\nGolden-Path-Image: sha256:/);
    expect(git(team.world.gitops, 'log', '-1', '--skip=1', '--format=%B')).toContain(`Golden-Path-Image: ${digest}\nGolden-Path-Sequence: `);
    expect(approved.filter((each) => each === 'production')).toEqual(['production']);
    expect(team.gitHub.deployments).toMatchObject(
      ['staging', 'production'].map((environment) => ({
        environment,
        sha,
        task: 'golden-path',
        description: `planned: shop ${digest.slice(0, 19)}`,
        payload: { service: 'shop', kind: 'planned', image: 'ghcr.io/acme/shop', digest },
        production_environment: environment === 'production',
        statuses: [{ state: 'success', description: 'planned' }],
      })),
    );
    const jobsWith = (text: string) => team.world.log.flatMap((line) => (line.includes(text) ? [/^── ([\w-]+):/.exec(line)![1]] : []));
    expect(jobsWith('create-github-app-token')).toEqual(['read', 'push', 'read', 'pull-request', 'merge']);
    expect(jobsWith('actions/checkout')).toEqual(['check', 'build', 'scan', 'read', 'change', 'read', 'promote', 'pull-request']);
    expect(jobsWith(': Install')).toEqual(expect.not.arrayContaining(['publish', 'verify', 'push', 'pull-request', 'merge']));
    expect(log().slice(log().indexOf('body: '))).toMatch(/## Image[^]*## Commits \(\d\)[^]*## Findings/);
    expect(told).toEqual([]);
  });

  test.each<[string, () => Promise<{ result: string; jobs: Readonly<Record<string, string>> }>, string, string]>([
    ['with a test that fails', () => deliver('x', { commands: 'false' }), 'check', 'exit code 1'],
    ['with a severe finding', () => deliver('x', {}, { matches: [FINDING] }), 'scan', 'CVE-2026-1'],
    ['of which the registry keeps other bytes', () => deliver('x', {}, { pushed: `sha256:${'0'.repeat(64)}` }), 'publish', 'exit code 1'],
    [
      'that another workflow would sign',
      () => deliver('x', {}, { claims: { job_workflow_ref: 'evil/w/.github/workflows/delivery.yml@refs/heads/main' } }),
      'publish',
      'Write the same after uses and in signer',
    ],
    [
      'whose provenance names another repository',
      () => deliver('x', {}, { claims: { repository: 'acme/other' } }),
      'verify',
      'No provenance of ghcr.io/acme/shop@sha256:',
    ],
  ])('%s is not deployed, and its team is told', async (_, run, failed, message) => {
    const before = git(team.world.gitops, 'rev-parse', 'main');
    const { jobs, result } = await run();
    expect([result, jobs[`delivery/${failed}`], jobs['delivery/deploy']]).toEqual(['failure', 'failure', 'skipped']);
    expect(`${log()}\n${team.world.summaries.join('\n')}`).toContain(message);
    expect(git(team.world.gitops, 'rev-parse', 'main')).toBe(before);
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0])).toMatchObject({ channel: '#team-shop', text: expect.stringContaining(`delivery of shop failed in ${failed}`) });
  });

  test.each<[string, string, (folder: string) => void]>([
    ['image', 'publish', (folder) => repack(join(folder, 'image.tar'), 'echo "{}" > blobs/sha256/$(ls blobs/sha256 | head -n 1)')],
    ['evidence', 'publish', (folder) => repack(join(folder, 'evidence.tar'), 'rm *.vuln.json')],
  ])('is refused if a job with code of others replaces the %s', async (artifact, job, tamper) => {
    team.world.uploaded = (name, folder) => (name.startsWith(`golden-path-${artifact}-`) ? tamper(folder) : undefined);
    const { jobs, result } = await deliver();
    const failed = artifact === 'image' ? 'scan' : job;
    expect([result, jobs[`delivery/${failed}`], registry.state.images]).toEqual(['failure', 'failure', {}]);
  });

  test('is not merged into production if a later run has updated the pull request meanwhile', async () => {
    team.world.approve = (environment) => {
      if (environment !== 'production') return;
      const branch = 'golden-path-promote/shop/production';
      git(team.world.gitops, 'update-ref', `refs/heads/${branch}`, git(team.world.gitops, 'rev-parse', 'main'));
    };
    const { jobs, result } = await deliver();
    expect([result, jobs['delivery/merge']]).toEqual(['failure', 'failure']);
    expect(log()).toContain('A later run has updated the pull request: approve that one');
    expect(team.gitHub.deployments.map(({ environment, statuses }) => [environment, statuses[0].state])).toEqual([
      ['staging', 'success'], ['production', 'failure'],
    ]);
  });

  test('that a later run has replaced in staging promotes nothing under its own name', async () => {
    const later = `sha256:${'9'.repeat(64)}`;
    team.world.uploaded = (name) => (name === 'golden-path-notes-shop' ? replace('values-staging.yaml', /sha256:[0-9a-f]{64}/, later) : undefined);
    const { jobs, result } = await deliver();
    expect([result, jobs['delivery/promote/pull-request'], jobs['delivery/approve']]).toEqual(['success', 'skipped', 'skipped']);
    expect([last(), team.world.pullRequests]).toEqual(['other', []]);
    expect(team.gitHub.deployments.map(({ environment }) => environment)).toEqual(['staging']);
  });

  test('whose run starts again is promoted, although staging runs it already', async () => {
    await deliver();
    replace('values-production.yaml', /sha256:[0-9a-f]{64}/, `sha256:${'9'.repeat(64)}`);
    team.gitHub.runs.pop();
    const { jobs, result } = await team.push(workflow());
    expect([result, jobs['delivery/deploy/push'], jobs['delivery/merge']]).toEqual(['success', 'skipped', 'success']);
    expect(deployed('values-production.yaml')).toContain(registry.state.signatures[0].digest);
  });
});

describeWithGit('a pull request', () => {
  test.each([['of the repository itself', 'acme/shop-infra', true], ['of a fork', 'mallory/shop-infra', false]])('%s builds and scans, and pushes nothing', async (_, from, judged) => {
    registry.set({ claims: claims() });
    const { jobs, result } = await team.pullRequest(workflow(), from);
    expect(result).toBe('success');
    expect(Object.entries(jobs).filter(([name, each]) => name.startsWith('delivery/') && each === 'success').map(([name]) => name)).toEqual([
      'delivery/check', 'delivery/build', 'delivery/scan',
    ]);
    expect(log().includes('scan: Refuse severe findings that have a fix')).toBe(judged);
    expect(registry.state).toMatchObject({ images: {}, signatures: [], calls: [] });
    expect([team.world.log.filter((line) => line.includes('create-github-app-token')), told]).toEqual([[], []]);
  });
});

describeWithGit('a rollback', () => {
  const rollback = { kind: 'rollback', environment: 'production', to: 'previous', reason: 'fails `x` ${{ secrets.T }} $(id)\nGolden-Path-Sequence: 9' };

  test('of production runs the image before, builds nothing, and is recorded with the commit that was built', async () => {
    const first = await deliver('feat: first');
    const [{ digest }] = registry.state.signatures;
    await deliver('feat: second');
    expect(deployed('values-production.yaml')).not.toContain(digest);
    const approved: string[] = [];
    team.world.approve = (environment) => void approved.push(environment);
    const { jobs, result } = await team.dispatch(workflow(), rollback);
    expect([log(), result]).toEqual([expect.anything(), 'success']);
    expect(jobs['delivery/build']).toBe('skipped');
    expect(approved[0]).toBe('production');
    expect(deployed('values-production.yaml')).toContain(digest);
    expect(last()).toContain(`Golden-Path-Reason: ${rollback.reason.replace('\n', ' ')}`);
    expect(team.gitHub.deployments.at(-1)).toMatchObject({
      environment: 'production', sha: first.sha, payload: { kind: 'rollback', digest }, production_environment: true,
    });

    const head = git(team.world.gitops, 'rev-parse', 'main');
    const refused = await team.dispatch(workflow(), { ...rollback, reason: '' });
    expect([refused.result, refused.jobs['delivery/deploy'], log()]).toEqual(['failure', 'failure', expect.stringContaining('--reason')]);
    expect(git(team.world.gitops, 'rev-parse', 'main')).toBe(head);
  });
});

describeWithGit('a hotfix', () => {
  test('is what the commit, the pull request and the deployments say', async () => {
    const sha = team.commitWith('fix: now');
    registry.set({ claims: claims({ sha }) });
    const { result } = await team.dispatch(workflow(), { kind: 'hotfix' });
    expect(result).toBe('success');
    expect(last()).toContain('Golden-Path-Deployment: hotfix');
    expect(log()).toContain('## Hotfix');
    expect(team.gitHub.deployments.map(({ payload }) => payload.kind)).toEqual(['hotfix', 'hotfix']);
  });
});

/** Another commit to the GitOps repository. */
function replace(file: string, from: RegExp, to: string): void {
  const folder = team.world.gitops;
  writeFileSync(join(folder, 'apps/shop', file), `${deployed(file).replace(from, to)}\n`);
  git(folder, 'commit', '--quiet', '--all', '--message', 'other');
}

/** Changes what an archive holds. */
function repack(file: string, script: string): void {
  const commands = `set -e; d="$(mktemp -d)"; tar -xf '${file}' -C "$d"; (cd "$d"; ${script}); tar -cf '${file}' -C "$d" .; rm -r "$d"`;
  execFileSync('bash', ['-c', commands]);
}
