import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import { withImage } from '../gitops/image';
import type { ImageVersion } from '../gitops/image';
import { isOf, isWaiting, promoted } from '../gitops/next';
import type { Refusal } from '../refusal';
import type { FolderLock } from '../sync/folder-lock';
import { nameOf, planFiles } from '../sync/plan-files';

/** The files of a service that wait for the promotion of an environment. */
export interface Waiting {
  readonly folder: string;
  readonly environment: string;
  readonly lock: FolderLock;
  readonly files: readonly string[];
}

/** The files that a sync left for the next promotion of an environment, or nothing if it left none. */
export function waitingFor(folder: string, lock: FolderLock | undefined, environment: string): Waiting | undefined {
  const files = Object.keys(lock?.files ?? {}).filter((file) => isWaiting(file) && isOf(file, environment));
  return files.length === 0 ? undefined : { folder, environment, lock: lock!, files };
}

/** The changes that deploy these files with an image. Problems are added to the refusal, such as the loss of data. */
export function planPromotion(
  { environment, files, folder, lock }: Waiting,
  image: ImageVersion,
  checkout: Checkout,
  refusal: Refusal,
): Change[] {
  const read = (file: string) => refusal.attempt(`${folder}/${file}`, () => checkout.read(`${folder}/${file}`));
  const own = Object.keys(lock.files).filter((file) => isOf(file, environment));
  const wanted = new Map<string, string>();
  for (const file of files) {
    const text = read(file);
    if (text === undefined) refusal.add(lost(`${folder}/${file}`));
    else wanted.set(promoted(file), withOwn(promoted(file), text));
  }
  const present = [...new Set([...own, ...wanted.keys()])].map((file) => [file, read(file)] as const);
  const current = new Map(present.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const untouched = Object.keys(lock.files).filter((file) => !own.includes(file));
  const { source, team } = lock;
  const inCode = new Set(wanted.keys());
  const changes = planFiles({
    checkout,
    adopt: false,
    refusal,
    folder,
    source,
    team,
    lock,
    current,
    wanted,
    untouched,
    inCode,
    last: 'promotion',
  });
  const leaving = new Set(files.map((file) => `${folder}/${file}`));
  return changes.map((change) => (leaving.has(change.path) ? { ...change, unlisted: true } : change));

  function withOwn(file: string, text: string): string {
    return refusal.attempt(`${folder}/${file}`, () => withImage(file, text, nameOf(folder), environment, image)) ?? text;
  }
}

function lost(path: string) {
  return {
    path,
    got: 'nothing',
    allowed: 'every file that a sync left for the promotion',
    fix: 'restore it, or run golden-path sync again: it writes all of them',
  };
}
