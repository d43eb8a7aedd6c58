import * as fs from 'node:fs';
import * as path from 'node:path';
import { isPlainObject } from '../../core/json';
import { showPath } from '../../core/problems';
import { compareVersions } from '../../core/version-order';
import { Trouble } from '../refusal';
import { addressOf, folderOf, MODULES_FOLDER, PART, RECORD_FILE } from './layout';
import type { ModuleAddress, VersionRecord } from './layout';
import { isVersion, versionOf } from './version';
import type { Version } from './version';

/** A module with its versions, the newest last. */
export interface PublishedModule {
  readonly address: ModuleAddress;
  readonly versions: readonly Version[];
}

/** The versions of a module that a folder has, the newest last. */
export function versionsOf(root: string, address: ModuleAddress): Version[] {
  const folder = path.join(root, folderOf(address));
  const names = foldersIn(folder).filter((name) => isVersion(name) && fs.existsSync(path.join(folder, name, RECORD_FILE)));
  return names.map(versionOf).sort(compareVersions);
}

/** The record of a published version. Throws Trouble if it is damaged. */
export function recordOf(root: string, address: ModuleAddress, version: string): VersionRecord {
  const file = path.join(root, folderOf(address), version, RECORD_FILE);
  const record = parsed(fs.readFileSync(file, 'utf8'));
  if (isRecord(record)) return record;
  throw new Trouble(`a damaged ${showPath(file)}`, 'the record that registry build wrote', 'restore the file as it was published');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is VersionRecord {
  if (!isPlainObject(value) || !isPlainObject(value.files) || !isPlainObject(value.interface)) return false;
  const { addresses, inputs, outputs } = value.interface;
  return isPlainObject(inputs) && Object.values(inputs).every(isPlainObject) && Array.isArray(outputs) && Array.isArray(addresses);
}

/** Every module of a registry, in the order of their addresses. */
export function modulesIn(root: string): PublishedModule[] {
  const below = (folder: string): string[] => foldersIn(path.join(root, MODULES_FOLDER, folder)).filter((name) => PART.test(name));
  const addresses = below('').flatMap((namespace) => below(namespace).flatMap((name) => (
    below(path.join(namespace, name)).map((provider) => ({ namespace, name, provider }))
  )));
  const all = addresses.map((address) => ({ address, versions: versionsOf(root, address) }));
  return all.filter(({ versions }) => versions.length > 0).sort((a, b) => (addressOf(a.address) < addressOf(b.address) ? -1 : 1));
}

function foldersIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
