import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, ROOT, run } from '../support/run.mjs';

/** Installs the dependencies where node_modules is not what package-lock.json says. A step of a report. */
export async function install(say = () => {}) {
  checkNode();
  if (isInstalled(ROOT)) return { note: 'up to date with package-lock.json' };
  say('npm ci, about a minute and 1.2 GB on disk');
  await run(npm('ci', '--no-audit', '--no-fund'));
  return { note: 'installed with npm ci' };
}

/** npm notes what it installed in a hidden lock file, which is compared here, package by package. */
export function isInstalled(folder) {
  const hidden = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packages(join(folder, 'package-lock.json'));
  const found = packages(hidden);
  // An optional package is missing where it is made for another system.
  return Object.keys(found).every((path) => path in wanted)
    && Object.entries(wanted).every(([path, entry]) => (path in found ? same(entry, found[path]) : entry.optional));
}

function packages(lockFile) {
  const all = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  // The hidden file has no entry for the root itself.
  return Object.fromEntries(all.filter(([path]) => path !== ''));
}

function same(one, other) {
  return one.version === other.version && one.integrity === other.integrity && one.link === other.link;
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = engines.node.match(/\d+/g).map(Number);
  const found = process.versions.node.split('.').map(Number);
  const at = wanted.findIndex((part, index) => part !== found[index]);
  if (at >= 0 && found[at] < wanted[at]) throw new Error(`this is Node ${process.versions.node}, and Node ${engines.node} is needed`);
}
