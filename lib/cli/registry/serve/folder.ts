import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { Damaged } from './store';
import type { Files } from './store';

/** A registry in a folder. */
export class Folder implements Files {
  public constructor(private readonly root: string) {}

  /** A file, or nothing if there is none. A link that leads out of the folder is refused. */
  public async read(file: string): Promise<Buffer | undefined> {
    const [root, target] = await Promise.all([this.real(''), this.real(file)]);
    if (root === undefined || target === undefined) return undefined;
    if (!target.startsWith(`${root}${path.sep}`)) throw new Damaged(`${file} leads out of the folder`);
    return fs.readFile(target);
  }

  private async real(file: string): Promise<string | undefined> {
    try {
      return await fs.realpath(path.join(this.root, file));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  }
}
