import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The SHA-256 of a file, in hexadecimal. */
export function digestOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** What release.json says of a wheel in a folder, whose name and version its file is named by. */
export function wheelAt(folder, file) {
  const [name, version] = file.split('-');
  return { name: name.replaceAll('_', '-'), version, file, sha256: digestOf(join(folder, file)) };
}

/** What release.json in a folder says is to be published. Throws where a file is not the one that was tested. */
export function readRelease(folder) {
  const file = join(folder, 'release.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: publish the folder that npm run release:pack wrote`);
  const release = JSON.parse(readFileSync(file, 'utf8'));
  const optional = [...(release.wheels ?? []), release.modules].filter(Boolean);
  for (const part of [release.package, release.actions, release.chart, ...optional]) {
    const path = join(folder, part.file);
    if (!existsSync(path)) throw new Error(`${path} is not there`);
    if (digestOf(path) !== part.sha256) {
      throw new Error(`${path} is not the file that was tested: its SHA-256 is another than release.json says`);
    }
  }
  return release;
}
