import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';

/** What is different in two folders, byte by byte: one line for each file. */
export function differences(one, other) {
  const [files, others] = [one, other].map((folder) => new Set(filesBelow(folder)));
  const all = [...new Set([...files, ...others])].sort();
  return all.flatMap((file) => {
    if (!files.has(file)) return [`${file} is only in ${other}`];
    if (!others.has(file)) return [`${file} is only in ${one}`];
    return readFileSync(join(one, file)).equals(readFileSync(join(other, file))) ? [] : [`${file} differs`];
  });
}
