import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describeWithGit } from '../support/with-git';
import { aWorld, commit, folder, run, VALUES } from './delivery-world';
import { git } from './runner/git';
import type { World } from './runner/world';
import { needsOf, readWorkflow } from './workflow-file';

const DIGEST = `sha256:${'4'.repeat(64)}`;
const NEW = 'image:\n  tag: 2.0.0\n';

interface File {
  readonly path: string;
  readonly mode?: string;
}

/** Commits a change of files, as the job before has handed it over. */
async function push(world: World, files: readonly File[] = [{ path: VALUES }], inputs: Readonly<Record<string, unknown>> = {}) {
  const artifact = folder();
  const before = git(world.gitops, 'rev-parse', `main:${VALUES}`);
  const contents = Buffer.from(NEW).toString('base64');
  const change = { message: `chore(shop): deploy\n\nGolden-Path-Image: ${DIGEST}\n`, files: files.map((file) => ({ mode: '100644', before, contents, ...file })) };
  writeFileSync(join(artifact, 'change.json'), JSON.stringify(change));
  world.artifacts.set('golden-path-deploy-shop', artifact);
  return run(world, ['deploy.yml', 'push'], { inputs: { to: 'staging', ...inputs } });
}

const head = ({ gitops }: World) => git(gitops, 'rev-parse', 'main');

describeWithGit('a deployment', () => {
  test('is one commit, with the message of the command, on top of the newest', async () => {
    const world = aWorld();
    const { outputs, result } = await push(world);
    expect([result, outputs.digest]).toEqual(['success', DIGEST]);
    expect(git(world.gitops, 'log', '-1', '--format=%B')).toBe(`chore(shop): deploy\n\nGolden-Path-Image: ${DIGEST}`);
    expect(git(world.gitops, 'show', `main:${VALUES}`)).toBe(NEW.trim());
  });

  test('loses none of the commits that other services push in between', async () => {
    const world = aWorld();
    let pushes = 0;
    world.beforeCommit = () => {
      pushes += 1;
      if (pushes <= 5) commit(world, { [`apps/other/${pushes}`]: 'x' }, `other ${pushes}`);
    };
    expect((await push(world)).result).toBe('success');
    const subjects = git(world.gitops, 'log', '--format=%s').split('\n');
    expect(subjects.slice(0, 6)).toEqual(['chore(shop): deploy', ...[5, 4, 3, 2, 1].map((each) => `other ${each}`)]);
  });

  test('gives way to a later run that has deployed already, and comes after an earlier one', async () => {
    for (const [sequence, expected] of [[13, 'A later run has deployed already'], [11, 'has changed since this run read it']] as const) {
      const world = aWorld();
      world.beforeCommit = () => {
        world.beforeCommit = () => undefined;
        commit(world, { [VALUES]: 'image:\n  tag: 9.9.9\n' }, `chore(shop): deploy\n\nGolden-Path-Sequence: ${sequence}`);
      };
      const { log, outputs } = await push(world);
      expect(log).toContain(expected);
      expect([outputs.digest ?? '', git(world.gitops, 'show', `main:${VALUES}`)]).toEqual(['', 'image:\n  tag: 9.9.9']);
    }
  });

  test('that is a rollback does not give way to the run whose image it takes back', async () => {
    const world = aWorld();
    commit(world, { [VALUES]: 'image:\n  tag: 1.5.0\n' }, 'chore(shop): deploy\n\nGolden-Path-Sequence: 99');
    expect((await push(world, undefined, { kind: 'rollback' })).outputs.digest).toBe(DIGEST);
  });

  test('that GitHub refuses fails at once, in its words', async () => {
    const world = aWorld();
    world.beforeCommit = () => { throw new Error('Repository rule violations found: Changes must be made through a pull request.'); };
    const { log, result } = await push(world);
    expect([result, log]).toEqual(['failure', expect.stringContaining('GitHub refused the commit: Repository rule violations found')]);
  });

  test.each<[string, File, Readonly<Record<string, unknown>>, string]>([
    ['another service', { path: 'apps/bank/values-staging.yaml' }, {}, 'apps/bank/values-staging.yaml is not a file of shop in staging'],
    ['another environment', { path: 'apps/shop/values-production.yaml' }, {}, 'is not a file of shop in staging'],
    ['the lock', { path: 'apps/shop/.golden-path.lock' }, {}, 'is not a file of shop in staging'],
    ['the reviewers', { path: '.github/CODEOWNERS' }, {}, 'is not a file of shop in staging'],
    ['a folder above', { path: 'apps/shop/manifests/staging/../../x.yaml' }, {}, 'is not a file of shop in staging'],
    ['a link', { path: VALUES, mode: '120000' }, {}, 'is not a plain file'],
    ['a service that another repository syncs', { path: VALUES }, { source: 'acme/bank' }, "apps/shop/ is not acme/bank's to change"],
    ['a name that is a pattern', { path: VALUES }, { to: '.*' }, '".*" is not a name'],
  ])('never reaches %s, whatever the job with the packages says', async (_, file, inputs, message) => {
    const world = aWorld();
    const before = head(world);
    const { log, result } = await push(world, [file], inputs);
    expect([result, log, head(world)]).toEqual(['failure', expect.stringContaining(message), before]);
  });
});

