import * as path from 'node:path';

/** Whether a file is a folder or in it, by their paths. */
export function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
