import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Checkout } from '../checkout';
import { Trouble } from '../refusal';

/** The object that a file of the output holds. Throws Trouble where it is not there, or is no JSON. */
export function readJson(output: Checkout, file: string): Json {
  const text = output.read(file);
  const fix = 'run cdktf synth again; where it writes no such file, align the versions of the library and of this command';
  if (text === undefined) throw new Trouble('nothing', 'a file that the synth writes', fix);
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
  } catch (error) {
    throw new Trouble(`no JSON: ${show((error as Error).message)}`, 'a file that the synth writes', fix);
  }
  throw new Trouble('no JSON object', 'a file that the synth writes', fix);
}
