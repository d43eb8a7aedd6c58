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

/** The options of `golden-path lock`. */
export interface LockOptions {
  /** The output folder of the synth. */
  readonly from: string;
  /** The lock file. */
  readonly lock: string;
  /** Whether to compare only. */
  readonly check?: boolean;
  /** A Git ref whose lock also records data that must not be lost. */
  readonly base?: string;
}

/**
 * Writes the lock of a synth, or reports where the committed one differs. Both fail if data in production that a lock records
 * would be lost.
 */
export function lock({ from, lock: file, check, base }: LockOptions, output: Output): Status {
  const refusal = new Refusal(check ? 'golden-path lock --check' : 'golden-path lock');
  const synthesised = readSynthesised(from, refusal);
  const folder = refusal.attempt(showPath(file), () => Checkout.at(path.dirname(file), 'create the folder first'));
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
    output.print(check ? `${file} matches the synth.\n` : 'Nothing changes.\n');
    return Status.DONE;
  }
  output.print(described(old, wanted));
  if (check) {
    output.complain(`${file} does not match the synth. Run golden-path lock and commit it.\n`);
    return Status.REFUSED;
  }
  folder!.apply([{ path: name, before, after }]);
  output.print(`Written. Commit ${file}.\n`);
  return Status.DONE;
}

/** The existing lock. An invalid one is rewritten, unless a newer version wrote it, or `--check` compares with it. */
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
  return lines.length === 0 ? 'Only the format differs.\n' : `${lines.join('\n')}\n`;
}
