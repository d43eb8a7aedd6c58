import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, ROOT } from '../../../scripts/support/run.mjs';
import { uv } from './tools.mjs';

/** The address of the example organisation's registry, in whose place the one on this machine stands. */
const ADDRESS = 'https://pypi.acme.io/simple/';

/** Copies what a team has in its repository, with the address of the registry on this machine. */
export function copyTeam(source, folder, registry) {
  cpSync(join(ROOT, source), folder, { recursive: true, filter: (path) => !/(__pycache__|\.venv|cdktf\.out)$/.test(path) });
  readdress(join(folder, 'pyproject.toml'), registry);
}

/** Puts the address of the registry on this machine into a file. */
function readdress(file, { index }) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(ADDRESS)) throw new Error(`${file} does not name ${ADDRESS}`);
  writeFileSync(file, text.replace(ADDRESS, index));
}

/** Installs what a repository names, into a virtual environment of its own. */
export async function install(tools, folder, password) {
  await uv(tools, folder, password, 'sync', '--quiet', '--python', 'python3');
}

/** Runs a program of a team's environment: how it ended, all that it printed, seconds. */
export async function inEnvironment(folder, command, more = {}) {
  const began = Date.now();
  const finished = await attempt(command, { cwd: folder, env: environmentOf(folder, more) });
  return { ...finished, seconds: (Date.now() - began) / 1000 };
}

/** Runs the app command of cdktf.json as the CDKTF command line does, and gives back its folder. */
export async function synthesise(folder, out) {
  const { app } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
  mkdirSync(out, { recursive: true });
  return inEnvironment(folder, ['sh', '-c', app], { CDKTF_OUTDIR: out });
}

function environmentOf(folder, more) {
  const environment = join(folder, '.venv');
  return {
    ...process.env,
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1',
    VIRTUAL_ENV: environment,
    PATH: `${join(environment, 'bin')}:${process.env.PATH}`,
    // Nothing but what the environment has.
    PYTHONPATH: undefined,
    ...more,
  };
}
