import { ORDINARY } from '../../test/guarantees/ordinary';
import type { Ordinary } from '../../test/guarantees/ordinary/entry';
import { outcomeOf, STACK_ID } from '../../test/guarantees/service-app';
import { describeWithTerraform, planTogether, TerraformError } from '../referees/terraform';
import type { StackJson } from '../referees/terraform';

/** How many stacks one run of Terraform plans: more of them take more memory, fewer take more time. */
const BATCH = 50;

/** Each entry's stack; one that is refused is for the test beside this. */
const planned = ORDINARY.filter((entry) => !entry.unplanned).flatMap((entry) => {
  const { written } = outcomeOf(({ stack, service, app }) => entry.write(stack, service, app, entry.reason));
  return written ? [{ entry, stack: written.stacks[STACK_ID] as StackJson }] : [];
});

type Planned = (typeof planned)[number];

const nameOf = (index: number) => `entry-${index}`;

async function plan(batch: readonly Planned[]): ReturnType<typeof planTogether> {
  try {
    return await planTogether(Object.fromEntries(batch.map(({ stack }, index) => [nameOf(index), withoutRootBlocks(stack)])));
  } catch (error) {
    throw explained(error as Error, batch.map(({ entry }) => entry));
  }
}

/** Import blocks stand in root modules alone, and here every stack is a module of one root. */
function withoutRootBlocks(stack: StackJson): StackJson {
  return { ...stack, import: undefined } as StackJson;
}

/** Terraform knows the entries by their numbers. */
function explained(error: Error, entries: readonly Ordinary[]): Error {
  if (!(error instanceof TerraformError)) return error;
  return new Error(error.message.replace(/entry-(\d+)/g, (_, index: string) => `"${entries[Number(index)].name}"`));
}

/** The types that a stack declares and a plan does not have: nothing of them would be made. */
function lost({ stack }: Planned, made: readonly { readonly type: string }[]): string[] {
  const types = new Set(made.map(({ type }) => type));
  return Object.keys(stack.resource ?? {}).filter((type) => !types.has(type));
}

describeWithTerraform('what Terraform says of the ordinary entries', () => {
  const batches = Array.from({ length: Math.ceil(planned.length / BATCH) }, (_, at) => planned.slice(at * BATCH, (at + 1) * BATCH));

  test.each(batches.map((batch, index) => ({ batch, at: index + 1 })))(`plans batch $at of ${batches.length}`, async ({ batch }) => {
    const plans = await plan(batch);
    const faults = batch.map((each, index) => [each.entry.name, ...lost(each, plans[nameOf(index)])]).filter(({ length }) => length > 1);
    // One entry makes its queue only where it is wanted.
    expect(faults).toEqual(faults.filter(([name]) => name.endsWith('only there when it is wanted')));
  }, 300_000);

  test('refuses an entry that is no valid Terraform, by its name', async () => {
    const [{ entry, stack }] = planned;
    const broken = { ...stack, resource: { ...stack.resource, aws_sqs_queue: { Bad: { delay: 1 } } } };
    await expect(plan([{ entry, stack: broken }])).rejects.toThrow(`"${entry.name}"`);
  });

  test('names the entries that it cannot plan here, and why', () => {
    const unplanned = ORDINARY.filter((entry) => entry.unplanned);
    console.info(unplanned.map(({ name, unplanned: why }) => `Not planned: ${name}: ${why}`).join('\n'));
    expect(unplanned.length).toBeLessThan(ORDINARY.length / 20);
  });
});
