import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedBy } from '../../scripts/release/packed.mjs';
import { filesBelow } from '../../scripts/support/files.mjs';
import { npm, ROOT, run } from '../../scripts/support/run.mjs';

/** Packs a package as it would be published, this repository's own by default. Gives back the tarball's path. */
export async function pack(into, from = ROOT) {
  // A release tries the very file that it publishes.
  if (from === ROOT && process.env.GOLDEN_PATH_TARBALL) return process.env.GOLDEN_PATH_TARBALL;
  mkdirSync(into, { recursive: true });
  const output = await run(npm('pack', '--silent', '--pack-destination', into), { cwd: from });
  return join(into, output.trim().split('\n').at(-1));
}

/** Unpacks a tarball. Gives back the folder of its package. */
export async function unpack(tarball, into) {
  mkdirSync(into, { recursive: true });
  await run(['tar', '-xzf', tarball, '-C', into]);
  return join(into, 'package');
}

/** The files of an unpacked package that do not belong there, or that name a folder of this machine. */
export function findLeaks(folder) {
  const files = filesBelow(folder);
  const local = files.filter((file) => readFileSync(join(folder, file), 'utf8').includes(ROOT));
  return [...files.filter((file) => !allowedBy(file)), ...local.map((file) => `${file} names a folder of this machine`)];
}

/** The files that are not in an unpacked package: what a source gives, what lies beside one, and what package.json points at. */
export function findAbsent(folder, root = ROOT) {
  const { bin = {}, exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const doors = Object.values(exports).flatMap((door) => (typeof door === 'string' ? [door] : Object.values(door)));
  const expected = [
    ...filesBelow(join(root, 'lib')).flatMap((file) => (isCompiled(file) ? compiled(file) : [`lib/${file}`])),
    ...Object.values(bin),
    ...doors.map((file) => file.replace(/^\.\//, '')),
  ];
  return [...new Set(expected)].filter((file) => !existsSync(join(folder, file))).map((file) => `${file} is not in the package`);
}

/** A skeleton is a service of its own: its files are copied as they are. */
function isCompiled(file) {
  return file.endsWith('.ts') && !/^repository\/skeletons\/[^/]+\//.test(file);
}

function compiled(source) {
  return ['js', 'd.ts'].map((extension) => `build/${source.replace(/ts$/, extension)}`);
}

/**
 * Packs an unpacked package again, as a release. The version of this repository stays what it is.
 *
 * @param {string} source the tarball that it is made of
 * @param {(folder: string) => void} change what else is different in this release
 */
export async function release(source, version, into, change = () => {}) {
  const folder = await unpack(source, mkdtempSync(join(into, `${version}-`)));
  const file = join(folder, 'package.json');
  const manifest = { ...JSON.parse(readFileSync(file, 'utf8')), version };
  // npm would publish there, whatever it is told.
  delete manifest.publishConfig;
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
  change(folder);
  return { ...released(manifest, await pack(into, folder)), source };
}

/** What is known of a packed version: its name, its tarball, and the tarball's hash as npm writes it. */
export function released({ name, version }, tarball) {
  return { name, version, tarball, integrity: integrityOf(readFileSync(tarball)) };
}

export function integrityOf(bytes) {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}
