import type { ModuleInterface } from './interface';

/** A module of a registry, as its address names it: `<host>/<namespace>/<name>/<provider>`. */
export interface ModuleAddress {
  readonly namespace: string;
  readonly name: string;
  readonly provider: string;
}

/** What a registry records about a published version. */
export interface VersionRecord {
  /** The sum of the archive. */
  readonly sha256: string;
  /** The sum of each file in it. */
  readonly files: Readonly<Record<string, string>>;
  readonly interface: ModuleInterface;
}

/** A part of an address. Upper case, which Terraform would take, is refused, so that no two addresses differ by it alone. */
export const PART = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** @see https://developer.hashicorp.com/terraform/internals/remote-service-discovery */
export const DISCOVERY_FILE = '.well-known/terraform.json';

/** What the file of discovery says. */
export const DISCOVERY = { 'modules.v1': '/v1/modules/' };

/** The folder of modules. Below it the paths are those of https://developer.hashicorp.com/terraform/internals/module-registry-protocol */
export const MODULES_FOLDER = 'v1/modules';

export const VERSIONS_FILE = 'versions';
export const DOWNLOAD_FILE = 'download';
export const ARCHIVE_FILE = 'module.tar.gz';
export const RECORD_FILE = 'record.json';
export const SUM_FILE = `${ARCHIVE_FILE}.sha256`;

export function folderOf({ namespace, name, provider }: ModuleAddress): string {
  return `${MODULES_FOLDER}/${namespace}/${name}/${provider}`;
}

export function addressOf({ namespace, name, provider }: ModuleAddress): string {
  return `${namespace}/${name}/${provider}`;
}

/**
 * Where the archive is, relative to the address of the download. Terraform compares the sum.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/sources#fetching-archives-over-http
 */
export function locationOf(sha256: string, query: Readonly<Record<string, string>> = {}): string {
  const all = Object.entries({ ...query, checksum: `sha256:${sha256}` });
  return `./${ARCHIVE_FILE}?${all.map(([key, value]) => `${key}=${value}`).join('&')}`;
}
