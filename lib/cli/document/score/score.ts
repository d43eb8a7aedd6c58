import type { Problem } from '../../../core/problems';
import type { DocumentNode } from '../node';
import { valueAt } from '../node';

export function isScore(root: DocumentNode): boolean {
  return valueAt(root, 'apiVersion') !== undefined;
}

export function scoreDocument(root: DocumentNode): { root: DocumentNode; problems: Problem[] } {
  return { root, problems: [] };
}
