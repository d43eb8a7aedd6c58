import { basename } from 'node:path/posix';

/** The lock of a repository of infrastructure. */
export const LOCK = 'golden-path.lock.json';

/** The record of a synth, with the files that it wrote. */
export const RECORD = 'golden-path.json';

const CATALOG = ['catalog-info.yaml', 'catalog-info.yml'];

/** Folders that hold nothing that was committed for readers. */
const SKIPPED = ['.git', 'node_modules', 'cdktf.out', 'test', 'tests'];

/** Deeper folders are not searched. */
const DEEPEST = 4;

/** Whether a folder may hold files that say something about services. */
export function isSearched(folder: string): boolean {
  const parts = folder === '' ? [] : folder.split('/');
  return parts.length <= DEEPEST && !parts.some((part) => SKIPPED.includes(part));
}

/** Whether a file says something about services. */
export function isEvidence(file: string): boolean {
  const name = basename(file);
  const isNamed = [LOCK, RECORD, ...CATALOG].includes(name) || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file);
  return isNamed && isSearched(file.split('/').slice(0, -1).join('/'));
}

/** Whether a file is a lock. */
export function isLock(file: string): boolean {
  return basename(file) === LOCK;
}

/** Whether a file is an entry of the catalog. */
export function isCatalogEntry(file: string): boolean {
  return CATALOG.includes(basename(file));
}
