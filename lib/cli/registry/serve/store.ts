import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { ARCHIVE_FILE, DISCOVERY_FILE, folderOf, RECORD_FILE, VERSIONS_FILE } from '../layout';
import type { ModuleAddress } from '../layout';

/** Thrown if a file of the registry is not what was published. The message is for the log. */
export class Damaged extends Error {}

/** The files of a registry, read for each request, so that what is published later is served without a restart. */
export class Store {
  public constructor(private readonly root: string) {}

  /** Whether the folder is there. */
  public async isReadable(): Promise<boolean> {
    return (await this.read(DISCOVERY_FILE)) !== undefined;
  }

  /** The list of versions, or nothing for a module that is not there. */
  public async versions(address: ModuleAddress): Promise<string | undefined> {
    const file = `${folderOf(address)}/${VERSIONS_FILE}`;
    const content = (await this.read(file))?.toString('utf8');
    if (content === undefined) return undefined;
    if (!Array.isArray(parsed<{ modules?: unknown }>(file, content).modules)) throw new Damaged(`${file} lists nothing`);
    return content;
  }

  /** The sum of an archive, or nothing for a version that is not there. */
  public async sumOf(address: ModuleAddress, version: string): Promise<string | undefined> {
    const file = `${folderOf(address)}/${version}/${RECORD_FILE}`;
    const content = await this.read(file);
    if (content === undefined) return undefined;
    const { sha256 } = parsed<{ sha256?: unknown }>(file, content.toString('utf8'));
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) return sha256;
    throw new Damaged(`${file} has no sum`);
  }

  /** An archive whose sum is that of its record, or nothing. */
  public async archive(address: ModuleAddress, version: string): Promise<Buffer | undefined> {
    const sum = await this.sumOf(address, version);
    if (sum === undefined) return undefined;
    const file = `${folderOf(address)}/${version}/${ARCHIVE_FILE}`;
    const content = await this.read(file);
    if (content === undefined) throw new Damaged(`${file} is gone`);
    if (createHash('sha256').update(content).digest('hex') !== sum) throw new Damaged(`${file} has another sum than its record`);
    return content;
  }

  /** A file, or nothing if there is none. A link that leads out of the folder is refused. */
  private async read(file: string): Promise<Buffer | undefined> {
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

function parsed<T extends object>(file: string, text: string): T {
  try {
    return Object(JSON.parse(text)) as T;
  } catch {
    throw new Damaged(`${file} is not JSON`);
  }
}
