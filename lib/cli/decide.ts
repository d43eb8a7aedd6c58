import type { Change } from './changes';
import { describeChanges } from './changes';
import type { Checkout } from './checkout';
import type { Output } from './output';

/** The exit status of a command. */
export enum Status {
  DONE = 0,
  REFUSED = 1,
  WRONG_USAGE = 2,
  /** What was printed lacks something, which it names. */
  PARTIAL = 3,
}

/** The options that decide whether to write. */
export interface Consent {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Shows the changes, and writes them after the user agreed on the command line or at the terminal. */
export async function decide(
  changes: readonly Change[],
  checkout: Pick<Checkout, 'apply'>,
  consent: Consent,
  output: Output,
): Promise<Status> {
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
    output.complain(
      'Nothing was written, because there is no terminal to ask at. Pass --yes to write, or --dry-run to only show the changes.\n',
    );
    return Status.WRONG_USAGE;
  }
  if (!consent.yes && !(await output.confirm('Write these changes?'))) {
    output.complain('Nothing was written.\n');
    return Status.REFUSED;
  }
  checkout.apply(changes);
  output.print('Written. Commit it and open a pull request.\n');
  return Status.DONE;
}
