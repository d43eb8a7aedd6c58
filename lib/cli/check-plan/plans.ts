import * as fs from 'node:fs';
import * as path from 'node:path';
import { canonical } from '../../core/canonical';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { listed, show, showPath } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { ExpectedAt } from '../../guardrails/model/expected';
import { hashOf, isSealed } from '../../output/file-hashes';
import { planLosses } from '../../output/plan-losses';
import { RECORD, RECORD_VERSION } from '../../output/record';
import type { RecordedStack, SynthRecord } from '../../output/record';
import { objectsOfRecord } from '../../output/recorded-guarantees';
import type { Retired } from '../../output/retired';
import { Checkout } from '../checkout';
import { readJson } from '../lock/json-file';
import { parseLockFile } from '../lock/lock-file';
import type { LockFile } from '../lock/lock-file';
import { retiredBeside } from '../lock/losses';
import type { Refusal } from '../refusal';
import { Trouble } from '../refusal';

/** A plan of one stack, and what has to hold of it. */
export interface StackPlan {
  readonly name: string;
  readonly plan: Json;
  /** What the synth wrote, if it is here as it was written. */
  readonly json?: Json;
  readonly stack: RecordedStack;
  /** What is promised of the objects that the stacks of the synth write for Argo CD. */
  readonly objects: readonly ExpectedAt[];
  /** What the plan takes away of data in production. */
  readonly losses: readonly Problem[];
}

/** Which files to read. */
interface Files {
  readonly files: readonly string[];
  readonly from: string;
  readonly lock: string;
}

const SHOW = 'write it with: terraform show -json <plan file> > <stack>.json';

/** Reads plans, and what was recorded of their stacks; what is wrong is added to the refusal. */
export function plansIn({ files, from, lock: lockFile }: Files, refusal: Refusal): StackPlan[] {
  const record = refusal.attempt(showPath(path.join(from, RECORD)), () => recordIn(from));
  const lock = refusal.attempt(showPath(lockFile), () => lockAt(lockFile));
  const retired = retiredBeside(lockFile, refusal);
  if (!record || !lock) return [];
  return files.flatMap((file) => {
    const found = refusal.attempt(showPath(file), () => planOf({ file, from, record, lock, retired }));
    return found ? [found] : [];
  });
}

/** The record that a synth wrote, and that nobody changed since. */
function recordIn(from: string): SynthRecord {
  const record = readJson(Checkout.at(from, 'run cdktf synth first, or name its output folder with --from'), RECORD);
  const fix = 'run cdktf synth again, with the version of the library that this command has';
  if (record.recordVersion !== RECORD_VERSION || !isPlainObject(record.stacks)) {
    throw new Trouble(`recordVersion ${show(record.recordVersion)}`, `recordVersion ${RECORD_VERSION}`, fix);
  }
  if (!isSealed(record)) throw new Trouble('a record that was changed since', 'the record that the synth wrote', fix);
  return record as unknown as SynthRecord;
}

function lockAt(file: string): LockFile {
  const text = Checkout.at(path.dirname(file), 'name the file with --lock').read(path.basename(file));
  if (text === undefined) throw new Trouble('nothing', 'the committed lock', 'run golden-path lock and commit it');
  return parseLockFile(text);
}

interface Known {
  readonly file: string;
  readonly from: string;
  readonly record: SynthRecord;
  readonly lock: LockFile;
  readonly retired: Retired;
}

function planOf({ file, from, record, lock, retired }: Known): StackPlan {
  const { stacks } = record;
  const name = path.basename(file, '.json');
  if (!Object.hasOwn(stacks, name)) {
    const fix = `name the file <stack>.json, for one of ${listed(Object.keys(stacks))}`;
    throw new Trouble(`no stack ${show(name)} in the record`, 'a plan of a stack that the synth wrote', fix);
  }
  const stack = stacks[name];
  // Whoever reviewed the lock agreed to its exceptions, and to no others.
  if (canonical(lock.stacks.get(name)?.exceptions) !== canonical(stack.exceptions)) {
    const fix = 'run golden-path lock, and have the lock reviewed and committed';
    throw new Trouble('exceptions in the record that the lock does not have', 'the exceptions of the committed lock', fix);
  }
  const plan = readPlan(file);
  return {
    name,
    plan,
    json: jsonOf(from, record, stack.directory),
    stack,
    objects: Object.values(stacks).flatMap(({ guarantees }) => objectsOfRecord(guarantees)),
    losses: stack.production ? planLosses(name, plan, retired) : [],
  };
}

/** The JSON of a stack; nothing if it is not here, or is not what the synth wrote. */
function jsonOf(from: string, { files }: SynthRecord, directory: string): Json | undefined {
  const name = `${directory}/cdk.tf.json`;
  const at = path.join(from, name);
  const content = fs.existsSync(at) ? fs.readFileSync(at) : undefined;
  return content && hashOf(name, content) === files[name] ? (JSON.parse(content.toString()) as Json) : undefined;
}

function readPlan(file: string): Json {
  const text = Checkout.at(path.dirname(file), SHOW).read(path.basename(file));
  const plan = parsed(text ?? '');
  if (!isPlainObject(plan) || typeof plan.format_version !== 'string' || !isPlainObject(plan.planned_values)) {
    throw new Trouble(text === undefined ? 'nothing' : 'JSON that is no plan', 'a plan', SHOW);
  }
  if (!plan.format_version.startsWith('1.')) throw new Trouble(`format ${show(plan.format_version)}`, 'format 1 of plans', SHOW);
  if (plan.errored !== true) return plan;
  throw new Trouble('a plan that failed half way', 'a plan that is complete', 'mend what Terraform says, and plan again');
}

/** What a parser says of a text may quote it, and a plan may hold secrets. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
