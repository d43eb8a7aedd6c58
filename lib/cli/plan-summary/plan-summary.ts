import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { Checkout } from '../checkout';
import { Status } from '../decide';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import type { Plan } from './plan';
import { withoutPlan } from './plan';
import { planOfJson } from './plan-json';
import { planOfText } from './plan-text';
import { renderSummary } from './render';

/** The comment by which a workflow finds its earlier summary. */
export const MARKER = 'golden-path:plan';

/** The options of `golden-path plan-summary`. */
export interface PlanSummaryOptions {
  /** The folder with the plans. */
  readonly folder: string;
  readonly marker: string;
}

/** The reader of each kind of file, the most detailed first. */
const READERS: readonly (readonly [string, (text: string) => Plan])[] = [
  ['.json', planOfJson],
  ['.txt', planOfText],
];

/** Prints a summary of the plans in a folder, for a comment on a pull request. */
export function planSummary({ folder, marker }: PlanSummaryOptions, output: Output): Status {
  const refusal = new Refusal('golden-path plan-summary');
  const plans = refusal.attempt(showPath(folder), () => Checkout.at(folder, 'pass the folder that contains the plans'));
  const found = plans && refusal.attempt(showPath(folder), () => plans.files(''));
  refusal.throwIfAny();
  const files = found!.filter((file) => READERS.some(([ending]) => file.endsWith(ending)));
  const stacks = [...new Set(files.map((file) => file.slice(0, -path.extname(file).length)))];
  output.print(
    renderSummary(
      stacks.map((stack) => ({ stack, ...planOf(plans!, stack) })),
      marker,
    ),
  );
  return Status.DONE;
}

/** The plan of a stack from its JSON, from its text if the JSON is not a plan, or the reason why neither can be read. */
function planOf(folder: Checkout, stack: string): Plan {
  let trouble: string | undefined;
  for (const [ending, read] of READERS) {
    if (!fs.existsSync(path.join(folder.root, `${stack}${ending}`))) continue;
    try {
      return read(folder.read(`${stack}${ending}`) ?? '');
    } catch (error) {
      trouble ??= whyUnread(error, ending);
    }
  }
  return withoutPlan(trouble!);
}

/** The reason, without the parser's message, which may quote the file. */
function whyUnread(error: unknown, ending: string): string {
  if (error instanceof Trouble) return `its ${ending.slice(1)} file contains ${error.got}`;
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return `its ${ending.slice(1)} file cannot be read: ${(error as NodeJS.ErrnoException).code}`;
}
