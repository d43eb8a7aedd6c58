import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import type { HoldingStacks } from '../../output/held-data';
import { isRetired, lossesOf, lostData } from '../../output/lost-data';
import { RETIRED_FILE } from '../../output/retired';
import type { Retired } from '../../output/retired';
import { Checkout } from '../checkout';
import { visible } from '../output';
import type { Refusal } from '../refusal';
import { readRetired } from '../retired';
import { line, oneLine } from './difference';
import type { SynthesisedStack } from './synthesised';

/** The data that may be lost according to the file beside a lock; empty if it is invalid, which is added to the refusal. */
export function retiredBeside(lock: string, refusal: Refusal): Retired {
  const folder = path.dirname(lock);
  if (!fs.existsSync(folder)) return new Map();
  const at = showPath(path.join(folder, RETIRED_FILE));
  return refusal.attempt(at, () => readRetired(Checkout.at(folder, 'create the folder first'), RETIRED_FILE)) ?? new Map();
}

/**
 * Rejects the loss of data in production, unless an entry allows it.
 *
 * @returns a line for each loss that is allowed
 */
export function keepData(
  before: HoldingStacks,
  stacks: readonly SynthesisedStack[],
  retired: Retired,
  refusal: Refusal,
): string[] {
  const after = new Map(stacks.map((stack) => [stack.name, stack]));
  for (const problem of lostData(before, after, retired)) refusal.add(problem);
  return lossesOf(before, after)
    .filter((loss) => !loss.production || isRetired(loss, retired))
    .map((loss) => {
      const why = isRetired(loss, retired) ? `because '${retired.get(loss.key)!.reason}' (${retired.get(loss.key)!.date})` : loss.fate;
      return visible(line('loses', `${oneLine(loss.key)}: ${oneLine(loss.what)}, ${oneLine(why)}`));
    });
}
