import { ARCHIVE_FILE, DISCOVERY_FILE, DOWNLOAD_FILE, MODULES_FOLDER, PART, VERSIONS_FILE } from '../layout';
import type { ModuleAddress } from '../layout';
import { isVersion } from '../version';

/** What a request asks for. */
export type Route =
  | { readonly kind: 'discovery' | 'health' | 'metrics' | 'unknown' | 'refused' }
  | { readonly kind: 'versions'; readonly address: ModuleAddress }
  | { readonly kind: 'download' | 'archive'; readonly address: ModuleAddress; readonly version: string };

const FIXED: Readonly<Record<string, 'discovery' | 'health' | 'metrics'>> = {
  [`/${DISCOVERY_FILE}`]: 'discovery',
  '/healthz': 'health',
  '/metrics': 'metrics',
};

const LAST: Readonly<Record<string, 'download' | 'archive'>> = { [DOWNLOAD_FILE]: 'download', [ARCHIVE_FILE]: 'archive' };

/** Reads a path as it was sent. Only parts of the form of a module's address become part of the name of a file. */
export function routeOf(path: string): Route {
  if (Object.hasOwn(FIXED, path)) return { kind: FIXED[path] };
  if (/[^a-zA-Z0-9._/-]/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) return { kind: 'refused' };
  if (!path.startsWith(`/${MODULES_FOLDER}/`)) return { kind: 'unknown' };
  const [namespace, name, provider, ...rest] = path.slice(MODULES_FOLDER.length + 2).split('/');
  if (![namespace, name, provider].every((part) => part !== undefined && PART.test(part))) return { kind: 'unknown' };
  const address = { namespace, name, provider };
  if (rest.length === 1 && rest[0] === VERSIONS_FILE) return { kind: 'versions', address };
  const [version, last] = rest;
  if (rest.length !== 2 || !isVersion(version) || !Object.hasOwn(LAST, last)) return { kind: 'unknown' };
  return { kind: LAST[last], address, version };
}
