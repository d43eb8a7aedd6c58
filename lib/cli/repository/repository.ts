import { posix } from 'node:path';
import { show, showPath } from '../../core/problems';
import { describeChanges } from '../changes';
import type { Change } from '../changes';
import { Checkout } from '../checkout';
import { decide, Status } from '../decide';
import type { Consent } from '../decide';
import { sameText } from '../gitops/layout';
import { keepApart } from '../keep-apart';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { applyAlone } from './apply-alone';
import { checkChoices, checkReason, choicesOf, refuseEdited } from './decisions';
import type { Decisions } from './decisions';
import { FORMATS } from './formats';
import { pathsOf, planRepository } from './plan';
import type { Plan } from './plan';
import { readState, STATE_FILE, stateText } from './state';
import type { RepositoryState } from './state';
import { readWanted } from './wanted';
import type { Wanted } from './wanted';

/** The options of `golden-path repository`. */
export interface RepositoryOptions extends Consent, Decisions {
  readonly checkout: string;
  /** The output folder of the synth. */
  readonly from: string;
  /** The service whose repository it is, or `platform`. */
  readonly service?: string;
  /** Whether edited files stay as they are, undecided, while all others are written. */
  readonly skipEdited?: boolean;
  /** Whether to compare only. */
  readonly check?: boolean;
  /** One of the names of FORMATS. */
  readonly format: string;
}

/** Carries the files of one repository into a checkout of it. */
export async function repository(options: RepositoryOptions, output: Output): Promise<Status> {
  const refusal = new Refusal('golden-path repository');
  checkReason(options, refusal);
  const checkout = refusal.attempt(showPath(options.checkout), () => Checkout.at(options.checkout, 'clone the repository there'));
  if (checkout) keepApart(checkout, options.from, 'the repository', refusal);
  const found = checkout && refusal.attempt(STATE_FILE, () => ({ state: readState(checkout), text: checkout.read(STATE_FILE) }));
  const wanted = found && readWanted(options.from, options.service, found.state, refusal);
  refusal.throwIfAny();
  const known = pathsOf(wanted!, found!.state);
  const current = textsOf(checkout!, known, wanted!, refusal);
  const choices = choicesOf(options);
  checkChoices(choices, known, current, refusal);
  refusal.throwIfAny();
  const plan = planRepository(wanted!, found!.state, current, choices);
  const report = withState(plan, found!.text);
  output.print(FORMATS[options.format]({ ...report, repository: wanted!.repository, version: wanted!.version }));
  const told = options.format === 'text' ? output : quiet(output);
  if (options.skipEdited !== true) refuseEdited(plan.edited, refusal);
  if (options.check === true || refusal.hasProblems) told.print(report.changes.length > 0 ? describeChanges(report.changes) : '');
  refusal.throwIfAny();
  if (options.check) return checked(report.changes, output);
  const target = { apply: (changes: readonly Change[]) => applyAlone(checkout!, changes, found!.text) };
  return decide(report.changes, target, options, told);
}

/** A plan with the change of the state, which is written last: an interrupted run is continued by the next one. */
function withState(plan: Plan, before: string | undefined): Plan {
  const after = stateText(plan.state);
  if (before === undefined ? isEmpty(plan.state) : sameText(before, after)) return plan;
  return { ...plan, changes: [...plan.changes, { path: STATE_FILE, before, after, quiet: true }] };
}

function isEmpty({ given, kept, managed }: RepositoryState): boolean {
  return given.size + kept.size + managed.size === 0;
}

/** The texts of the files that exist in the checkout. */
function textsOf(checkout: Checkout, files: readonly string[], wanted: Wanted, refusal: Refusal): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const twin = () => twinOf(file, files, checkout, wanted);
    const text = refusal.attempt(file, () => checkout.read(file) ?? twin());
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

/** A file whose name differs only in case is the same one on Windows and macOS. */
function twinOf(file: string, files: readonly string[], checkout: Checkout, { given, managed }: Wanted): string | undefined {
  const folder = posix.dirname(file);
  const names = checkout.list(folder === '.' ? '' : folder).map((name) => posix.join(folder, name));
  const twin = names.find((name) => name !== file && name.toLowerCase() === file.toLowerCase());
  if (twin === undefined || files.includes(twin)) return undefined;
  if (given.has(file)) return checkout.read(twin);
  if (!managed.has(file)) return undefined;
  throw new Trouble(`the file ${show(twin)}, whose name differs only in case`, 'one file of this name', `rename it to ${show(file)}`);
}

function checked(changes: readonly Change[], output: Output): Status {
  if (changes.length === 0) return Status.DONE;
  output.complain('The repository does not match the synth. Run golden-path repository without --check.\n');
  return Status.REFUSED;
}

/** The output of a command whose result is for a program. */
function quiet(output: Output): Output {
  return { ...output, print: () => undefined, complain: (text) => output.complain(text) };
}
