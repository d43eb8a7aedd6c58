import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/** The fields of an answer in JSON; what is no object has none. An error of the parser would quote the text, which may have a secret. */
export function fieldsOf(text: string): Json {
  try {
    const fields: unknown = JSON.parse(text);
    return isPlainObject(fields) ? fields : {};
  } catch {
    return {};
  }
}
