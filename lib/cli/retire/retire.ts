import * as path from 'node:path';
import { closest, listed, show, showPath } from '../../core/problems';
import { keyOf, whatOf } from '../../output/lost-data';
import { RETIRED_FILE } from '../../output/retired';
import type { Retired } from '../../output/retired';
import { Checkout } from '../checkout';
import { decide, Status } from '../decide';
import type { Consent } from '../decide';
import { byCode } from '../gitops/layout';
import { parseLockFile } from '../lock/lock-file';
import type { LockedStack, LockFile } from '../lock/lock-file';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { isDay, readRetired, reasonOf } from '../retired';
import { withLines } from './lines';
import type { Line } from './lines';

/** What the command line says of a service that retires. */
export interface RetireOptions extends Consent {
  readonly service: string;
  /** The one environment that it leaves; all of them where it is left out. */
  readonly environment?: string;
  /** Why, and where the data went. */
  readonly reason: string;
  /** The day, such as 2026-11-27. */
  readonly date: string;
  /** The file that a lock was written into. */
  readonly lock: string;
}

/** Writes down that everything may go that holds data of a service, as the lock knows it. It removes nothing itself. */
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
    output.print(`Nothing of ${show(options.service)} holds data: remove its stacks.\n`);
    return Status.DONE;
  }
  return decide(lines.length === 0 ? [] : [{ path: RETIRED_FILE, before, after }], folder!, options, output);
}

function checkWords({ date, reason }: RetireOptions, refusal: Refusal): void {
  if (reasonOf(reason) === undefined) {
    refusal.add({ path: '--reason', got: show(reason), allowed: 'a reason in words', fix: 'say why, and where the data went' });
  }
  if (isDay(date)) return;
  refusal.add({
    path: '--date',
    got: show(date),
    allowed: 'a day as YYYY-MM-DD',
    fix: 'write the day of the decision, such as 2026-11-27',
  });
}

function lockIn(folder: Checkout, name: string): LockFile {
  const text = folder.read(name);
  if (text === undefined) {
    throw new Trouble('nothing', 'the committed lock', 'run golden-path lock first, or name the file with --lock');
  }
  return parseLockFile(text);
}

/** The stacks of the service, or what is wrong with its name or with what the lock knows of it. */
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
    refusal.add({ path: name, got: 'a stack of which the lock does not say what it holds', allowed: 'a lock that says it', fix });
  }
  return own;
}

function unknown(where: string, name: string, names: readonly (string | undefined)[]) {
  const known = [...new Set(names.filter((each) => each !== undefined))].sort(byCode);
  const meant = closest(name, known);
  return {
    path: where,
    got: show(name),
    allowed: known.length === 0 ? 'a name in the lock, which has none' : `a name in the lock: ${listed(known)}`,
    fix: meant ? `did you mean ${show(meant)}?` : 'name one of these; what the lock no longer has was let go before',
  };
}

/** A line about something else at the same address has done its work, and Git keeps it. */
function refuseTaken(lines: readonly Line[], known: Retired, at: string, refusal: Refusal): void {
  for (const { key, what } of lines.filter((line) => known.has(line.key))) {
    refusal.add({
      path: `${at}: ${show(key)}`,
      got: `a line for ${show(known.get(key)!.what)}, which is gone`,
      allowed: `one line for each address, now for ${show(what)}`,
      fix: 'remove the old line: the history of the file keeps it',
    });
  }
}
