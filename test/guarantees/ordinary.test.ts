import type { GoldenPathError } from '../../lib/core/errors';
import { describeWithTerraform, planTogether, TerraformError } from '../support/terraform';
import type { StackJson } from '../support/terraform';
import { ORDINARY } from './ordinary';
import type { Ordinary } from './ordinary/entry';
import { outcomeOf, STACK_ID } from './service-app';
import type { Outcome } from './service-app';

/** How many stacks one run of Terraform plans: more of them take more memory, fewer take more time. */
const BATCH = 50;

const run = ({ write, reason }: Ordinary, given: boolean): Outcome =>
  outcomeOf(({ stack, service, app }) => write(stack, service, app, given ? reason : undefined));

/** What a reader of the test's output has to know of a refusal. */
function told({ refused, crashed }: Outcome): string {
  return (refused as GoldenPathError | undefined)?.message ?? crashed?.stack ?? 'it was written';
}

/** Each entry as it is accepted: with its reason, where it has one. */
const accepted = new Map(ORDINARY.map((entry) => [entry.name, run(entry, true)]));

describe('what product teams write on an ordinary day', () => {
  test('is a corpus of 200 entries at least, each of another name', () => {
    expect(new Set(ORDINARY.map(({ name }) => name)).size).toBe(ORDINARY.length);
    expect(ORDINARY.length).toBeGreaterThanOrEqual(200);
  });

  test.each(ORDINARY)('$name', ({ name }) => {
    const outcome = accepted.get(name)!;
    if (!outcome.written) throw new Error(`A false alarm: "${name}" is refused\n${told(outcome)}`);
    expect(outcome.written.stacks).toHaveProperty(STACK_ID);
  });

  test('is counted', () => {
    const [marked, plain] = [ORDINARY.filter(({ reason }) => reason), ORDINARY.filter(({ reason }) => !reason)];
    const asked = marked.filter((entry) => run(entry, false).refused);
    const alarms = ORDINARY.filter(({ name }) => !accepted.get(name)!.written);
    const lines = [
      `${ORDINARY.length} ordinary entries: ${plain.filter(({ name }) => accepted.get(name)!.written).length} pass without a reason,`,
      `${asked.length} of ${marked.length} that are marked are asked for one, ${alarms.length} are refused.`,
      ...alarms.map(({ name }) => `\n${name}\n${told(accepted.get(name)!).replace(/^/gm, '    ')}`),
    ];
    console.info(lines.join('\n'));
    expect(alarms.map(({ name }) => name)).toEqual([]);
  });
});

describeWithTerraform('what Terraform says of the ordinary entries', () => {
  const planned = ORDINARY.filter(({ name, unplanned }) => !unplanned && accepted.get(name)!.written);
  const batches = Array.from({ length: Math.ceil(planned.length / BATCH) }, (_, at) => planned.slice(at * BATCH, (at + 1) * BATCH));

  test.each(batches.map((batch, at) => ({ batch, at })))('plans batch $at', async ({ batch, at }) => {
    const names = batch.map((_, index) => `entry-${at * BATCH + index}`);
    const stacks = batch.map(({ name }) => accepted.get(name)!.written!.stacks[STACK_ID] as StackJson);
    const plans = await planTogether(Object.fromEntries(names.map((name, index) => [name, withoutRootBlocks(stacks[index])]))).catch(
      (error: Error) => { throw explained(error, batch, at); },
    );
    expect(names.filter((name) => plans[name].length < 10)).toEqual([]);
  });

  test('says which entries it cannot plan here, and why', () => {
    const unplanned = ORDINARY.filter((entry) => entry.unplanned);
    console.info(unplanned.map(({ name, unplanned: why }) => `Not planned: ${name}: ${why}`).join('\n'));
    expect(unplanned.length).toBeLessThan(ORDINARY.length / 20);
  });
});

/** Import blocks stand in root modules alone, and here every stack is a module of one root. */
function withoutRootBlocks(stack: StackJson): StackJson {
  return { ...stack, import: undefined } as StackJson;
}

/** Terraform knows the entries by their numbers. */
function explained(error: Error, batch: readonly Ordinary[], at: number): Error {
  if (!(error instanceof TerraformError)) return error;
  const text = error.message.replace(/entry-(\d+)/g, (_, index: string) => `"${batch[Number(index) - at * BATCH].name}"`);
  return new Error(text);
}
