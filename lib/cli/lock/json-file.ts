import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Checkout } from '../checkout';
import { Trouble } from '../refusal';

/** The JSON object in a file of the output. Throws Trouble if the file does not exist or is not JSON. */
export function readJson(output: Checkout, file: string): Json {
  const text = output.read(file);
  const fix = 'run npm run synth again; if it does not write this file, use the same version of the library and of this command';
  if (text === undefined) throw new Trouble('nothing', 'a file that the synth writes', fix);
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
  } catch (error) {
    throw new Trouble(`invalid JSON: ${show((error as Error).message)}`, 'a file that the synth writes', fix);
  }
  throw new Trouble('something other than a JSON object', 'a file that the synth writes', fix);
}
