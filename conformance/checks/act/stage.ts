import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../test/cli/fixture';
import type { Case } from './cases';
import { namesIn, type Documents } from './documents';

export const STAND_IN = join(__dirname, 'stand-in.mjs');

const SECRETS = ['APP_PRIVATE_KEY', 'NODE_AUTH_TOKEN', 'PAGERDUTY_TOKEN', 'REGISTRY_PASSWORD', 'REPORTS_TOKEN', 'SLACK_WEBHOOK_URL'];

/** The secrets of the repository. */
export const KNOWN_SECRETS = Object.fromEntries(SECRETS.map((name) => [name, `secret-${name.toLowerCase()}`]));

/** The variables of the repository, which our runner has as well. */
export const KNOWN_VARIABLES = { GITOPS_APP_CLIENT_ID: 'Iv1', REPOSITORY_APP_CLIENT_ID: 'Iv2' };

/** Programs that a workflow starts, and which only tell that. */
const PROGRAMS = ['docker', 'go', 'gofmt', 'npm', 'npx', 'terraform', 'uv', 'uvx'];

/** A service's repository, and around it what stands for everything else. */
export interface Stage {
  readonly repository: string;
  readonly programs: string;
  /** What the environment of every step has. */
  readonly machine: Readonly<Record<string, string>>;
}

/** Writes what a case is run on into a folder. */
export function stageOf(one: Case, documents: Documents, folder: string): Stage {
  const repository = join(folder, 'repository');
  const programs = join(folder, 'programs');
  const given = join(folder, 'given');
  write(repository, { 'package-lock.json': '{}', '.nvmrc': '22', 'go.mod': 'module x', ...one.files });
  write(given, { 'outputs.json': JSON.stringify({ 'actions/create-github-app-token': { token: 'app-token' }, ...one.outputs }) });
  write(join(given, 'checkout'), { 'apps/shop/values-staging.yaml': 'image: {}\n' });
  for (const [name, files] of Object.entries(one.artifacts ?? {})) write(join(given, 'artifacts', name), files);
  for (const name of PROGRAMS) program(programs, name, one.programs?.[name] ?? '');
  const trace = join(folder, 'trace.sh');
  // Bash reads it before a script, and not before those that the script starts.
  writeFileSync(trace, `unset BASH_ENV\n'${process.execPath}' '${STAND_IN}' shell step\n`);
  newRepository(repository);
  writeFileSync(join(folder, 'told'), '');
  const machine = { BASH_ENV: trace, NAMES: namesIn(documents).join(','), STAND_INS: given, TOLD: join(folder, 'told') };
  return { repository, programs, machine };
}

/** What the stand-ins told. */
export function toldIn({ machine: { TOLD } }: Stage): unknown[] {
  const lines = readFileSync(TOLD, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { env, ...told } = JSON.parse(line) as { readonly env: Record<string, string> };
    return { ...told, env: env.NEEDS === undefined ? env : { ...env, NEEDS: needsIn(env.NEEDS) } };
  });
}

/** Without outputs that are empty: act leaves them out. */
function needsIn(text: string): unknown {
  const needs = JSON.parse(text) as Record<string, { readonly result: string; readonly outputs: Record<string, string> | null }>;
  const filledIn = (outputs: object | null) => Object.entries(outputs ?? {}).filter(([, value]) => value !== '').sort();
  return Object.entries(needs).map(([id, { outputs, result }]) => [id, result, filledIn(outputs)]);
}

function program(folder: string, name: string, then: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/usr/bin/env bash\n'${process.execPath}' '${STAND_IN}' program ${name} "$@"\n${then}\n`);
  chmodSync(join(folder, name), 0o755);
}

function newRepository(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet', '--initial-branch=main');
  const settings = { 'user.name': 'Team', 'user.email': 'team@example.com', 'commit.gpgsign': 'false' };
  for (const [name, value] of Object.entries(settings)) git('config', name, value);
  git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  git('commit', '--quiet', '--allow-empty', '--message', 'second');
}
