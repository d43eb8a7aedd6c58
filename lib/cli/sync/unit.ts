import { show } from '../../core/problems';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import type { ImageVersion, ServiceFiles } from '../gitops/image';
import { carriesImage, imageFile, imageIn, withImage } from '../gitops/image';
import { environmentOf } from '../gitops/layout';
import type { Refusal } from '../refusal';
import { FOLDER_LOCK, readFolderLock } from './folder-lock';
import { nameOf, planFiles } from './plan-files';
import { RETIRED } from './retired';
import { rolesOf } from './roles';
import type { Unit } from './tree';

/** The settings of one sync, which apply to all folders. */
interface SyncContext {
  readonly checkout: Checkout;
  readonly source: string;
  /** Whether files that no sync wrote become managed. */
  readonly adopt: boolean;
  /** The environments to write; without it, those that no promotion decides. */
  readonly environments?: readonly string[];
  readonly refusal: Refusal;
  /** Takes what the reader should know besides the changes. */
  readonly notice: (text: string) => void;
}

/** The changes of a folder in the checkout. Problems are added to the refusal. */
export function planUnit(unit: Unit, context: SyncContext): Change[] {
  const { files, folder, team } = unit;
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
  const deployed = textsOf([...managed, ...files.keys()], folder, context);
  const images = folder.startsWith('apps/') ? imagesOf(folder, [...files.keys()], deployed, refusal) : new Map<string, ImageVersion>();
  const imaged = new Map([...files].map(([file, text]) => [file, keepImage(file, text, folder, images, refusal)]));
  const roles = rolesOf({ ...unit, files: imaged, written: files, lock, managed, deployed }, context);
  const current = new Map([...deployed].filter(([file]) => !roles.untouched.includes(file) && roles.planned(file)));
  return planFiles({ ...context, folder, team, lock, current, ...roles, last: 'sync' });
}

/** The texts of the files that exist in the checkout. */
function textsOf(files: readonly string[], folder: string, { checkout, refusal }: SyncContext): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of new Set(files)) {
    const text = refusal.attempt(`${folder}/${file}`, () => checkout.read(`${folder}/${file}`));
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
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
