import { createHash } from 'node:crypto';
import { ARCHIVE_FILE, DISCOVERY_FILE, folderOf, RECORD_FILE, VERSIONS_FILE } from '../layout';
import type { ModuleAddress } from '../layout';

/** Thrown if a file of the registry is not what was published. The message is for the log. */
export class Damaged extends Error {}

/** Thrown if the files cannot be read now. The message is for the log. */
export class Unavailable extends Error {}

/** Where the files of a registry are. */
export interface Files {
  /** A file by its path, or nothing if there is none. */
  read(file: string): Promise<Buffer | undefined>;
}

/** The files of a registry, read for each request, so that what is published later is served without a restart. */
export class Store {
  public constructor(private readonly files: Files) {}

  /** Whether a registry is there. */
  public async isReadable(): Promise<boolean> {
    return (await this.files.read(DISCOVERY_FILE)) !== undefined;
  }

  /** The list of versions, or nothing for a module that is not there. */
  public async versions(address: ModuleAddress): Promise<string | undefined> {
    const file = `${folderOf(address)}/${VERSIONS_FILE}`;
    const content = (await this.files.read(file))?.toString('utf8');
    if (content === undefined) return undefined;
    if (!Array.isArray(parsed<{ modules?: unknown }>(file, content).modules)) throw new Damaged(`${file} lists nothing`);
    return content;
  }

  /** The sum of an archive, or nothing for a version that is not there. */
  public async sumOf(address: ModuleAddress, version: string): Promise<string | undefined> {
    const file = `${folderOf(address)}/${version}/${RECORD_FILE}`;
    const content = await this.files.read(file);
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
    const content = await this.files.read(file);
    if (content === undefined) throw new Damaged(`${file} is gone`);
    if (createHash('sha256').update(content).digest('hex') !== sum) throw new Damaged(`${file} has another sum than its record`);
    return content;
  }
}

function parsed<T extends object>(file: string, text: string): T {
  try {
    return Object(JSON.parse(text)) as T;
  } catch {
    throw new Damaged(`${file} is not JSON`);
  }
}
