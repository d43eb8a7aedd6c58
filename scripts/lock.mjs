// npm run lock: adds to package-lock.json the packages for other systems that npm left out.
//
// Native tools come in one optional package per system. Where a registry does not serve them all, as a mirror for Linux
// machines may do, npm writes a lock file without the rest, and `npm ci` then refuses that lock file everywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/run.mjs';

const SYSTEM = /-(?<os>android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>[a-z0-9]+)(-(?<abi>gnu|musl)?[a-z]*)?$/;
const LIBC = { gnu: 'glibc', musl: 'musl' };

const file = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (`node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages) continue;
    const { os, cpu, abi } = SYSTEM.exec(name)?.groups ?? {};
    if (!os || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`cannot tell for which system ${name}@${version} is`);
    const libc = os === 'linux' && abi ? { libc: [LIBC[abi]] } : {};
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], ...(dev && { dev }), ...libc, optional: true, os: [os] };
    added.push(`${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en')));
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json is complete' : `added to package-lock.json: ${added.join(', ')}`);
