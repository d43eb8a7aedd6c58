import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { resolve } from 'node:path';
import { environmentOf } from './environment';
import { gitOpsClient } from './gitops-client';
import type { Action, JobContext } from './world';

const AsyncFunction = (async () => undefined).constructor as new (...texts: string[]) => (...values: unknown[]) => Promise<unknown>;

/** Runs the script in this process, with what the action hands to it. */
export const runGithubScript: Action = async (inputs, context, step) => {
  const outputs: Record<string, string> = {};
  const failures: string[] = [];
  const core = {
    info: (text: string) => void context.world.log.push(text),
    warning: (text: string) => void context.world.log.push(`warning: ${text}`),
    setFailed: (text: string) => void failures.push(text),
    setOutput: (name: string, value: unknown) => void (outputs[name] = typeof value === 'string' ? value : JSON.stringify(value)),
  };
  const process = { env: environmentOf(context, step.env) };
  const modules: Readonly<Record<string, object>> = { 'node:crypto': crypto, 'node:fs': filesOf(context) };
  const load = (name: string) => modules[name] ?? fail(name);
  const script = new AsyncFunction('github', 'context', 'core', 'require', 'process', String(inputs.script));
  // The token of the App is for the GitOps repository, whatever the job may do in its own.
  const client = inputs['github-token'] === 'app-token' ? gitOpsClient(context.world) : context.world.gitHub.client(context.permissions);
  const result = await script(client, scriptContext(context), core, load, process);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  if (result !== undefined) outputs.result = inputs['result-encoding'] === 'string' ? String(result) : JSON.stringify(result);
  return outputs;
};

function scriptContext({ github }: JobContext): object {
  const [owner, repo] = String(github.repository).split('/');
  const { number } = ((github.event as { pull_request?: object }).pull_request ?? {}) as { number?: number };
  const payload = { repository: { default_branch: 'main' } };
  const issue = { owner, repo, number };
  return { repo: { owner, repo }, issue, payload, runId: github.run_id, sha: github.sha, serverUrl: 'https://github.example' };
}

/** The file system as a process in the workspace sees it. */
function filesOf({ workspace }: JobContext): object {
  const names = ['cpSync', 'existsSync', 'readFileSync', 'readdirSync', 'statSync', 'writeFileSync'] as const;
  return Object.fromEntries(
    names.map((name) => {
      const original = fs[name] as (path: string, ...rest: unknown[]) => unknown;
      return [name, (path: string, ...rest: unknown[]) => original(resolve(workspace, path), ...rest)];
    }),
  );
}

function fail(name: string): never {
  throw new Error(`nothing here loads ${name}`);
}
