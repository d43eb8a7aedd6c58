// Has act and our own runner run one job of every workflow that we have, write or generate, compares what each step was started with, and
// prints the outcome as a step of a report gives it back: main.ts <output of a synth>.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Job, Step } from '../../../test/workflows/workflow-file';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { writeRepositories } from '../workflow-linters/repositories';
import { casesOf, ownCases, type Case } from './cases';
import { documentsOf } from './documents';
import { act, ours, type Run } from './runners';
import { stageOf, toldIn } from './stage';

const [output, only = ''] = process.argv.slice(2);

/** act waits more than it works. */
const LANES = 3;

const OWN = 'this repository';

/** What a job did, as its stand-ins told it. */
interface Done {
  readonly result: string;
  readonly told: readonly unknown[];
}

async function outcome(): Promise<Outcome> {
  let referee: Run;
  try {
    referee = act();
  } catch (error) {
    // A machine that cannot have it says nothing about our runner.
    return { notRun: (error as Error).message };
  }
  const problems: string[] = [];
  let [jobs, steps] = [0, 0];
  await inWorkFolder(async (folder) => {
    mkdirSync(join(folder, 'repositories'));
    const repositories = await writeRepositories(output, join(folder, 'repositories'));
    const cases = [...ownCases(), ...repositories.filter(({ name }) => name !== OWN).flatMap(casesOf)];
    const left = cases.filter(({ name }) => name.includes(only));
    const lane = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        const at = join(folder, String(jobs += 1));
        const theirs = await done(one, referee, join(at, 'act'));
        steps += theirs.told.length;
        problems.push(...differences(one, theirs, await done(one, ours, join(at, 'ours'))));
        const faulty = await done(planted(one), ours, join(at, 'planted'));
        if (isDeepStrictEqual(theirs, faulty)) problems.push(`${one.name}: a planted fault was not found`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  });
  return outcomeOf(jobs * 2, problems, `${jobs} jobs, ${steps} steps and programs, a planted fault in each`);
}

async function done(one: Case, run: Run, folder: string): Promise<Done> {
  const documents = documentsOf(one);
  const stage = stageOf(one, documents, folder);
  const result = await run(one, documents, stage).catch((error: Error) => `failure\n${error.message}`);
  return { result, told: toldIn(stage) };
}

function differences({ name }: Case, theirs: Done, own: Done): string[] {
  if (theirs.result !== 'success' || own.result !== 'success') return [`${name}: act: ${theirs.result}\nours: ${own.result}`];
  if (isDeepStrictEqual(theirs.told, own.told)) return [];
  const at = theirs.told.findIndex((each, index) => !isDeepStrictEqual(each, own.told[index]));
  const [first, second] = [theirs, own].map(({ told }) => JSON.stringify(told[at < 0 ? theirs.told.length : at]));
  return [`${name}: act told\n  ${first}\nand ours\n  ${second}`];
}

/** The same job with another value for one step, or else with a script that fails. A call without values and a skipped job change that. */
function planted(one: Case): Case {
  const job = one.workflow.jobs[one.job];
  return { ...one, workflow: { ...one.workflow, jobs: { ...one.workflow.jobs, [one.job]: { ...job, ...faultIn(one, job) } } } };
}

function faultIn({ isSkipped = false }: Case, { steps, with: inputs }: Job): Partial<Job> {
  if (isSkipped) return { if: '${{ always() }}' };
  if (inputs) return { with: withFault(inputs) };
  if (!steps) return { if: false };
  const at = steps.findIndex((step) => !isOwnCheckout(step) && [step.with, step.env].some(hasExpression));
  if (at < 0) return { steps: steps.map((step) => (step.run === undefined ? step : { ...step, run: 'exit 3' })) };
  const key = hasExpression(steps[at].with) ? 'with' : 'env';
  return { steps: steps.map((step, index) => (index === at ? { ...step, [key]: withFault(step[key]!) } : step)) };
}

function withFault(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(values);
  const name = names.find((each) => hasExpression({ [each]: values[each] })) ?? names[0];
  return { ...values, [name]: 'planted' };
}

function hasExpression(values: Readonly<Record<string, unknown>> = {}): boolean {
  return Object.values(values).some((value) => String(value).includes('${{'));
}

/** act copies the repository itself, and tells nobody. */
function isOwnCheckout({ uses, with: inputs }: Step): boolean {
  return uses?.startsWith('actions/checkout@') === true && inputs?.repository === undefined;
}

void outcome().then((result) => console.log(JSON.stringify(result)));
