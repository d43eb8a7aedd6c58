import {
  copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from '../support/files.mjs';
import { loadingLater } from '../support/load-later.mjs';
import { ROOT, run, tool } from '../support/run.mjs';

/** Compiles lib/ into build/ with jsii, where a source is newer than the last build. */
export async function compile() {
  if (isBuilt()) return { note: 'build/ is newer than every source' };
  // jsii leaves the output of a source that is gone.
  rmSync(join(ROOT, 'build'), { recursive: true, force: true });
  rmSync(join(ROOT, '.jsii'), { force: true });
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  await run(tool('jsii', '--silence-warnings=reserved-word'), { env });
  loadLater(join(ROOT, 'build'));
  return { note: 'lib/ -> build/' };
}

/** Has the library load each of its modules when an app, or a command, first needs it. */
function loadLater(folder) {
  const modules = filesBelow(folder).filter((file) => file.endsWith('.js'));
  for (const file of modules.map((module) => join(folder, module))) writeFileSync(file, loadingLater(readFileSync(file, 'utf8')));
}

/**
 * Writes API.md from the doc comments of the last build.
 *
 * jsii-docgen follows every link below its working folder, and the apps' link to this package leads back to the root.
 * So it works in a folder that holds just this package and what its API is made of: 3 seconds instead of 90.
 */
export async function documentApi() {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-api-'));
  try {
    const { dependencyClosure } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
    for (const file of ['package.json', '.jsii']) copyFileSync(join(ROOT, file), join(folder, file));
    for (const path of Object.keys(dependencyClosure).map((name) => `node_modules/${name}`)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(folder, path), 'junction');
    }
    await run(tool('jsii-docgen', '-o', join(ROOT, 'API.md')), { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { note: 'API.md' };
}

/** Writes the schemas of files of users from the last build. */
export async function documentSchema() {
  await run([process.execPath, '--import', 'tsx', 'scripts/generate/schemas.ts']);
  return { note: 'schemas/' };
}

/** Writes the files that .projenrc.ts manages. */
export async function manageFiles() {
  // Installing is not this step's work.
  await run([process.execPath, '--import', 'tsx', '.projenrc.ts'], { env: { ...process.env, PROJEN_DISABLE_POST: '1' } });
  return { note: '.projenrc.ts' };
}

/** The files that steps of the build write and that are committed, each with its content. */
export function generatedFiles() {
  const { files } = JSON.parse(readFileSync(join(ROOT, '.projen/files.json'), 'utf8'));
  const content = (file) => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '');
  const schemas = readdirSync(join(ROOT, 'schemas')).map((name) => `schemas/${name}`);
  return new Map([...files, 'API.md', ...schemas].map((file) => [file, content(file)]));
}

function isBuilt() {
  const assembly = join(ROOT, '.jsii');
  if (!existsSync(assembly) || !existsSync(join(ROOT, 'build/index.js'))) return false;
  const built = statSync(assembly).mtimeMs;
  const sources = readdirSync(join(ROOT, 'lib'), { recursive: true }).map((name) => join('lib', name));
  // A folder's own time tells of files that are gone.
  return ['lib', 'package.json', 'tsconfig.build.json', ...sources].every((file) => statSync(join(ROOT, file)).mtimeMs < built);
}
