import { canonical } from '../../core/canonical';
import { toYaml } from '../../core/yaml';
import type { Retirement } from '../../output/retired';
import { valueOf, yamlDocument } from '../gitops/yaml-text';
import { Trouble } from '../refusal';

/** A line of what may go, with what names it. */
export interface Line extends Retirement {
  readonly key: string;
}

/**
 * The text with further lines at its end, and every byte before them as it was.
 *
 * Throws Trouble where they cannot be added at the end, as behind a map in braces.
 */
export function withLines(text: string, lines: readonly Line[]): string {
  if (lines.length === 0) return text;
  const added = Object.fromEntries(lines.map(({ key, what, reason, date }) => [key, { what, reason, date }]));
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const after = before + toYaml(added);
  if (isSame(after, { ...(valueOf(yamlDocument(text)) as object | undefined), ...added })) return after;
  throw new Trouble('a form that nothing can be added to', 'one key a line', 'write the file without braces around its lines');
}

function isSame(text: string, expected: object): boolean {
  try {
    return canonical(valueOf(yamlDocument(text))) === canonical(expected);
  } catch (error) {
    if (error instanceof Trouble) return false;
    throw error;
  }
}
