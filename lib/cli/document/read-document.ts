import * as fs from 'node:fs';
import { GoldenPathError } from '../../core/errors';
import type { Problem } from '../../core/problems';
import type { DocumentNode } from './node';
import { isScore, scoreDocument } from './score/score';
import { readSource } from './source';

/** Reads a file as the document of a service; a Score file becomes one. Throws `InvalidProps` with all that is wrong with its form. */
export function readDocument(file: string, where: string): DocumentNode {
  const { root, problems } = readSource(file, textOf(file, where));
  refuseAll(where, problems);
  if (!isScore(root!)) return root!;
  const score = scoreDocument(root!);
  refuseAll(where, score.problems);
  return score.root;
}

export function refuseAll(where: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new GoldenPathError('InvalidProps', where, problems);
}

/** The text of a file. A byte that is not UTF-8 becomes a character that no document may have. */
function textOf(file: string, where: string): string {
  const bytes = bytesOf(file, where);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return '\0';
  }
}

/** Why a file cannot be read, by the code of the operating system. */
const UNREADABLE: Readonly<Record<string, Pick<Problem, 'got' | 'fix'>>> = {
  ENOENT: { got: 'no file', fix: 'correct the name' },
  EISDIR: { got: 'a folder', fix: 'name the file in it' },
  EACCES: { got: 'a file that cannot be read', fix: 'make it readable' },
};

function bytesOf(file: string, where: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    const reason = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason) refuseAll(where, [{ path: file, allowed: 'a document that describes a service', ...reason }]);
    throw error;
  }
}
