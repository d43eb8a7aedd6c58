// Stands for an action or a program of a workflow, and tells how it was called: stand-in.mjs <what> <name> [arguments].
// Both runners start it with TOLD, the file to tell it in, NAMES, the variables that steps of the job set, and STAND_INS, a folder with
// what it gives. It is plain Node: act starts it as an action.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { env } = process;

/** What every runner calls differently. */
function plain(text) {
  return text.replaceAll(env.RUNNER_TEMP, '<temp>').replaceAll(env.GITHUB_WORKSPACE, '<workspace>');
}

function tell(what, name, more) {
  const set = env.NAMES.split(',').filter((each) => each !== '' && env[each] !== undefined);
  const variables = Object.fromEntries(set.map((each) => [each, plain(env[each])]));
  appendFileSync(env.TOLD, `${JSON.stringify({ what, name, env: variables, ...more })}\n`);
}

/** The inputs of an action, by their names in small letters. */
function inputs() {
  const given = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'));
  return Object.fromEntries(given.map(([name, value]) => [name.slice('INPUT_'.length).toLowerCase(), plain(value)]).sort());
}

const ACTIONS = {
  'actions/checkout': () => {
    const folder = resolve(env.GITHUB_WORKSPACE, env.INPUT_PATH);
    cpSync(join(env.STAND_INS, 'checkout'), folder, { recursive: true });
    execFileSync('git', ['init', '--quiet', folder]);
    execFileSync('git', ['-C', folder, 'add', '--all']);
    const author = ['-c', 'user.name=Team', '-c', 'user.email=team@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', ['-C', folder, ...author, 'commit', '--quiet', '--message', 'as it is']);
  },
  'actions/download-artifact': () => {
    const artifacts = join(env.STAND_INS, 'artifacts');
    const names = env.INPUT_NAME ? [env.INPUT_NAME] : existsSync(artifacts) ? readdirSync(artifacts) : [];
    const to = resolve(env.GITHUB_WORKSPACE, env.INPUT_PATH);
    mkdirSync(to, { recursive: true });
    for (const name of names.filter((each) => existsSync(join(artifacts, each)))) cpSync(join(artifacts, name), to, { recursive: true });
  },
};

const [what, name, ...args] = process.argv.slice(2);
if (what === 'action') {
  tell(what, name, { inputs: inputs() });
  ACTIONS[name]?.();
  const outputs = JSON.parse(readFileSync(join(env.STAND_INS, 'outputs.json'), 'utf8'))[name] ?? {};
  for (const [key, value] of Object.entries(outputs)) appendFileSync(env.GITHUB_OUTPUT, `${key}=${value}\n`);
} else if (env.QUIET !== 'true') {
  tell(what, name, { folder: plain(process.cwd()), args: args.map(plain) });
}
