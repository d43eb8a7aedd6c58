import { ORDINARY } from './ordinary';
import type { Ordinary } from './ordinary/entry';
import { outcomeOf, STACK_ID, told } from './service-app';
import type { Outcome } from './service-app';

const run = ({ write, reason }: Ordinary, given: boolean): Outcome =>
  outcomeOf(({ stack, service, app }) => write(stack, service, app, given ? reason : undefined));

/** Each entry as it is accepted: with its reason, where it has one. */
const accepted = new Map(ORDINARY.map((entry) => [entry.name, run(entry, true)]));

test('the corpus has 200 entries at least, each of another name', () => {
  expect(new Set(ORDINARY.map(({ name }) => name)).size).toBe(ORDINARY.length);
  expect(ORDINARY.length).toBeGreaterThanOrEqual(200);
});

test.each(ORDINARY)('$name', ({ name }) => {
  const outcome = accepted.get(name)!;
  if (!outcome.written) throw new Error(`A false alarm: "${name}" is refused\n${told(outcome)}`);
  expect(outcome.written.stacks).toHaveProperty(STACK_ID);
});

test('false alarms are counted', () => {
  const [marked, plain] = [ORDINARY.filter(({ reason }) => reason), ORDINARY.filter(({ reason }) => !reason)];
  const isWritten = ({ name }: Ordinary) => accepted.get(name)!.written !== undefined;
  const asked = marked.filter((entry) => run(entry, false).refused);
  const alarms = ORDINARY.filter((entry) => !isWritten(entry));
  const lines = [
    `${ORDINARY.length} ordinary entries: ${plain.filter(isWritten).length} pass without a reason,`,
    `${asked.length} of ${marked.length} that are marked are asked for one, ${alarms.length} are refused.`,
    ...alarms.map(({ name }) => `\n${name}\n${told(accepted.get(name)!).replace(/^/gm, '    ')}`),
  ];
  console.info(lines.join('\n'));
  expect(alarms.map(({ name }) => name)).toEqual([]);
});

test('a refusal would be seen', () => {
  const wide: Ordinary = { name: 'wide', write: (_, service) => service.grant(['s3:*'], ['*']) };
  expect(told(run(wide, true))).toContain('actions by name, or a written reason');
});
