import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run, tool } from '../../support/run.mjs';
import { makeLean } from './lean.mjs';
import { makePythonic } from './pythonic.mjs';

/**
 * Packages of providers that are repacked: the ones on PyPI load every one of their thousands of modules, in Python and in Node,
 * before the first line of a program runs. docs/python.md has the figures.
 */
export const PROVIDERS = ['@cdktf/provider-aws', '@cdktf/provider-kubernetes'];

/**
 * What tells the version of a repacked provider from that of the one on PyPI. It is a local version, so every range that takes the one
 * takes the other. Raise it whenever the content changes: a registry keeps what it has.
 *
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/#local-version-identifiers
 */
const LABEL = 'goldenpath.1';

/** What builds wheels, in a virtual environment of its own. */
const REQUIREMENTS = join(ROOT, 'scripts/release/python/requirements.txt');

/** The wheel of the library, of the last build. Gives back its file's name. */
export async function packLibraryWheel(destination) {
  return packing(async (place) => {
    const folder = await generate(ROOT, place);
    await makePythonic(folder);
    return build(folder, destination);
  });
}

/** The wheel of each provider, quick to start. Gives back their files' names. */
export async function packProviderWheels(destination, say = () => {}) {
  const files = [];
  for (const name of PROVIDERS) {
    say(`the wheel of ${name}`);
    files.push(await packing(async (place) => {
      const folder = await generate(join(ROOT, 'node_modules', name), place);
      label(folder);
      await makeLean(folder);
      return build(folder, destination);
    }));
  }
  return files;
}

/** The Python code of a package that jsii compiled, in a folder. */
async function generate(project, place) {
  const options = ['--targets', 'python', '--code-only', '--no-npmignore', '--no-fingerprint', '--outdir', place];
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  await run(tool('jsii-pacmak', ...options, project), { env });
  return join(place, 'python');
}

function label(folder) {
  const file = join(folder, 'setup.py');
  const text = readFileSync(file, 'utf8');
  const labelled = text.replace(/^( +"version": "[^"+]+)",$/m, `$1+${LABEL}",`);
  if (labelled === text) throw new Error(`jsii-pacmak wrote a setup.py without a version: ${file}`);
  writeFileSync(file, labelled);
}

/** Builds a wheel with what is pinned. Nothing of the package itself is fetched, since a wheel only names what it needs. */
async function build(folder, destination) {
  const environment = join(folder, '.venv');
  await run(['python3', '-m', 'venv', environment]);
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const pip = [python, '-m', 'pip', '--quiet', '--disable-pip-version-check'];
  await run([...pip, 'install', '--require-hashes', '--only-binary', ':all:', '--requirement', REQUIREMENTS]);
  const wheels = join(folder, '.wheels');
  // The same content gives the same bytes: an archive's files are all of one day.
  const env = { ...process.env, SOURCE_DATE_EPOCH: '315532800' };
  await run([...pip, 'wheel', '--no-deps', '--no-index', '--no-build-isolation', '--wheel-dir', wheels, folder], { env });
  const [file] = readdirSync(wheels);
  cpSync(join(wheels, file), join(destination, file));
  return file;
}

async function packing(action) {
  const place = mkdtempSync(join(tmpdir(), 'golden-path-wheel-'));
  try {
    return await action(place);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
