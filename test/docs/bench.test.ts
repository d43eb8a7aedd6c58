import type { Sample } from '../../bench/measured/meter';
import { barTable, pageOf } from '../../bench/page';
import { measureInRounds } from '../../bench/rounds';
import { barsOf, met } from '../../bench/topic';
import type { Topic } from '../../bench/topic';

function sample(cpuMs: number): Sample {
  const use = { cpuMs, wallMs: cpuMs };
  return { work: use, process: use, peakMb: 1 };
}

function topic(rounds: number, fast: () => Promise<Sample>): Topic {
  return {
    heading: 'Speed',
    cases: [
      { name: 'fast', rounds, sides: { a: fast, b: async () => sample(10) } },
      { name: 'slow', rounds, apart: true, sides: { c: async () => sample(40) } },
    ],
    promises: [
      { promise: 'a of b', limit: 0.5, measure: (measured) => measured.of('fast', 'a')[0].work.cpuMs / measured.of('fast', 'b')[0].work.cpuMs },
      { promise: 'c', limit: 30, measure: (measured) => measured.of('slow', 'c').at(-1)!.work.cpuMs },
    ],
    section: () => 'how fast it is',
  };
}

const ENOUGH = 60 * 60_000;

test('the benchmark goes on when a program fails, and its limit counts as exceeded', async () => {
  const said: string[] = [];
  const failing = topic(3, async () => {
    throw new Error('no such program');
  });
  const measured = await measureInRounds(failing.cases, ENOUGH, (line) => said.push(line), () => undefined);
  const bars = barsOf([failing], measured);
  expect(bars.map(met)).toEqual([false, false]);
  expect(barTable(bars)).toContain('| a of b | 0.50 |  | NOT MEASURED |\n| c | 30.00 | 40.00 | MISSED |');
  expect(bars[0].reason).toBe("'fast' failed: no such program");
  expect(measured.of('slow', 'c')).toHaveLength(3);
  expect(said.filter((line) => line.includes('FAILED'))).toHaveLength(1);
});

test('the benchmark begins no round that would not end in time', async () => {
  const rounds: number[] = [];
  const measured = await measureInRounds(topic(7, async () => sample(4)).cases, 0, () => undefined, (soFar) => {
    rounds.push(soFar.of('fast', 'a').length);
  });
  expect(rounds).toEqual([1]);
  expect(barsOf([topic(7, async () => sample(4))], measured).map(met)).toEqual([true, false]);
});

test('a run replaces its own sections of the page and leaves the others', () => {
  const first = pageOf('', new Map([['Limits', 'of the usual run'], ['Many services', '5,000 of them']]));
  const second = pageOf(first, new Map([['Limits', 'of a later run']]));
  expect(second).toContain('## Limits\n\nof a later run\n\n## Many services\n\n5,000 of them\n\n## How it is measured\n');
  expect(second).not.toContain('of the usual run');
  expect(pageOf(second, new Map())).toBe(second);
});
