import { isPlainObject } from '../../core/json';
import type { Fact } from '../../reports/facts/facts';
import { Trouble } from '../refusal';
import { readText } from './config-file';

const KINDS = ['deployment', 'change', 'incident'];

/** The facts of a file of JSON lines. Throws Trouble at the first line that is none. */
export function readFacts(file: string): readonly Fact[] {
  const lines = readText(file).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [factOf(line, index + 1)]));
}

function factOf(line: string, number: number): Fact {
  const value = parsed(line);
  if (isPlainObject(value) && KINDS.includes(String(value.fact)) && typeof value.service === 'string') return value as unknown as Fact;
  throw new Trouble(`line ${number}, which is no fact`, 'lines of golden-path dora --format ndjson', 'write the facts again');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
