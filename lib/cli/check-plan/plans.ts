import * as fs from 'node:fs';
import * as path from 'node:path';
import { canonical } from '../../core/canonical';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { listed, show, showPath } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { StackFacts } from '../../guardrails/model/app-model';
import type { ExpectedAt } from '../../guardrails/model/expected';
import { hashOf } from '../../output/file-hashes';
import { planLosses } from '../../output/plan-losses';
import { RECORD } from '../../output/record';
import type { RecordedStack } from '../../output/record';
import { factsOfRecord, objectsOfRecord } from '../../output/recorded-guarantees';
import type { Retired } from '../../output/retired';
import { Checkout } from '../checkout';
import { parseLockFile } from '../lock/lock-file';
import type { LockFile } from '../lock/lock-file';
import { retiredBeside } from '../lock/losses';
import { readRecord } from '../lock/read-record';
import type { RecordOf } from '../lock/read-record';
import type { Refusal } from '../refusal';
import { Trouble } from '../refusal';

/** What is known of a stack: all that is recorded, if it is planned, and what others could point at. */
interface KnownStack {
  readonly recorded?: RecordedStack;
  readonly facts: StackFacts;
}

/** What is known of every stack. */
type KnownStacks = RecordOf<KnownStack>;

/** A plan of one stack, with the data to check it. */
export interface StackPlan {
  readonly name: string;
  readonly plan: Json;
  /** The stack's JSON, if it is unchanged since the synth. */
  readonly json?: Json;
  readonly stack: RecordedStack;
  /** What is known of every stack. */
  readonly record: KnownStacks;
  /** The data in production that the plan would lose. */
  readonly losses: readonly Problem[];
}

/** The files to read. */
interface Files {
  readonly files: readonly string[];
  readonly from: string;
  readonly lock: string;
}

const SHOW = 'write it with: terraform show -json <plan file> > <stack>.json';

/** Reads plans and the record of their stacks. Problems are added to the refusal. */
export function plansIn({ files, from, lock: lockFile }: Files, refusal: Refusal): StackPlan[] {
  const record = refusal.attempt(showPath(path.join(from, RECORD)), () => recordIn(from, files));
  const lock = refusal.attempt(showPath(lockFile), () => lockAt(lockFile));
  const retired = retiredBeside(lockFile, refusal);
  if (!record || !lock) return [];
  return files.flatMap((file) => {
    const found = refusal.attempt(showPath(file), () => planOf({ file, from, record, lock, retired }));
    return found ? [found] : [];
  });
}

/** The record of the synth. Throws Trouble if it was changed. */
function recordIn(from: string, files: readonly string[]): KnownStacks {
  const planned = new Set(files.map(nameOf));
  const fix = 'run npm run synth again, with the same version of the library as this command';
  const known = (recorded: RecordedStack, name: string): KnownStack => {
    const facts = factsOfRecord({ ...recorded.guarantees, expected: [], objects: [], lifted: [] });
    return { facts, ...(planned.has(name) && { recorded }) };
  };
  const record = readRecord(outputAt(from), known, fix);
  if (!record.isSealed) throw new Trouble('a record that was changed after the synth', 'the record that the synth wrote', fix);
  return record;
}

/** What is promised of the objects of all stacks, which is much: it is read again where somebody asks. */
export function promisedIn(from: string): readonly ExpectedAt[] {
  return Object.values(readRecord(outputAt(from), ({ guarantees }) => objectsOfRecord(guarantees)).stacks).flat();
}

function outputAt(from: string): Checkout {
  return Checkout.at(from, 'run npm run synth first, or set its output folder with --from');
}

/** The stack of a plan, by the name of the file. */
function nameOf(file: string): string {
  return path.basename(file, '.json');
}

function lockAt(file: string): LockFile {
  const text = Checkout.at(path.dirname(file), 'set the file with --lock').read(path.basename(file));
  if (text === undefined) throw new Trouble('nothing', 'the committed lock', 'run golden-path lock and commit it');
  return parseLockFile(text);
}

interface Known {
  readonly file: string;
  readonly from: string;
  readonly record: KnownStacks;
  readonly lock: LockFile;
  readonly retired: Retired;
}

function planOf({ file, from, record, lock, retired }: Known): StackPlan {
  const { stacks } = record;
  const name = nameOf(file);
  const stack = Object.hasOwn(stacks, name) ? stacks[name].recorded : undefined;
  if (!stack) {
    const fix = `name the file <stack>.json, for one of ${listed(Object.keys(stacks))}`;
    throw new Trouble(`no stack ${show(name)} in the record`, 'a plan of a stack that the synth wrote', fix);
  }
  // The reviewer of the lock approved its exceptions and no others.
  if (canonical(lock.stacks.get(name)?.exceptions) !== canonical(stack.exceptions)) {
    const fix = 'run golden-path lock, commit the lock and have it reviewed';
    throw new Trouble('exceptions in the record that are not in the lock', 'the exceptions of the committed lock', fix);
  }
  const plan = readPlan(file);
  return {
    name,
    plan,
    json: jsonOf(from, record, stack.directory),
    stack,
    record,
    losses: stack.production ? planLosses(name, plan, retired) : [],
  };
}

/** The JSON of a stack; nothing if it is missing or was changed after the synth. */
function jsonOf(from: string, { files }: KnownStacks, directory: string): Json | undefined {
  const name = `${directory}/cdk.tf.json`;
  const at = path.join(from, name);
  const content = fs.existsSync(at) ? fs.readFileSync(at) : undefined;
  return content && hashOf(name, content) === files[name] ? (JSON.parse(content.toString()) as Json) : undefined;
}

function readPlan(file: string): Json {
  const text = Checkout.at(path.dirname(file), SHOW).read(path.basename(file));
  const plan = parseJson(text ?? '');
  if (!isPlainObject(plan) || typeof plan.format_version !== 'string' || !isPlainObject(plan.planned_values)) {
    throw new Trouble(text === undefined ? 'nothing' : 'JSON that is not a plan', 'a plan', SHOW);
  }
  if (!plan.format_version.startsWith('1.')) throw new Trouble(`format ${show(plan.format_version)}`, 'format 1 of plans', SHOW);
  if (plan.errored === true) {
    throw new Trouble('an incomplete plan', 'a complete plan', 'fix the error that Terraform reports, and plan again');
  }
  // Terraform before 1.8 does not say it: resources that are missing are lost then.
  if (plan.complete !== false) return plan;
  throw new Trouble('a plan of a part of the stack', 'a plan of the whole stack', 'plan again without -target');
}

/** Parses without the parser's error message, which may quote the text, because a plan may contain secrets. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