/** The text of the pull request of a promotion. */
async function notesOf(world: World, findings = 'No findings.'): Promise<string> {
  const artifact = folder();
  writeFileSync(join(artifact, 'findings.md'), findings);
  world.artifacts.set('golden-path-findings-shop', artifact);
  let notes = '';
  world.uploaded = (_, uploaded) => { notes = readFileSync(join(uploaded, 'notes.md'), 'utf8'); };
  const needs = { build: { outputs: { digest: DIGEST } }, publish: { outputs: { tag: 'aaaaaaaaaaaa-12' } } };
  expect((await run(world, ['delivery.yml', 'notes'], { needs })).result).toBe('success');
  return notes;
}

const OLD = 'b'.repeat(40);

describeWithGit('the pull request for production', () => {
  test('shows the image, the commits since production and the findings', async () => {
    const world = aWorld();
    world.gitHub.commits.push(
      { sha: 'a'.repeat(40), commit: { message: 'feat: new\n\nbody' } },
      { sha: OLD, commit: { message: 'feat: old' } },
    );
    const deployment = { task: 'golden-path', environment: 'production', description: '', production_environment: true };
    const payload = { service: 'shop', digest: `sha256:${'1'.repeat(64)}` };
    const success = [{ state: 'success', description: '' }];
    // One of another service, one that failed, and one that GitHub made for a job, all of them newer.
    world.gitHub.deployments.push(
      { ...deployment, id: 1, sha: OLD, payload, statuses: success },
      { ...deployment, id: 2, sha: 'f'.repeat(40), payload: { service: 'bank' }, statuses: success },
      { ...deployment, id: 3, sha: 'f'.repeat(40), payload, statuses: [{ state: 'failure', description: '' }] },
      { ...deployment, id: 4, sha: 'f'.repeat(40), task: 'deploy', payload, statuses: success },
    );
    const notes = await notesOf(world, 'CVE-2026-1 is excepted.');
    expect(notes).toContain(`\` ghcr.io/acme/shop@${DIGEST} \``);
    expect(notes).toContain(`in place of \` sha256:${'1'.repeat(64)} \` of ${OLD.slice(0, 12)}`);
    expect(notes).toContain('## Commits (1)');
    expect(notes).toContain('` feat: new `');
    expect(notes).not.toMatch(/feat: old|body/);
    expect(notes).toContain('CVE-2026-1 is excepted.');
  });

  test.each([
    'fix: `x` @acme/everyone', '``` @a ```', '<img src=x onerror=alert(1)>', '](https://evil.example) [x](javascript:0)', '${{ secrets.TOKEN }}',
    '$(id) `id`', 'a\u2028# heading', 'a\r# heading', '#1 GH-2', '`'.repeat(200), '',
  ])('shows a message as text: %j', async (message) => {
    const world = aWorld();
    world.gitHub.commits.push({ sha: 'a'.repeat(40), commit: { message } });
    const [, line] = /## Commits \(1\)\n\n- \[a{12}\]\(https:\/\/github\.example\/acme\/shop\/commit\/a{40}\) (.*)\n/.exec(await notesOf(world))!;
    const [, fence, code] = /^(`+) (.*) \1$/.exec(line)!;
    const runs = (code.match(/`+/g) ?? []).map((each) => each.length);
    expect(runs).not.toContain(fence.length);
    expect(code).toBe(message.replace(/[\s\u2028]+/g, ' ').trim().slice(0, 120));
  });
});

