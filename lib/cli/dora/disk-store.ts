import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Store } from '../../reports/cache/cache';

/** A cache in a folder: a file for each of its parts, that only its owner may read. */
export class DiskStore implements Store {
  private readonly ready = new Set<string>();

  public constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  public read(name: string): Promise<readonly string[]> {
    const file = this.fileOf(name);
    if (!fs.existsSync(file)) return Promise.resolve([]);
    return Promise.resolve(fs.readFileSync(file, 'utf8').split('\n').filter((line) => line !== ''));
  }

  /** Writes the line at once, so that a kill loses at most this one. */
  public append(name: string, line: string): Promise<void> {
    const file = this.fileOf(name);
    // What a kill tore stays a line of its own.
    const start = this.ready.has(name) || endsWithNewline(file) ? '' : '\n';
    this.ready.add(name);
    fs.appendFileSync(file, `${start}${line}\n`, { mode: 0o600 });
    return Promise.resolve();
  }

  public replace(name: string, lines: readonly string[]): Promise<void> {
    const file = this.fileOf(name);
    fs.writeFileSync(`${file}.new`, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
    return Promise.resolve();
  }

  /** A name as the name of a file: readable, and apart from all others. */
  private fileOf(name: string): string {
    const readable = name.replace(/[^A-Za-z0-9-]+/g, '_').slice(0, 80);
    return path.join(this.folder, `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}.jsonl`);
  }
}

function endsWithNewline(file: string): boolean {
  if (!fs.existsSync(file)) return true;
  const { size } = fs.statSync(file);
  if (size === 0) return true;
  const descriptor = fs.openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    fs.readSync(descriptor, last, 0, 1, size - 1);
    return last.toString() === '\n';
  } finally {
    fs.closeSync(descriptor);
  }
}
