import * as path from 'node:path';
import { byCode } from '../../core/by-code';
import { isDay } from '../../core/day';
import { closest, listed, show, showPath } from '../../core/problems';
import { keyOf, whatOf } from '../../output/lost-data';
import { RETIRED_FILE } from '../../output/retired';
import type { Retired } from '../../output/retired';
import { Checkout } from '../checkout';
import { decide, Status } from '../decide';
import type { Consent } from '../decide';
import { parseLockFile } from '../lock/lock-file';
import type { LockedStack, LockFile } from '../lock/lock-file';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { readRetired, reasonOf } from '../retired';
import { withLines } from './lines';
import type { Line } from './lines';

/** The options of `golden-path retire`. */
export interface RetireOptions extends Consent {
  readonly service: string;
  /** The environment that the service leaves; all environments if left out. */
  readonly environment?: string;
  /** Why the data can go, and where it went. */
  readonly reason: string;
  /** The date, such as 2026-11-27. */
  readonly date: string;
  /** The file that contains the lock. */
  readonly lock: string;
}

/** Records that all data of a service in the lock may be removed. It removes nothing itself. */
export async function retire(options: RetireOptions, output: Output): Promise<Status> {
  const { date, lock: file, reason } = options;
  const refusal = new Refusal(`golden-path retire ${options.service}`);
  checkWords(options, refusal);
  const at = showPath(path.join(path.dirname(file), RETIRED_FILE));
  const folder = refusal.attempt(showPath(file), () => Checkout.at(path.dirname(file), 'name the file with --lock'));
  const lock = folder && refusal.attempt(showPath(file), () => lockIn(folder, path.basename(file)));
  const known = folder && refusal.attempt(at, () => readRetired(folder, RETIRED_FILE));
  const stacks = lock ? stacksOf(lock, options, refusal) : [];
  refusal.throwIfAny();
  const held = stacks.flatMap(([name, { data = [] }]) => {
    return data.map((each): Line => ({ key: keyOf(name, each), what: whatOf(each), reason, date }));
  });
  const lines = held.filter((line) => known!.get(line.key)?.what !== line.what);
  refuseTaken(lines, known!, at, refusal);
  const before = folder!.read(RETIRED_FILE);
  const after = refusal.attempt(at, () => withLines(before ?? '', lines));
  refusal.throwIfAny();
  if (held.length === 0) {
    output.print(`${show(options.service)} has no data: remove its stacks.\n`);
    return Status.DONE;
  }
  return decide(lines.length === 0 ? [] : [{ path: RETIRED_FILE, before, after }], folder!, options, output);
}

function checkWords({ date, reason }: RetireOptions, refusal: Refusal): void {
  if (reasonOf(reason) === undefined) {
    refusal.add({ path: '--reason', got: show(reason), allowed: 'a written reason', fix: 'say why, and where the data went' });
  }
  if (isDay(date)) return;
  refusal.add({
    path: '--date',
    got: show(date),
    allowed: 'a date as YYYY-MM-DD',
    fix: 'write the date of the decision, such as 2026-11-27',
  });
}

function lockIn(folder: Checkout, name: string): LockFile {
  const text = folder.read(name);
  if (text === undefined) {
    throw new Trouble('nothing', 'the committed lock', 'run golden-path lock first, or name the file with --lock');
  }
  return parseLockFile(text);
}

/** The stacks of the service; reports a problem with its name or its entries in the lock. */
function stacksOf({ stacks }: LockFile, { environment, service }: RetireOptions, refusal: Refusal): [string, LockedStack][] {
  const all = [...stacks].filter(([, stack]) => stack.service === service).sort(([one], [other]) => byCode(one, other));
  if (all.length === 0) {
    refusal.add(
      unknown(
        'service',
        service,
        [...stacks.values()].map((stack) => stack.service),
      ),
    );
  }
  const own = all.filter(([, stack]) => environment === undefined || stack.environment === environment);
  if (all.length > 0 && own.length === 0) {
    refusal.add(
      unknown(
        '--environment',
        environment!,
        all.map(([, stack]) => stack.environment),
      ),
    );
  }
  for (const [name] of own.filter(([, { data }]) => data === undefined)) {
    const fix = 'run golden-path lock before the service changes';
    refusal.add({ path: name, got: 'a stack whose content is not in the lock', allowed: 'a lock with the content of each stack', fix });
  }
  return own;
}

function unknown(where: string, name: string, names: readonly (string | undefined)[]) {
  const known = [...new Set(names.filter((each) => each !== undefined))].sort(byCode);
  const meant = closest(name, known);
  return {
    path: where,
    got: show(name),
    allowed: known.length === 0 ? 'a name in the lock, which lists none' : `a name in the lock: ${listed(known)}`,
    fix: meant ? `did you mean ${show(meant)}?` : 'use one of these names; data that is no longer in the lock was retired earlier',
  };
}

/** An old entry for the same address is no longer needed: Git keeps its history. */
function refuseTaken(lines: readonly Line[], known: Retired, at: string, refusal: Refusal): void {
  for (const { key, what } of lines.filter((line) => known.has(line.key))) {
    refusal.add({
      path: `${at}: ${show(key)}`,
      got: `an entry for ${show(known.get(key)!.what)}, which no longer exists`,
      allowed: `one entry for each address, now for ${show(what)}`,
      fix: 'remove the old entry: Git keeps its history',
    });
  }
}
