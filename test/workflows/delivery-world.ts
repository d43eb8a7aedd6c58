import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filledAll } from './runner/expressions';
import { git } from './runner/git';
import { GitHub } from './runner/github';
import { runJob } from './runner/run-job';
import type { World } from './runner/world';
import { readWorkflow } from './workflow-file';

/** The file that says what the service runs in staging. */
export const VALUES = 'apps/shop/values-staging.yaml';

/** A new folder. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'golden-path-delivery-'));
}

/** A world with a GitOps repository of two services. */
export function aWorld(): World {
  const gitops = folder();
  git(gitops, 'init', '--quiet', '--initial-branch=main');
  for (const [name, value] of Object.entries({ 'user.name': 'Team', 'user.email': 'team@example.com', 'commit.gpgsign': 'false' })) {
    git(gitops, 'config', name, value);
  }
  const world = {
    gitHub: new GitHub(), gitops, artifacts: new Map(), log: [], summaries: [], pullRequests: [], programs: '', machine: {},
    environments: { gitops: { APP_PRIVATE_KEY: 'key' } }, approve: () => undefined, uploaded: () => undefined, beforeCommit: () => undefined,
  };
  commit(world as unknown as World, { 'apps/shop/.golden-path.lock': '{"source":"acme/shop"}', [VALUES]: 'image:\n  tag: 1.0.0\n' });
  return world as unknown as World;
}

/** Another push to the GitOps repository. */
export function commit({ gitops }: World, files: Readonly<Record<string, string>>, message = 'other'): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(gitops, file, '..'), { recursive: true });
    writeFileSync(join(gitops, file), text);
  }
  git(gitops, 'add', '--all');
  git(gitops, 'commit', '--quiet', '--message', message);
}

interface Run {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly needs?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Runs one job of a workflow. */
export async function run(world: World, [name, id]: readonly [string, string], { inputs = {}, needs = {}, secrets = {} }: Run) {
  const github = {
    repository: 'acme/shop', repository_owner: 'acme', sha: 'a'.repeat(40), run_id: 7, run_number: 12, event: {}, actor: 'ada',
  };
  const { jobs, on } = readWorkflow(name);
  const defaults = Object.fromEntries(Object.entries(on.workflow_call!.inputs!).map(([input, { default: value = '' }]) => [input, value]));
  const known = { service: 'shop', image: 'ghcr.io/acme/shop', kind: 'planned', 'gitops-repository': 'platform-apps', 'app-client-id': 'Iv1' };
  const all = { ...filledAll(defaults, { github }), ...known, sequence: 12, ...inputs };
  const result = await runJob(id, jobs[id], { github, inputs: all, needs, secrets, vars: {} }, world);
  return { ...result, log: world.log.join('\n') };
}
