import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import type { HeldData } from '../../output/held-data';
import { prettyJson } from '../../output/record';
import type { RecordedException } from '../../output/record';
import { Trouble } from '../refusal';
import type { Synthesised } from './synthesised';

/** The file that a repository commits. */
export const LOCK_FILE = 'golden-path.lock.json';

/** Increased with every change of the format that an older reader would misunderstand. */
const LOCK_VERSION = 2;

/** The previous format, which does not record data. */
const WITHOUT_DATA = 1;

/** A stack as it was last committed. */
export interface LockedStack {
  readonly service?: string;
  readonly team?: string;
  readonly environment?: string;
  /** Absent if the stack has no platform. */
  readonly production?: boolean;
  /** The data of the stack; absent in a lock that does not record it. */
  readonly data?: readonly HeldData[];
  readonly dependsOn: readonly string[];
  /** The fingerprint of Terraform's input. */
  readonly terraform: string;
  /** The fingerprint of Argo CD's input; absent if there is none. */
  readonly gitops?: string;
  /** The fingerprint of the files for the repository of the code; absent if there are none. */
  readonly repository?: string;
  readonly exceptions: readonly RecordedException[];
}

/** The inputs and the output of a synth. */
export interface LockFile {
  /** The version of the library. */
  readonly version: string;
  readonly inputs: {
    /** npm packages. */
    readonly packages: Readonly<Record<string, string>>;
    /** Terraform's providers. */
    readonly providers: Readonly<Record<string, string>>;
  };
  readonly stacks: ReadonlyMap<string, LockedStack>;
}

/** A lock that a newer version wrote. */
export class NewerLock extends Trouble {}

/** The lock of a synth. */
export function lockOf({ version, providers, stacks }: Synthesised, packages: Readonly<Record<string, string>>): LockFile {
  return {
    version,
    inputs: { packages, providers },
    stacks: new Map(
      stacks.map(({ name, service, team, environment, production, data, dependsOn, terraform, gitops, repository, exceptions }) => [
        name,
        { service, team, environment, production, data, dependsOn, terraform, gitops, repository, exceptions },
      ]),
    ),
  };
}

/** The same text for the same lock. */
export function lockFileText({ version, inputs, stacks }: LockFile): string {
  return prettyJson({ lockVersion: LOCK_VERSION, version, inputs, stacks: Object.fromEntries(stacks) });
}

/** Parses a lock. Throws Trouble if it is invalid, and NewerLock if its format is newer. */
export function parseLockFile(text: string): LockFile {
  const lock = parse(text.replace(/^\uFEFF/, ''));
  if (isPlainObject(lock) && typeof lock.lockVersion === 'number' && lock.lockVersion > LOCK_VERSION) {
    const fix = 'use the version of @golden-path/constructs that wrote it, or a later one';
    throw new NewerLock(`lockVersion ${lock.lockVersion}`, `lockVersion ${LOCK_VERSION}, which this version writes`, fix);
  }
  if (!isLockFile(lock)) {
    throw new Trouble(
      'something other than a lock of golden-path',
      '{ lockVersion, version, inputs, stacks }',
      'run golden-path lock, which rewrites it',
    );
  }
  return { version: lock.version, inputs: lock.inputs, stacks: new Map(Object.entries(lock.stacks)) };
}

function parse(text: string): unknown {
  const allowed = 'the JSON that golden-path lock writes';
  if (/^(<{7}|={7}|>{7})/m.test(text)) {
    throw new Trouble('an unresolved merge conflict', allowed, 'take either side, then run golden-path lock, which rewrites it');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new Trouble(`invalid JSON: ${show(message)}`, allowed, 'run golden-path lock, which rewrites it');
  }
}

interface WrittenLockFile extends Omit<LockFile, 'stacks'> {
  readonly stacks: Readonly<Record<string, LockedStack>>;
}

function isLockFile(lock: unknown): lock is WrittenLockFile {
  if (!isPlainObject(lock) || typeof lock.version !== 'string') return false;
  if (lock.lockVersion !== LOCK_VERSION && lock.lockVersion !== WITHOUT_DATA) return false;
  const { inputs, stacks } = lock;
  if (!isPlainObject(inputs) || !isTexts(inputs.packages) || !isTexts(inputs.providers)) return false;
  if (!isPlainObject(stacks) || !Object.values(stacks).every(isLockedStack)) return false;
  return lock.lockVersion === WITHOUT_DATA || Object.values(stacks).every((stack) => (stack as LockedStack).data !== undefined);
}

function isLockedStack(stack: unknown): stack is LockedStack {
  if (!isPlainObject(stack) || typeof stack.terraform !== 'string') return false;
  const { data = [], dependsOn, exceptions, service, team, environment, gitops, repository, production = false } = stack;
  const texts = [service, team, environment, gitops, repository].every((text) => text === undefined || typeof text === 'string');
  if (!texts || typeof production !== 'boolean') return false;
  return isListOf(dependsOn, isText) && isListOf(exceptions, isException) && isListOf(data, isHeld);
}

function isHeld(held: unknown): boolean {
  if (!isPlainObject(held) || !isText(held.kind) || typeof held.protected !== 'boolean') return false;
  const { address, file, name, namespace, version, storage } = held;
  const texts = [address, file, name, namespace, version].every((text) => text === undefined || isText(text));
  return texts && isText(address ?? file) && (storage === undefined || typeof storage === 'number');
}

function isException(exception: unknown): boolean {
  return isPlainObject(exception) && [exception.construct, exception.what, exception.reason].every(isText);
}

function isTexts(value: unknown): boolean {
  return isPlainObject(value) && Object.values(value).every(isText);
}

function isListOf(value: unknown, isEach: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEach);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
