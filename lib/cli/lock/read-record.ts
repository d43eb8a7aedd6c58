import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { isSealed } from '../../output/file-hashes';
import { RECORD, RECORD_VERSION } from '../../output/record';
import type { RecordedStack, SynthRecord } from '../../output/record';
import { readSealed } from '../../output/sealed-parts';
import type { Checkout } from '../checkout';
import { Trouble } from '../refusal';
import { readJson } from './json-file';

/** The record of a synth, with what somebody keeps of each stack. */
export interface RecordOf<T> extends Omit<SynthRecord, 'digest' | 'stacks'> {
  readonly stacks: Readonly<Record<string, T>>;
  /** Whether it is as the synth wrote it. */
  readonly isSealed: boolean;
}

const SAME_VERSION = 'use the golden-path command from the version of the library that ran the synth';

/** The parts of a record that have parts of their own. */
const MAPS = ['stacks', 'repositories', 'files'];

/**
 * Reads the record of a synth. Most of it is what has to hold of each stack: of a large app, no two of them are in memory at once.
 * Throws Trouble if there is none, or if it has another format.
 *
 * @param keep what is needed of a stack
 * @param fix what to do about another format
 */
export function readRecord<T>(output: Checkout, keep: (stack: RecordedStack, name: string) => T, fix = SAME_VERSION): RecordOf<T> {
  return inParts(output, keep) ?? asWhole(output, keep, fix);
}

/** Reads one part after the other; gives nothing if anything is amiss. */
function inParts<T>(output: Checkout, keep: (stack: RecordedStack, name: string) => T): RecordOf<T> | undefined {
  const file = output.placeOf(RECORD);
  const values = new Map<string, unknown>();
  const maps = new Map(MAPS.map((name) => [name, new Map<string, unknown>()]));
  const take = ([part, name]: readonly string[], value: unknown) => {
    if (name === undefined) values.set(part, value);
    else maps.get(part)?.set(name, part === 'stacks' ? keep(value as RecordedStack, name) : value);
  };
  if (file === undefined || !readSealed(file, take)) return undefined;
  const parts = [...maps].filter(([, map]) => map.size > 0).map(([name, map]) => [name, Object.fromEntries(map)]);
  const record = { ...Object.fromEntries(values), ...Object.fromEntries(parts) } as Record<string, unknown>;
  return isRecord(record) ? ({ ...record, isSealed: true } as unknown as RecordOf<T>) : undefined;
}

/** A record that was changed, or that is none, as what it is. */
function asWhole<T>(output: Checkout, keep: (stack: RecordedStack, name: string) => T, fix: string): RecordOf<T> {
  const record = readJson(output, RECORD);
  if (!isRecord(record)) {
    throw new Trouble(`recordVersion ${show(record.recordVersion)}`, `recordVersion ${RECORD_VERSION}`, fix);
  }
  const { stacks, ...others } = record as unknown as SynthRecord;
  const kept = Object.entries(stacks).map(([name, stack]) => [name, keep(stack, name)]);
  return { ...others, stacks: Object.fromEntries(kept) as Record<string, T>, isSealed: isSealed(record) };
}

function isRecord(record: Record<string, unknown>): boolean {
  return record.recordVersion === RECORD_VERSION && isPlainObject(record.stacks) && isPlainObject(record.files);
}
