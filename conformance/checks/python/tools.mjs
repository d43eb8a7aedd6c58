import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packProviderWheels, PROVIDERS } from '../../../scripts/release/python/wheels.mjs';
import { attempt, ROOT, run } from '../../../scripts/support/run.mjs';
import { NotRun } from '../not-run.mjs';
import { CACHE, once } from '../once.mjs';

/** The tool of a Python team, and a private registry. */
const REQUIREMENTS = ['uv==0.13.9', 'pypiserver[passlib]==2.4.2'];

/** The folder of the tools: programs in `bin`, modules beside it. */
export async function tools() {
  const asked = ['python3', '-c', 'import sys; assert sys.version_info >= (3, 10); print(sys.version)'];
  const { code, output } = await attempt(asked).catch(() => ({ code: 1 }));
  if (code !== 0) throw new NotRun('there is no `python3` of 3.10 or newer on the PATH');
  return once('python-tools', [output, ...REQUIREMENTS], async (folder) => {
    const options = ['--quiet', '--disable-pip-version-check', '--only-binary', ':all:', '--target', folder];
    const installed = await attempt(['python3', '-m', 'pip', 'install', ...options, ...REQUIREMENTS]);
    if (installed.code !== 0) throw new NotRun(`pip cannot install ${REQUIREMENTS.join(' and ')}:\n${installed.output}`);
  });
}

/** The wheels of the providers, which are packed again only where something that decides their content changed. */
export async function providerWheels(say) {
  const scripts = join(ROOT, 'scripts/release/python');
  const deciding = readdirSync(scripts).sort().map((name) => readFileSync(join(scripts, name), 'utf8'));
  const versions = [...PROVIDERS, 'jsii-pacmak'].map(versionOf);
  return once('python-wheels', [...deciding, ...versions], async (folder) => {
    mkdirSync(folder, { recursive: true });
    await packProviderWheels(folder, say);
  });
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** Runs uv with a registry's password, as a team's machine knows it. */
export async function uv(folder, cwd, password, ...args) {
  return run([join(folder, 'bin/uv'), ...args], { cwd, env: { ...process.env, ...uvSettings(password) } });
}

/** The variables by which uv knows a password for the indexes of the two repositories. */
export function uvSettings(password) {
  const indexes = ['ACME', 'PLATFORM'].map((name) => ({
    [`UV_INDEX_${name}_USERNAME`]: 'reader',
    [`UV_INDEX_${name}_PASSWORD`]: password,
  }));
  return Object.assign({ UV_CACHE_DIR: join(CACHE, 'uv') }, ...indexes);
}
