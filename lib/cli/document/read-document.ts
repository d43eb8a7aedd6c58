import * as fs from 'node:fs';
import { GoldenPathError } from '../../core/errors';
import type { Problem } from '../../core/problems';
import type { DocumentNode } from './node';
import { isScore, scoreDocument } from './score/score';
import { readSource } from './source';

/** Reads a file as the document of a service; a Score file becomes one. Throws `InvalidProps` with all that is wrong with its form. */
export function readDocument(file: string, where: string): DocumentNode {
  const { root, problems } = readSource(file, textOf(file));
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
function textOf(file: string): string {
  const bytes = fs.readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return '\0';
  }
}
