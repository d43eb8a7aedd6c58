import * as fs from 'node:fs';
import { showPath } from '../core/problems';
import { isWithin } from '../output/is-within';
import type { Checkout } from './checkout';
import type { Refusal } from './refusal';

/** Rejects a checkout inside the output, which would be read and written at the same time. */
export function keepApart(checkout: Checkout, from: string, repository: string, refusal: Refusal): void {
  if (!fs.existsSync(from)) return;
  if (!isWithin(fs.realpathSync(from), checkout.root)) return;
  const allowed = `a checkout of ${repository}`;
  const fix = `pass the folder into which ${repository} was cloned`;
  refusal.add({ path: showPath(checkout.root), got: 'a folder in the output of the synth', allowed, fix });
}
