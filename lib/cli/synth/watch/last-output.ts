import * as fs from 'node:fs';
import * as path from 'node:path';
import { RECORD } from '../../../output/record';
import type { SynthRecord } from '../../../output/record';
import { readSealed } from '../../../output/sealed-parts';
import { describeChanges } from '../../changes';
import type { Change } from '../../changes';

/** How many files are named, and how many of them with the lines that changed. */
const MOST_NAMED = 40;
const MOST_SHOWN = 10;

/** The lines of a larger file are not compared. */
const LARGEST_SHOWN = 400_000;

type Hashes = Readonly<Record<string, string>>;

/** The output of the last synth: each file has a second name, since a synth replaces files and does not write into them. */
export class LastOutput {
  private hashes: Hashes = {};
  private kept = 0;

  /** @param folder is on the disk of the output */
  public constructor(private readonly folder: string) {}

  /** Whether there was one yet. */
  public get isKept(): boolean {
    return this.kept > 0;
  }

  /** Keeps an output as it is now. */
  public keep(output: string): void {
    fs.rmSync(this.place(), { recursive: true, force: true });
    this.kept += 1;
    this.hashes = hashesIn(output);
    for (const file of Object.keys(this.hashes)) {
      const name = path.join(this.place(), file);
      fs.mkdirSync(path.dirname(name), { recursive: true });
      link(path.join(output, file), name);
    }
  }

  /** What of an output differs from what was kept, for a reader. */
  public changesTo(output: string): string {
    const now = hashesIn(output);
    const names = [...new Set([...Object.keys(this.hashes), ...Object.keys(now)])].sort();
    const changed = names.filter((name) => this.hashes[name] !== now[name]);
    if (changed.length === 0) return 'Nothing of the output changed.\n';
    const changes = changed.slice(0, MOST_NAMED).map((name, index): Change => {
      const [before, after] = [textOf(this.place(), this.hashes, name), textOf(output, now, name)];
      const size = Math.max(before?.length ?? 0, after?.length ?? 0);
      return { path: name, before, after, quiet: index >= MOST_SHOWN || size > LARGEST_SHOWN };
    });
    const more = changed.length > MOST_NAMED ? `and ${changed.length - MOST_NAMED} more\n` : '';
    return `${describeChanges(changes)}${more}`;
  }

  private place(): string {
    return path.join(this.folder, `kept-${this.kept}`);
  }
}

function link(from: string, to: string): void {
  try {
    fs.linkSync(from, to);
  } catch {
    // Not every file system has second names.
    fs.copyFileSync(from, to);
  }
}

function textOf(folder: string, hashes: Hashes, name: string): string | undefined {
  return name in hashes ? fs.readFileSync(path.join(folder, name), 'utf8') : undefined;
}

/** The hashes of an output's files; none if no synth of the library wrote it. */
function hashesIn(output: string): Hashes {
  const file = path.join(output, RECORD);
  if (!fs.existsSync(file)) return {};
  const files: Record<string, string> = {};
  const take = ([part, name]: readonly string[], value: unknown) => {
    if (part === 'files' && name !== undefined) files[name] = value as string;
  };
  return readSealed(file, take) ? files : (JSON.parse(fs.readFileSync(file, 'utf8')) as SynthRecord).files;
}
