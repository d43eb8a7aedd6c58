// As a program of its own: opens every door of a package that is installed where it is started, and tries to get past them.
// Prints the doors that are code.
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const [, , name, file] = process.argv;
const here = realpathSync(process.cwd());
const require = createRequire(join(here, 'index.js'));

const doors = Object.entries(require(`${name}/package.json`).exports).map(([path, target]) => [path.replace('.', name), target]);
for (const [path] of doors) {
  const found = require.resolve(path);
  if (!found.startsWith(join(here, 'node_modules') + sep)) throw new Error(`${path} is ${found}, outside of this repository`);
  if (!existsSync(found)) throw new Error(`${path} is ${found}, which is not there`);
}
const code = doors.filter(([, { types }]) => types).map(([path]) => path);
for (const path of code) {
  // Reading a name loads what it stands for.
  const exported = Object.entries(require(path));
  if (exported.length === 0) throw new Error(`${path} exports nothing`);
  for (const [key, value] of exported) if (value === undefined) throw new Error(`${path} exports ${key}, which is nothing`);
}
if (canImport(`${name}/${file}`)) throw new Error(`${file} has no door and can be imported`);
console.log(JSON.stringify(code));

function canImport(path) {
  try {
    return require.resolve(path) !== undefined;
  } catch (error) {
    if (error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    return false;
  }
}
