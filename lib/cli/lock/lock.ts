import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { Checkout } from '../checkout';
import { Status } from '../decide';
import { sameText } from '../gitops/layout';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { differences } from './difference';
import { lockAt } from './lock-at';
import { lockFileText, lockOf, NewerLock, parseLockFile } from './lock-file';
import type { LockFile } from './lock-file';
import { keepData, retiredBeside } from './losses';
import { packageVersions } from './packages';
import { readSynthesised } from './synthesised';

/** What the command line says of a lock. */
export interface LockOptions {
  /** The folder that a synth wrote. */
  readonly from: string;
  /** The file. */
  readonly lock: string;
  /** Whether to only compare. */
  readonly check?: boolean;
  /** A Git ref whose lock says what held data, besides the file as it is here. */
  readonly base?: string;
}

/**
 * Writes what a synth gave into the file that is committed, or says where the committed one is not that. Either is refused
 * where data in production would be lost that the file knows of.
 */
export function lock({ from, lock: file, check, base }: LockOptions, output: Output): Status {
  const refusal = new Refusal(check ? 'golden-path lock --check' : 'golden-path lock');
  const synthesised = readSynthesised(from, refusal);
  const folder = refusal.attempt(showPath(file), () => Checkout.at(path.dirname(file), 'make the folder first'));
  const name = path.basename(file);
  const before = folder && refusal.attempt(showPath(file), () => folder.read(name));
  const old = folder && refusal.attempt(showPath(file), () => readOld(before, check === true));
  const agreed = base === undefined ? undefined : refusal.attempt(`--base ${base}`, () => lockAt(file, base));
  const retired = retiredBeside(file, refusal);
  refusal.throwIfAny();
  const losses = [old, agreed].flatMap((one) => (one ? keepData(one.stacks, synthesised!.stacks, retired, refusal) : []));
  refusal.throwIfAny();
  const wanted = lockOf(synthesised!, packageVersions([path.dirname(path.resolve(from)), process.cwd()]));
  const after = lockFileText(wanted);
  output.print([...new Set(losses)].map((loss) => `${loss}\n`).join(''));
  if (before !== undefined && sameText(before, after)) {
    output.print(check ? `${file} is what the synth gives.\n` : 'Nothing changes.\n');
    return Status.DONE;
  }
  output.print(described(old, wanted));
  if (check) {
    output.complain(`${file} is not what the synth gives. Run golden-path lock and commit it.\n`);
    return Status.REFUSED;
  }
  folder!.apply([{ path: name, before, after }]);
  output.print(`Written. Commit ${file}.\n`);
  return Status.DONE;
}

/** The lock that is there. What cannot be read is written anew, unless a later version wrote it, or it was to be compared. */
function readOld(text: string | undefined, check: boolean): LockFile | undefined {
  if (text === undefined && check) throw new Trouble('nothing', 'the lock of this synth', 'run golden-path lock and commit it');
  if (text === undefined) return undefined;
  try {
    return parseLockFile(text);
  } catch (error) {
    if (check || error instanceof NewerLock || !(error instanceof Trouble)) throw error;
    return undefined;
  }
}

function described(old: LockFile | undefined, wanted: LockFile): string {
  const lines = differences(old, wanted);
  return lines.length === 0 ? 'Only its form differs.\n' : `${lines.join('\n')}\n`;
}
