// Compares the plans of rendered modules with those of their constructs, and prints the outcome as a step of a report gives it back.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { MODULES } from '../../../lib/modules/kinds';
import { deriveModule } from '../../../lib/modules/module';
import type { DerivedModule } from '../../../lib/modules/module';
import { moduleFiles } from '../../../lib/modules/module-files';
import { OfflineTerraform } from '../../referees/terraform';
import type { StackJson } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import type { Outcome } from '../crossplane/outcome';
import { outcomeOf } from '../crossplane/outcome';
import { needTerraform } from '../guarantees/need-terraform';
import { FAULTS, SHOWING } from './faults';
import { inputsOf } from './inputs';
import { tryMoves } from './moves';
import { comparePlans, compareRefusals } from './plans';
import type { Refused, Subject, Taken } from './plans';
import { PLATFORMS } from './platforms';
import { tryDestroy, tryUses } from './uses';
import { judge } from './verdict';
import { copyModule, writeFiles } from './workspace';

/** How many inputs each module of a platform gets. */
const INPUTS: Readonly<Record<string, number>> = { acme: 40, shop: 24, tiny: 6 };

/** What a comparison found, and of how many inputs. */
interface Compared {
  readonly problems: readonly string[];
  readonly plans: number;
  readonly refusals: number;
}

/** How many inputs a module gets, and the types of resources that it has. */
interface Sampled {
  readonly derived: DerivedModule;
  readonly count: number;
  readonly types: StackJson;
}

const [, , , factor = '1', seed = String(Date.now() % 2 ** 31)] = process.argv;

async function outcome(): Promise<Outcome> {
  try {
    needTerraform();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (root) => {
    const compared: Compared[] = [];
    const subjects = subjectsIn(root);
    for (const subject of subjects) compared.push(await compare(subject));
    const [plans, refusals] = [sumOf(compared.map((each) => each.plans)), sumOf(compared.map((each) => each.refusals))];
    const problems = compared.flatMap((each) => each.problems);
    problems.push(...await inUse(join(root, 'acme'), subjects.map(({ derived }) => derived)), ...await missedFaults(join(root, 'acme')));
    const note = [
      `${plans} plans equal the construct's`,
      `${refusals} inputs refused by both`,
      `${FAULTS.length} planted faults`,
      `seed ${seed}`,
    ].join(', ');
    return outcomeOf(plans + refusals + FAULTS.length, problems, note);
  });
}

/** Every module of every platform, rendered. */
function subjectsIn(root: string): (Subject & Sampled)[] {
  return Object.entries(PLATFORMS).flatMap(([name, platform]) => MODULES.map((kind) => {
    const folder = join(root, name, kind.name);
    const derived = deriveModule(kind, platform);
    writeFiles(folder, moduleFiles(derived));
    const { samples } = derived;
    const resource = Object.assign({}, ...samples.map(({ resources }) => resources)) as StackJson['resource'];
    const types = { resource, terraform: samples[0].terraform };
    return { kind, platform, folder, derived, count: Math.ceil(INPUTS[name] * Number(factor)), types };
  }));
}

async function compare(subject: Subject & Sampled): Promise<Compared> {
  const { kind, platform, count, folder, types } = subject;
  const inputs = fc.sample(inputsOf(kind.name, platform), { numRuns: count, seed: Number(seed) });
  const { taken, refused } = judged(subject, inputs);
  const problems = await withTerraform([{ stack: types }], async (terraform) => [
    ...await terraform.checkModule(folder),
    ...await comparePlans(terraform, subject, taken),
    ...await compareRefusals(terraform, subject, refused),
  ]);
  return { problems, plans: taken.length, refusals: refused.length };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function judged({ kind, platform }: Subject, inputs: readonly Taken['inputs'][]): { taken: Taken[]; refused: Refused[] } {
  const [taken, refused] = [[] as Taken[], [] as Refused[]];
  for (const each of inputs) {
    const verdict = judge(kind, platform, each);
    if ('stack' in verdict) taken.push({ inputs: each, stack: verdict.stack });
    else refused.push({ inputs: each, problems: verdict.refused });
  }
  return { taken, refused };
}

async function withTerraform<T>(taken: readonly Pick<Taken, 'stack'>[], action: (terraform: OfflineTerraform) => Promise<T>): Promise<T> {
  const terraform = await OfflineTerraform.start(taken.map(({ stack }) => stack));
  try {
    return await action(terraform);
  } finally {
    terraform.stop();
  }
}

/** The modules as teams call them. */
async function inUse(folder: string, modules: readonly DerivedModule[]): Promise<string[]> {
  const stacks = MODULES.flatMap((kind) => showing(kind.name).taken);
  const more = { stack: { resource: { aws_iam_role_policy_attachment: {} }, data: { aws_iam_policy: {} } } };
  return withTerraform([...stacks, more], async (terraform) => [
    ...await tryUses(terraform, folder),
    ...await tryDestroy(terraform, folder),
    ...await tryMoves(terraform, modules),
  ]);
}

function showing(name: string): { kind: (typeof MODULES)[number]; taken: Taken[]; refused: Refused[] } {
  const kind = MODULES.find((each) => each.name === name)!;
  return { kind, ...judged({ kind, platform: PLATFORMS.acme, folder: '' }, SHOWING[name] as unknown as Taken['inputs'][]) };
}

/** Plants each fault into a copy of the module, which has to differ then. */
async function missedFaults(folder: string): Promise<string[]> {
  const missed: string[] = [];
  for (const { module, file, from, to } of FAULTS) {
    await inWorkFolder(async (work) => {
      copyModule(join(folder, module), work, module);
      const target = join(work, module, file);
      const text = readFileSync(target, 'utf8');
      writeFileSync(target, text.replaceAll(from, to));
      const { kind, taken, refused } = showing(module);
      const subject = { kind, platform: PLATFORMS.acme, folder: join(work, module) };
      // The module's own postconditions may find it first.
      const found = await withTerraform(taken, async (terraform) => [
        ...await comparePlans(terraform, subject, taken),
        ...refused.length === 0 ? [] : await compareRefusals(terraform, subject, refused),
      ]).catch((error: unknown) => [String(error)]);
      if (!text.includes(from)) missed.push(`${module}/${file} has no ${from}`);
      else if (found.length === 0) missed.push(`${module}/${file}: nothing finds that ${from} became ${to}`);
    });
  }
  return missed;
}

outcome().then((result) => console.log(JSON.stringify(result)), (error: unknown) => {
  console.error(String((error as Error).stack).slice(0, 5000));
  process.exitCode = 1;
});