describeWithGit('the record of a deployment', () => {
  const record = { kind: 'hotfix', to: 'production', production: true, digest: DIGEST, state: 'success' };

  test('is what the page about delivery says that reports read', async () => {
    const world = aWorld();
    expect((await run(world, ['record.yml', 'record'], { inputs: record })).result).toBe('success');
    expect(world.gitHub.deployments).toEqual([
      {
        id: 1, sha: 'a'.repeat(40), task: 'golden-path', environment: 'production', production_environment: true,
        description: 'hotfix: shop sha256:444444444444',
        payload: { service: 'shop', kind: 'hotfix', image: 'ghcr.io/acme/shop', digest: DIGEST, run: '7' },
        statuses: [{ state: 'success', description: 'hotfix' }],
      },
    ]);
  });

  test('of a rollback names the commit that its image was built from, if a workflow has deployed that', async () => {
    const world = aWorld();
    const { deployments } = world.gitHub;
    deployments.push({
      id: 1, sha: OLD, task: 'golden-path', environment: 'staging', description: '', production_environment: false, statuses: [],
      payload: { service: 'shop', digest: DIGEST },
    });
    const rollback = { ...record, kind: 'rollback' };
    await run(world, ['record.yml', 'record'], { inputs: rollback });
    await run(world, ['record.yml', 'record'], { inputs: { ...rollback, digest: `sha256:${'5'.repeat(64)}` } });
    expect(deployments.slice(1).map(({ sha }) => sha)).toEqual([OLD, 'a'.repeat(40)]);
  });
});

describeWithGit('a failure', () => {
  const { jobs } = readWorkflow('delivery.yml');
  const failed = (job: string) => Object.fromEntries(needsOf(jobs.notify).map((id) => [id, { result: id === job ? 'failure' : 'skipped' }]));
  const needs = failed('scan');

  test('of any job is told, also of the records', () => {
    const named = Object.keys(jobs).filter((id) => id !== 'notify');
    expect(needsOf(jobs.notify)).toEqual(named);
  });

  test('is told to the channel of the team, once, and a refusal of Slack is a failure', async () => {
    const told: string[] = [];
    let status = 200;
    const server = createServer((request, response) => {
      request.on('data', (data: Buffer) => void told.push(data.toString()));
      request.on('end', () => void response.writeHead(status).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const secrets = { SLACK_WEBHOOK_URL: `http://127.0.0.1:${port}/hook` };
    const first = await run(aWorld(), ['delivery.yml', 'notify'], { inputs: { channel: 'team-shop' }, needs, secrets });
    status = 404;
    const second = await run(aWorld(), ['delivery.yml', 'notify'], { needs: failed('approve'), secrets });
    server.close();
    const text = (job: string) => `The planned delivery of shop failed in ${job}, at ${'a'.repeat(12)}: https://github.example/acme/shop/actions/runs/7`;
    expect(told.map((each) => JSON.parse(each))).toEqual([{ channel: '#team-shop', text: text('scan') }, { text: text('approve') }]);
    expect([first.result, second.result, second.log]).toEqual(['success', 'failure', expect.stringContaining('Slack answered 404')]);
  });

  test('is told to nobody without a webhook', async () => {
    const { log, result } = await run(aWorld(), ['delivery.yml', 'notify'], { needs });
    expect([result, log]).toEqual(['success', expect.stringContaining('nobody is told')]);
  });
});
