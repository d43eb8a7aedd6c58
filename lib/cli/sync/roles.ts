import { environmentOf, sameText } from '../gitops/layout';
import { isOf, isWaiting, promoted, waiting } from '../gitops/next';
import { fingerprint } from './folder-lock';
import type { FolderLock } from './folder-lock';
import { nameOf } from './plan-files';
import type { Unit } from './tree';

/** What a sync does with the files of an environment. */
enum Role {
  /** They are deployed by this sync. */
  DEPLOY = 'deploy',
  /** They wait for a promotion. */
  WAIT = 'wait',
  /** They stay as they are. */
  LEAVE = 'leave',
}

/** A folder before a sync. */
interface Before extends Unit {
  /** The texts that the synth wrote, with its own image. */
  readonly written: ReadonlyMap<string, string>;
  readonly lock: FolderLock | undefined;
  /** The files in the lock. */
  readonly managed: readonly string[];
  /** The texts in the checkout. */
  readonly deployed: ReadonlyMap<string, string>;
}

interface Selection {
  readonly environments?: readonly string[];
  readonly notice: (text: string) => void;
}

/** What a sync plans in a folder, and what it leaves alone. */
interface Roles {
  readonly inCode: ReadonlySet<string>;
  readonly wanted: ReadonlyMap<string, string>;
  readonly untouched: readonly string[];
  /** Whether a file of the checkout takes part. */
  readonly planned: (file: string) => boolean;
}

/**
 * Decides which files are deployed, which wait for a promotion and which stay. An environment waits as a whole: its files are together
 * what one commit of the code gives.
 */
export function rolesOf(before: Before, selection: Selection): Roles {
  const { files, managed, promotedOnly } = before;
  const roleOf = (environment: string | undefined): Role => {
    if (environment === undefined) return Role.DEPLOY;
    if (selection.environments) return selection.environments.includes(environment) ? Role.DEPLOY : Role.LEAVE;
    return promotedOnly.has(environment) ? Role.WAIT : Role.DEPLOY;
  };
  const roleAt = (file: string): Role => roleOf(environmentOf(promoted(file)));
  const untouched = managed.filter((file) => roleAt(file) === Role.LEAVE || (roleAt(file) === Role.WAIT && !isWaiting(file)));
  const deploy = [...files].filter(([file]) => roleAt(file) === Role.DEPLOY);
  const wait = [...promotedOnly]
    .filter((environment) => roleOf(environment) === Role.WAIT)
    .flatMap((environment) => waitingFor(environment, before, selection));
  const planned = (file: string): boolean => roleAt(file) === Role.DEPLOY || (roleAt(file) === Role.WAIT && isWaiting(file));
  return { inCode: new Set(files.keys()), wanted: new Map([...deploy, ...wait]), untouched, planned };
}

/** The files that wait for the promotion of an environment; none if it already has all of them. */
function waitingFor(environment: string, before: Before, { notice }: Selection): [string, string][] {
  const { deployed, files, folder, lock, managed, written } = before;
  const wanted = [...files].filter(([file]) => isOf(file, environment));
  const present = managed.filter((file) => !isWaiting(file) && isOf(file, environment) && deployed.has(file));
  const byHand = present.filter((file) => fingerprint(file, deployed.get(file)!, nameOf(folder)) !== lock!.files[file]);
  for (const file of byHand) {
    notice(`${folder}/${file} was changed by hand; the next promotion to ${environment} replaces the change.\n`);
  }
  const same =
    present.length === wanted.length && wanted.every(([file, text]) => deployed.has(file) && sameText(deployed.get(file)!, text));
  return same ? [] : wanted.map(([file]) => [waiting(file), written.get(file)!]);
}
