import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { Checkout } from '../checkout';
import { Status } from '../decide';
import { lockAt } from '../lock/lock-at';
import { parseLockFile } from '../lock/lock-file';
import type { LockFile } from '../lock/lock-file';
import { keepData, retiredBeside } from '../lock/losses';
import { readSynthesised } from '../lock/synthesised';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { compare, PARTS } from './compare';
import type { Part } from './compare';
import { FORMATS } from './formats';

/** The options of `golden-path affected`. */
export interface AffectedOptions {
  /** The output folder of the synth. */
  readonly from: string;
  /** The lock file. */
  readonly lock: string;
  /** The Git ref at which the lock is read; without it, the file in this folder. */
  readonly base?: string;
  /** One of the names of FORMATS. */
  readonly format: string;
  /** The only part to compare. */
  readonly only?: Part;
}

/**
 * Lists the stacks that differ from the lock, and the stacks that depend on them. Fails if data in production that the lock
 * records would be lost.
 */
export function affected({ from, lock, base, format, only }: AffectedOptions, output: Output): Status {
  const refusal = new Refusal('golden-path affected');
  const synthesised = readSynthesised(from, refusal);
  const found = refusal.attempt(base === undefined ? showPath(lock) : `--base ${base}`, () => ({ lock: readBase(lock, base) }));
  const retired = retiredBeside(lock, refusal);
  refusal.throwIfAny();
  const { version, stacks } = synthesised!;
  const locked = found!.lock;
  keepData(locked?.stacks ?? new Map(), stacks, retired, refusal);
  refusal.throwIfAny();
  const comparison = compare(stacks, locked?.stacks ?? new Map(), only === undefined ? PARTS : [only]);
  const report = { ...comparison, version, baseVersion: locked?.version, base: base ?? lock, total: stacks.length };
  const text = refusal.attempt(`--format ${format}`, () => FORMATS[format](report));
  refusal.throwIfAny();
  output.print(text!);
  return Status.DONE;
}

/** The lock to compare with, or nothing if the ref has none. Throws Trouble if there is none in this folder. */
function readBase(file: string, base: string | undefined): LockFile | undefined {
  return base === undefined ? parseLockFile(readHere(file)) : lockAt(file, base);
}

function readHere(file: string): string {
  const fix = 'run golden-path lock and commit it, or compare with a branch: --base origin/main';
  const text = Checkout.at(path.dirname(file), fix).read(path.basename(file));
  if (text === undefined) throw new Trouble('nothing', 'the lock of an earlier synth', fix);
  return text;
}
