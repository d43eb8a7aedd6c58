import { canonical } from '../../core/canonical';
import { toYaml } from '../../core/yaml';
import type { Retirement } from '../../output/retired';
import { valueOf, yamlDocument } from '../gitops/yaml-text';
import { Trouble } from '../refusal';

/** An entry for data that may be removed, with its address. */
export interface Line extends Retirement {
  readonly key: string;
}

/**
 * Appends lines to a text and keeps every byte before them.
 *
 * Throws Trouble if they cannot be appended, for example after a flow mapping in braces.
 */
export function withLines(text: string, lines: readonly Line[]): string {
  if (lines.length === 0) return text;
  const added = Object.fromEntries(lines.map(({ key, what, reason, date }) => [key, { what, reason, date }]));
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const after = before + toYaml(added);
  if (isSame(after, { ...(valueOf(yamlDocument(text)) as object | undefined), ...added })) return after;
  throw new Trouble('a flow mapping, to which no line can be added', 'one key on each line', 'write the file without braces');
}

function isSame(text: string, expected: object): boolean {
  try {
    return canonical(valueOf(yamlDocument(text))) === canonical(expected);
  } catch (error) {
    if (error instanceof Trouble) return false;
    throw error;
  }
}
