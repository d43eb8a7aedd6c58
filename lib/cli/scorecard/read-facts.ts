import { WrongShape } from '../../reports/client/shape';
import type { Fact, GivenFacts, Missing } from '../../reports/facts/facts';
import { readLine } from '../../reports/facts/ndjson';
import type { Line } from '../../reports/facts/ndjson';
import { Trouble } from '../refusal';
import { readText } from './config-file';

/** Reads a file of JSON lines. Throws Trouble at the first line that is no fact. */
export function readFacts(file: string): GivenFacts {
  const facts: Fact[] = [];
  const missing: Missing[] = [];
  for (const [index, text] of readText(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = parsed(text, index + 1);
    if (line.fact === 'missing') missing.push({ where: line.where, what: line.what, why: line.why });
    else facts.push(line);
  }
  return { facts, missing };
}

function parsed(text: string, number: number): Line {
  try {
    return readLine(JSON.parse(text));
  } catch (error) {
    const why = error instanceof WrongShape ? `: ${error.message}` : '';
    throw new Trouble(`line ${number}, which is no fact${why}`, 'lines of golden-path dora --format ndjson', 'write the facts again');
  }
}
