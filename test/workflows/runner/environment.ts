import { delimiter } from 'node:path';
import type { JobContext } from './world';

/** Where a job that may do so asks for a token that says who it is. */
const ID_TOKEN = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?v=1', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token' };

/** The environment of a step: what GitHub sets, what actions set, and what the step's `env` says. */
export function environmentOf(context: JobContext, own: Readonly<Record<string, unknown>> = {}): NodeJS.ProcessEnv {
  const { world, github, workspace, temp, environment, permissions } = context;
  return {
    ...world.machine,
    PATH: [world.programs, process.env.PATH].join(delimiter),
    HOME: temp,
    CHECKPOINT_DISABLE: '1',
    GITHUB_REF: String(github.ref),
    GITHUB_REF_NAME: String(github.ref_name),
    GITHUB_REPOSITORY: String(github.repository),
    GITHUB_SHA: String(github.sha),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...(permissions['id-token'] === 'write' && ID_TOKEN),
    ...environment,
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, String(value)])),
  };
}
