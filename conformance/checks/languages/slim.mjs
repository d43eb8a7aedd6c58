import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lazily } from '../../../scripts/release/python/lean.mjs';
import { filesBelow, foldersIn } from '../../../scripts/support/files.mjs';
import { ROOT } from '../../../scripts/support/run.mjs';

/**
 * Copies an npm package into a folder, with the types that the library's API names and no other. The whole AWS provider has thousands
 * of types; to generate and to compile them takes longer than all the rest.
 */
export function slimPackage(name, folder) {
  const source = join(ROOT, 'node_modules', name);
  const assembly = JSON.parse(readFileSync(join(source, '.jsii'), 'utf8'));
  const types = typesInUse(assembly, JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types);
  mkdirSync(folder, { recursive: true });
  // A package may bring packages of others along.
  for (const file of ['package.json', 'LICENSE', 'lib', 'node_modules'].filter((one) => existsSync(join(source, one)))) {
    cpSync(join(source, file), join(folder, file), { recursive: true });
  }
  const submodules = assembly.submodules && slimProvider(name, folder, types, assembly.submodules);
  writeFileSync(join(folder, '.jsii'), JSON.stringify({ ...assembly, types, submodules }));
  for (const file of filesBelow(folder).filter((path) => path.endsWith('.d.ts'))) rmSync(join(folder, file));
}

/** Removes the code of a provider that the library does not load. Gives back the submodules that stay. */
function slimProvider(name, folder, types, submodules) {
  const modules = new Set([...Object.keys(types).map((type) => type.split('.')[1]), ...modulesInUse(name)]);
  for (const directory of foldersIn(join(folder, 'lib')).filter((one) => !modules.has(camel(one)))) {
    rmSync(join(folder, 'lib', directory), { recursive: true });
  }
  const index = join(folder, 'lib/index.js');
  writeFileSync(index, lazily(readFileSync(index, 'utf8')));
  return Object.fromEntries(Object.entries(submodules).filter(([path]) => modules.has(path.split('.')[1])));
}

/** The types of an assembly that another names, and those that these name. */
export function typesInUse({ name, types }, other) {
  const found = {};
  const waiting = namesIn(other, name);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next in found || !(next in types)) continue;
    found[next] = types[next];
    waiting.push(...namesIn(types[next], name));
  }
  return found;
}

/** The texts in a value that are names of an assembly's types. */
function namesIn(value, assembly) {
  if (typeof value === 'string') return value.startsWith(`${assembly}.`) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap((one) => namesIn(one, assembly)) : [];
}

/** The modules of a provider that the library's code loads. */
function modulesInUse(provider) {
  const build = join(ROOT, 'build');
  const code = filesBelow(build).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(build, file), 'utf8'));
  return code.flatMap((text) => text.split(`${provider}/lib/`).slice(1)).map((rest) => camel(basename(/^[\w-]+/.exec(rest)[0])));
}

function camel(name) {
  return name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
