import * as fs from 'node:fs';
import * as path from 'node:path';

/** All that is below a folder: files with their bytes, folders, and links with where they lead. */
export function everythingIn(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries.map((entry) => {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) return [path.relative(folder, at), `-> ${fs.readlinkSync(at)}`];
    return [path.relative(folder, at), entry.isDirectory() ? '/' : fs.readFileSync(at, 'utf8')];
  });
  return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}
