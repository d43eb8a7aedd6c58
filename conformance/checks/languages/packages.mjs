import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { ROOT, run, tool } from '../../../scripts/support/run.mjs';
import { once } from '../once.mjs';
import { slimPackage } from './slim.mjs';

/** What the library depends on: packages that are made whole, and with the types alone that the library's API names. */
const WHOLE = ['cdktf', 'cdk8s'];
const SLIM = ['cdk8s-plus-28', '@cdktf/provider-aws', '@cdktf/provider-helm', '@cdktf/provider-kubernetes'];

/** The folder of each package, by its name on npm without a scope. */
export const DEPENDENCIES = [...WHOLE, ...SLIM].map((name) => basename(name));
export const LIBRARY = 'constructs';

/**
 * The code of the library for Java and Go in a folder, and that of what it depends on: made by jsii-pacmak from the npm packages that the
 * library is tested with, since registries of other languages have only some of them.
 */
export async function generatePackages(folder, say) {
  say('the code of the library for Java and Go');
  await generate(ROOT, join(folder, LIBRARY));
  const deciding = [...versions(), readFileSync(new URL('slim.mjs', import.meta.url), 'utf8'), ...namesOfProviders()];
  const dependencies = await once('languages', deciding, async (place) => {
    for (const name of WHOLE) {
      say(`the code of ${name}`);
      await generate(join(ROOT, 'node_modules', name), join(place, name));
    }
    // A package finds its own dependencies in the folder above it.
    const npm = join(place, 'npm');
    mkdirSync(npm, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(npm, 'node_modules'), 'junction');
    for (const name of SLIM) {
      say(`the code of ${name}, in short`);
      slimPackage(name, join(npm, basename(name)));
      await generate(join(npm, basename(name)), join(place, basename(name)));
    }
  });
  return { library: join(folder, LIBRARY), dependencies };
}

function versions() {
  const files = [...WHOLE, ...SLIM, 'jsii-pacmak'].map((name) => join(ROOT, 'node_modules', name, 'package.json'));
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')).version);
}

/** Every name of a provider that decides what is in its short form. */
function namesOfProviders() {
  const build = join(ROOT, 'build');
  const code = filesBelow(build).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(build, file), 'utf8'));
  const names = [readFileSync(join(ROOT, '.jsii'), 'utf8'), ...code].flatMap((text) => text.match(/@cdktf\/provider-[\w./-]+/g) ?? []);
  return [...new Set(names)].sort();
}

async function generate(project, place) {
  const options = ['--targets', 'java', '--targets', 'go', '--code-only', '--no-npmignore', '--no-fingerprint', '--outdir', place];
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  await run(tool('jsii-pacmak', ...options, project), { env });
}
