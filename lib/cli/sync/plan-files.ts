import { byCode } from '../../core/by-code';
import { show } from '../../core/problems';
import { libraryVersion } from '../../core/version';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import { sameText } from '../gitops/layout';
import { isWaiting, promoted } from '../gitops/next';
import type { Refusal } from '../refusal';
import { fingerprint, FOLDER_LOCK, folderLockText } from './folder-lock';
import type { FolderLock } from './folder-lock';
import { readRetired, RETIRED } from './retired';
import { statefulObjects } from './stateful';

/** One folder: its current and its wanted files, of those that are planned. */
interface Folder {
  readonly checkout: Checkout;
  /** Whether files that no sync wrote become managed. */
  readonly adopt: boolean;
  readonly refusal: Refusal;
  readonly folder: string;
  readonly source: string;
  readonly team: string | undefined;
  readonly lock: FolderLock | undefined;
  readonly current: ReadonlyMap<string, string>;
  readonly wanted: ReadonlyMap<string, string>;
  /** The paths at which the code deploys files. */
  readonly inCode: ReadonlySet<string>;
  /** The files in the lock that stay as they are. */
  readonly untouched: readonly string[];
  /** What wrote the files last, for the reader: `sync` or `promotion`. */
  readonly last: string;
}

/** The changes of a folder. Problems are added to the refusal, such as the loss of data without a reason. */
export function planFiles(state: Folder): Change[] {
  keepData(state);
  const paths = [...new Set([...state.current.keys(), ...state.wanted.keys()])].sort(byCode);
  const changes = paths.flatMap((file) => planFile(file, state));
  return [...changes, ...planLock(state, changes)];
}

function planFile(file: string, { adopt, current, folder, last, lock, refusal, wanted }: Folder): Change[] {
  const [before, after] = [current.get(file), wanted.get(file)];
  const path = `${folder}/${file}`;
  if (before === undefined) return after === undefined ? [] : [{ path, after }];
  if (after !== undefined && sameText(before, after)) return [];
  const known = lock?.files[file];
  if (known === undefined && !adopt) {
    refusal.add(unmanaged(path));
    return [];
  }
  if (known === undefined) return [{ path, before, after, note: 'was not written by sync' }];
  const byHand = fingerprint(file, before, nameOf(folder)) !== known;
  return [{ path, before, after, ...(byHand ? { note: `was changed by hand since the last ${last}` } : {}) }];
}

/** The lock changes only if files change, not with every version of this library. */
function planLock(
  { checkout, folder, lock, source, refusal, team, untouched, wanted }: Folder,
  changes: readonly Change[],
): Change[] {
  const path = `${folder}/${FOLDER_LOCK}`;
  const before = refusal.attempt(path, () => checkout.read(path));
  const left = untouched.map((file) => [file, lock!.files[file]] as const);
  if (wanted.size + left.length === 0) return before === undefined ? [] : [{ path, before, quiet: true }];
  const files = Object.fromEntries([
    ...left,
    ...[...wanted].map(([file, text]) => [file, fingerprint(file, text, nameOf(folder))] as const),
  ]);
  const version = lock && changes.length === 0 ? lock.version : libraryVersion();
  const after = folderLockText({ source, team, version, files });
  return before !== undefined && sameText(before, after) ? [] : [{ path, before, after, quiet: true }];
}

/** Rejects the loss of objects that represent data, unless there is a written reason. */
function keepData({ checkout, current, folder, inCode, lock, refusal, wanted }: Folder): void {
  const reasons = refusal.attempt(`${folder}/${RETIRED}`, () => readRetired(checkout, folder));
  const needed = new Set<string>();
  let kept: ReadonlySet<string> | undefined;
  for (const [file, before] of current) {
    // What waits for a promotion was never deployed.
    if (isWaiting(file)) continue;
    if (wanted.has(file) && sameText(before, wanted.get(file)!)) continue;
    if (lock?.files[file] === undefined && !wanted.has(file)) continue;
    const data = objectsIn(file, before, folder, refusal);
    if (data.size === 0) continue;
    kept ??= new Set(
      [...wanted]
        .filter(([name]) => !isWaiting(name))
        .flatMap(([name, text]) => [...objectsIn(name, text, folder, refusal).keys()]),
    );
    const lost = [...data]
      .filter(([identity]) => !kept!.has(identity))
      .map(([identity, name]) => describeLoss(identity, name, kept!));
    if (lost.length === 0) continue;
    needed.add(file);
    if (reasons && !reasons.has(file)) refusal.add(lostData(folder, file, lost));
  }
  for (const file of reasons?.keys() ?? []) {
    if (inCode.has(file) && !needed.has(file)) refusal.add(stillThere(folder, file));
  }
}

/** An object in another API group is a different object, so the data of the old one would have no owner. */
function describeLoss(identity: string, name: string, kept: ReadonlySet<string>): string {
  const [group, ...rest] = identity.split('/');
  const other = [...kept].find((each) => each.split('/').slice(1).join('/') === rest.join('/'));
  return other === undefined ? name : `${name} of the API group ${show(group)}, which is now ${show(other.split('/')[0])},`;
}

function objectsIn(file: string, text: string, folder: string, refusal: Refusal): ReadonlyMap<string, string> {
  // A chart's templates are not YAML until Helm renders them, and contain no requests for data.
  if (/^(chart\/[^/]+\/)?templates\//.test(promoted(file))) return new Map();
  return refusal.attempt(`${folder}/${file}`, () => statefulObjects(file, text)) ?? new Map<string, string>();
}

/** The name of a folder's service. */
export function nameOf(folder: string): string {
  return folder.slice(folder.indexOf('/') + 1);
}

function unmanaged(path: string) {
  return {
    path,
    got: 'a different file that no sync wrote',
    allowed: 'files that sync wrote before, and new files',
    fix: 'check its content; pass --adopt to replace it, or move it away',
  };
}

function lostData(folder: string, file: string, objects: readonly string[]) {
  return {
    path: `${folder}/${file}`,
    got: `${objects.join(', ')} would be removed, but holds data`,
    allowed: `removal of files that have a reason in ${folder}/${RETIRED}`,
    fix: `put it back into the code, or add this entry to ${folder}/${RETIRED}: '${file}: <why, and where the data went>'`,
  };
}

function stillThere(folder: string, file: string) {
  return {
    path: `${folder}/${RETIRED}`,
    got: `${show(file)}, which the code still has`,
    allowed: 'removed files only, because an old reason must not allow the loss of a new request',
    fix: 'remove the entry; add it in the pull request that removes the file',
  };
}
