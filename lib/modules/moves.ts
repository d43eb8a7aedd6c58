import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import { argument, block, comment } from './hcl/body';
import type { Item } from './hcl/body';
import { raw } from './hcl/expression';
import type { ModuleName } from './systems';

/** A resource of a module, by its address in earlier versions and by the one that it has now. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * The resources of each module whose address has changed since a release. An entry stays for ever: a team may skip any number of
 * versions. A resource that `_kept` protects in production has an entry for each of its two addresses.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
 */
export const MOVES: Readonly<Record<ModuleName, readonly Move[]>> = {
  'microservice-infra': [],
  'postgres-database': [],
  'object-bucket': [],
};

/** The `moved` blocks of a module. Throws for a move that ends nowhere, or begins at a resource that is there. */
export function moveItems(moves: readonly Move[], resources: readonly Item[]): Item[] {
  const addresses = resources.flatMap((item) => (item.kind === 'block' && item.type === 'resource' ? [item.labels.join('.')] : []));
  const problems = moves.flatMap((move) => problemsWith(move, moves, addresses));
  if (problems.length > 0) throw new GoldenPathError('RefusedByCommand', 'module', problems);
  if (moves.length === 0) return [];
  return [
    comment('Resources that had another address in earlier versions.'),
    ...moves.map(({ from, to }) => block('moved', [], [argument('from', raw(from)), argument('to', raw(to))])),
  ];
}

function problemsWith({ from, to }: Move, moves: readonly Move[], addresses: readonly string[]): Problem[] {
  const path = `moved ${from}`;
  const problems: Problem[] = [];
  if (addresses.includes(from)) {
    problems.push({ path, got: 'a resource that is there', allowed: 'an address of earlier versions', fix: 'remove the move' });
  }
  if (!addresses.includes(to) && !moves.some((other) => other.from === to)) {
    problems.push({ path, got: to, allowed: 'a resource of the module, or the beginning of another move', fix: 'name the address of now' });
  }
  return problems;
}
