import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from './diagnostics';
import { TerraformError } from './diagnostics';
import { OfflineTerraform } from './offline-terraform';
import type { TerraformPlan } from './plan-json';
import { readStack } from './work-folder';

/** What Terraform would do for one stack. */
export interface CheckedStack {
  readonly stack: string;
  readonly plan: TerraformPlan;
  /** Addresses of all that would be created, sorted. */
  readonly creates: readonly string[];
}

/**
 * Validates and plans every stack under `<outdir>/stacks`, and writes nothing there.
 *
 * @throws TerraformError with the problems of all stacks, each with the stack that it is in
 */
export async function checkStacks(outdir: string): Promise<CheckedStack[]> {
  const folder = join(outdir, 'stacks');
  const names = (await readdir(folder)).sort();
  const terraform = await OfflineTerraform.start(await Promise.all(names.map(async (name) => readStack(join(folder, name)))));
  const checked: CheckedStack[] = [];
  const problems: Diagnostic[] = [];
  try {
    // One after the other: each command keeps a core busy.
    for (const name of names) {
      try {
        checked.push(await checkStack(terraform, name, join(folder, name)));
      } catch (error) {
        if (!(error instanceof TerraformError)) throw error;
        problems.push(...error.diagnostics.map((each) => ({ ...each, address: [name, each.address].filter(Boolean).join(': ') })));
      }
    }
  } finally {
    terraform.stop();
  }
  if (problems.length > 0) throw new TerraformError(`terraform refuses stacks of ${outdir}`, problems);
  return checked;
}

async function checkStack(terraform: OfflineTerraform, stack: string, folder: string): Promise<CheckedStack> {
  await terraform.validate(folder);
  const plan = await terraform.plan(folder);
  const created = (plan.resource_changes ?? []).filter(({ change }) => change.actions.includes('create'));
  return { stack, plan, creates: created.map(({ address }) => address).sort() };
}
