import { createHash } from 'node:crypto';
import { byCode } from '../../core/by-code';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { faultOfPath, STATE_FOLDER } from '../../output/repository-paths';
import type { Checkout } from '../checkout';
import { Trouble } from '../refusal';

/** The file of a repository that says what was written into it. */
export const STATE_FILE = `${STATE_FOLDER}/repository.json`;

/** Increased with every change of the format that an older reader would misunderstand. */
const STATE_VERSION = 1;

/** What the team declined where golden-path would have removed a file. */
export const REMOVAL = 'removal';

/** A managed file that the team keeps as its own. */
export interface Kept {
  readonly reason: string;
  /** The fingerprint of the text that the team declined, or `removal`. */
  readonly declined: string;
}

/** What was written into a repository, by path. */
export interface RepositoryState {
  /** The service whose repository it is, or `platform`. */
  readonly repository: string;
  /** The fingerprints of managed files as they were written last. */
  readonly managed: ReadonlyMap<string, string>;
  /** The fingerprints of files that were given once, as they were given. */
  readonly given: ReadonlyMap<string, string>;
  readonly kept: ReadonlyMap<string, Kept>;
}

/** The fingerprint of a text, whatever line ends Git gave it. */
export function fingerprint(text: string): string {
  return `sha256:${createHash('sha256').update(text.replace(/\r\n/g, '\n')).digest('hex')}`;
}

/** The state of a checkout, or nothing if golden-path never wrote into it. Throws Trouble if it is invalid. */
export function readState(checkout: Checkout): RepositoryState | undefined {
  const text = checkout.read(STATE_FILE);
  return text === undefined ? undefined : parseState(text);
}

/** The same text for the same state. */
export function stateText({ repository, managed, given, kept }: RepositoryState): string {
  const state = { stateVersion: STATE_VERSION, repository, managed: sorted(managed), given: sorted(given), kept: sorted(kept) };
  return `${JSON.stringify(state, undefined, 2)}\n`;
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([one], [other]) => byCode(one, other)));
}

function parseState(text: string): RepositoryState {
  const allowed = 'the JSON that golden-path repository writes';
  if (/^(<{7}|={7}|>{7})/m.test(text)) {
    throw new Trouble('an unresolved merge conflict', allowed, 'take one side, then run the command again');
  }
  const state = parse(text, allowed);
  if (isPlainObject(state) && typeof state.stateVersion === 'number' && state.stateVersion > STATE_VERSION) {
    const fix = 'use the version of @golden-path/constructs that wrote it, or a later one';
    throw new Trouble(`stateVersion ${state.stateVersion}`, `stateVersion ${STATE_VERSION}, which this version writes`, fix);
  }
  if (!isState(state)) {
    const fix = "restore it from Git's history, or remove it: then every file that differs has to be decided on again";
    throw new Trouble('something other than a state of golden-path repository', allowed, fix);
  }
  const { repository, managed, given, kept } = state;
  const mapOf = <T>(record: Readonly<Record<string, T>>) => new Map(Object.entries(record));
  return { repository, managed: mapOf(managed), given: mapOf(given), kept: mapOf(kept) };
}

function parse(text: string, allowed: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Trouble(`invalid JSON: ${show((error as Error).message)}`, allowed, "restore it from Git's history");
  }
}

interface WrittenState {
  readonly repository: string;
  readonly managed: Readonly<Record<string, string>>;
  readonly given: Readonly<Record<string, string>>;
  readonly kept: Readonly<Record<string, Kept>>;
}

/** Anybody can edit the file, and golden-path removes files that it names: each path must be one that a synth could write. */
function isState(state: unknown): state is WrittenState {
  if (!isPlainObject(state) || state.stateVersion !== STATE_VERSION || typeof state.repository !== 'string') return false;
  const isText = (value: unknown) => typeof value === 'string';
  return isMap(state.managed, isText) && isMap(state.given, isText) && isMap(state.kept, isKept);
}

function isMap(value: unknown, isEach: (each: unknown) => boolean): boolean {
  return isPlainObject(value) && Object.entries(value).every(([file, each]) => faultOfPath(file) === undefined && isEach(each));
}

function isKept(value: unknown): boolean {
  return isPlainObject(value) && typeof value.reason === 'string' && typeof value.declined === 'string';
}
