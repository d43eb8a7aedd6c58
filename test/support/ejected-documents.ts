import type { GoldenPathError } from '../../lib/core/errors';
import { toYaml } from '../../lib/core/yaml';
import { DOCUMENT } from './arbitrary-documents';
import { documentFile, ejected, rendered, synthesised } from './service-documents';

export const EJECTED = DOCUMENT;

/** Whether a document and its program give the same, byte by byte, or are both refused. Throws if they differ. */
export function sameAfterEject(document: Record<string, unknown>): 'refused' | 'same' {
  const file = documentFile(toYaml(document));
  let before: Record<string, string>;
  try {
    before = rendered(file);
  } catch (error) {
    if ((error as GoldenPathError).name !== 'GoldenPathError') throw error;
    return 'refused';
  }
  const program = ejected(file);
  const after = synthesised(program);
  const different = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
  if (different.length > 0) throw new Error(`${different.join(', ')} differ:\n${toYaml(document)}\n${program}`);
  return 'same';
}
