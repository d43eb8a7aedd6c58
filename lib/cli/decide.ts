import type { Change } from './changes';
import { describeChanges } from './changes';
import type { Checkout } from './checkout';
import type { Output } from './output';

/** How a command ends, as a shell sees it. */
export enum Status {
  DONE = 0,
  REFUSED = 1,
  WRONG_USAGE = 2,
}

/** Whether to write, as the command line says it. */
export interface Consent {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Shows the changes, and makes them once somebody agreed: on the command line, or at the terminal. */
export async function decide(changes: readonly Change[], checkout: Checkout, consent: Consent, output: Output): Promise<Status> {
  if (changes.length === 0) {
    output.print('Nothing changes.\n');
    return Status.DONE;
  }
  output.print(describeChanges(changes));
  if (consent.dryRun) {
    output.print('Nothing was written: this is a dry run.\n');
    return Status.DONE;
  }
  if (!consent.yes && !output.interactive) {
    output.complain('Nothing was written: there is no terminal to ask at. Pass --yes to write this, or --dry-run to only look.\n');
    return Status.WRONG_USAGE;
  }
  if (!consent.yes && !(await output.confirm('Write this?'))) {
    output.complain('Nothing was written.\n');
    return Status.REFUSED;
  }
  checkout.apply(changes);
  output.print('Written. Commit it and open a pull request.\n');
  return Status.DONE;
}
