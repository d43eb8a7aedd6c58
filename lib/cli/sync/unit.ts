import { show } from '../../core/problems';
import { libraryVersion } from '../../core/version';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import type { ImageVersion, ServiceFiles } from '../gitops/image';
import { carriesImage, imageFile, imageIn, withImage } from '../gitops/image';
import { byCode, environmentOf, sameText } from '../gitops/layout';
import type { Refusal } from '../refusal';
import { fingerprint, FOLDER_LOCK, folderLockText, readFolderLock } from './folder-lock';
import type { FolderLock } from './folder-lock';
import { readRetired, RETIRED } from './retired';
import { statefulObjects } from './stateful';
import type { Unit } from './tree';

/** The settings of one sync, which apply to all folders. */
interface SyncContext {
  readonly checkout: Checkout;
  readonly source: string;
  /** Whether files that no sync wrote become managed. */
  readonly adopt: boolean;
  readonly refusal: Refusal;
}

/** One folder: its current and its wanted files. */
interface State extends SyncContext {
  readonly folder: string;
  readonly team: string | undefined;
  readonly lock: FolderLock | undefined;
  readonly current: ReadonlyMap<string, string>;
  readonly wanted: ReadonlyMap<string, string>;
}

/** The changes of a folder in the checkout. Problems are added to the refusal. */
export function planUnit({ folder, files, team }: Unit, context: SyncContext): Change[] {
  const { checkout, refusal, source } = context;
  const found = refusal.attempt(`${folder}/${FOLDER_LOCK}`, () => ({ lock: readFolderLock(checkout, folder) }));
  if (!found) return [];
  const { lock } = found;
  if (lock && lock.source !== source) {
    refusal.add(foreign(folder, lock.source, source));
    return [];
  }
  // A folder whose service was removed has no team any more.
  if (lock?.team !== undefined && files.size > 0 && lock.team !== team) {
    refusal.add(ofAnotherTeam(folder, lock.team, team));
    return [];
  }
  const managed = Object.keys(lock?.files ?? {}).filter((file) => file !== FOLDER_LOCK && file !== RETIRED);
  const paths = [...new Set([...managed, ...files.keys()])].sort(byCode);
  const current = new Map<string, string>();
  for (const file of paths) {
    const text = refusal.attempt(`${folder}/${file}`, () => checkout.read(`${folder}/${file}`));
    if (text !== undefined) current.set(file, text);
  }
  const images = folder.startsWith('apps/') ? imagesOf(folder, [...files.keys()], current, refusal) : new Map<string, ImageVersion>();
  const wanted = new Map([...files].map(([file, text]) => [file, keepImage(file, text, folder, images, refusal)]));
  const state: State = { ...context, folder, team, lock, current, wanted };
  keepData(state);
  const changes = paths.flatMap((file) => planFile(file, state));
  return [...changes, ...planFolderLock(state, changes)];
}

function planFile(file: string, { adopt, current, folder, lock, refusal, wanted }: State): Change[] {
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
  return [{ path, before, after, ...(byHand ? { note: 'was changed by hand since the last sync' } : {}) }];
}

/** The lock changes only if files change, not with every version of this library. */
function planFolderLock({ checkout, folder, lock, source, refusal, team, wanted }: State, changes: readonly Change[]): Change[] {
  const path = `${folder}/${FOLDER_LOCK}`;
  const before = refusal.attempt(path, () => checkout.read(path));
  if (wanted.size === 0) return before === undefined ? [] : [{ path, before, quiet: true }];
  const files = Object.fromEntries([...wanted].map(([file, text]) => [file, fingerprint(file, text, nameOf(folder))]));
  const version = lock && changes.length === 0 ? lock.version : libraryVersion();
  const after = folderLockText({ source, team, version, files });
  return before !== undefined && sameText(before, after) ? [] : [{ path, before, after, quiet: true }];
}

/** The images in the checkout, by environment. */
function imagesOf(folder: string, files: readonly string[], current: ServiceFiles, refusal: Refusal): ReadonlyMap<string, ImageVersion> {
  const service = nameOf(folder);
  const images = new Map<string, ImageVersion>();
  for (const environment of new Set(files.filter(carriesImage).flatMap((file) => environmentOf(file) ?? []))) {
    const at = `${folder}/${imageFile(current, service, environment)}`;
    const image = refusal.attempt(at, () => imageIn(current, service, environment));
    if (image) images.set(environment, image);
  }
  return images;
}

/** Keeps the image of the checkout, if it has one. */
function keepImage(file: string, text: string, folder: string, images: ReadonlyMap<string, ImageVersion>, refusal: Refusal): string {
  const environment = environmentOf(file);
  const image = environment === undefined ? undefined : images.get(environment);
  if (environment === undefined || !image) return text;
  return refusal.attempt(`${folder}/${file}`, () => withImage(file, text, nameOf(folder), environment, image)) ?? text;
}

/** Rejects the loss of objects that represent data, unless there is a written reason. */
function keepData({ checkout, current, folder, lock, refusal, wanted }: State): void {
  const reasons = refusal.attempt(`${folder}/${RETIRED}`, () => readRetired(checkout, folder));
  const needed = new Set<string>();
  let kept: ReadonlySet<string> | undefined;
  for (const [file, before] of current) {
    if (wanted.has(file) && sameText(before, wanted.get(file)!)) continue;
    if (lock?.files[file] === undefined && !wanted.has(file)) continue;
    const data = objectsIn(file, before, folder, refusal);
    if (data.size === 0) continue;
    kept ??= new Set([...wanted].flatMap(([name, text]) => [...objectsIn(name, text, folder, refusal).keys()]));
    const lost = [...data].filter(([identity]) => !kept!.has(identity)).map(([identity, name]) => describeLoss(identity, name, kept!));
    if (lost.length === 0) continue;
    needed.add(file);
    if (reasons && !reasons.has(file)) refusal.add(lostData(folder, file, lost));
  }
  for (const file of reasons?.keys() ?? []) {
    if (wanted.has(file) && !needed.has(file)) refusal.add(stillThere(folder, file));
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
  if (file.startsWith('templates/')) return new Map();
  return refusal.attempt(`${folder}/${file}`, () => statefulObjects(file, text)) ?? new Map<string, string>();
}

function nameOf(folder: string): string {
  return folder.slice(folder.indexOf('/') + 1);
}

function foreign(folder: string, other: string, source: string) {
  return {
    path: folder,
    got: `a folder that ${show(other)} writes`,
    allowed: 'folders with one source each',
    fix: `remove it from one of the two; if it moved here, change "source" in ${folder}/${FOLDER_LOCK} to ${show(source)} and commit that`,
  };
}

function ofAnotherTeam(folder: string, owner: string, team: string | undefined) {
  const lock = `${folder}/${FOLDER_LOCK}`;
  return {
    path: folder,
    got: `a folder of the team ${show(owner)}, for the team ${show(team)}`,
    allowed: 'folders of one team each',
    fix: `give the service another name; if it moved, have that team approve a change of "team" in ${lock} to ${show(team)}`,
  };
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
