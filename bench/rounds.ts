import type { Sample } from './measured/meter';

/** What is compared with each other: programs by the name of their side, each in a fresh process. */
export interface Case {
  readonly name: string;
  /** How many rounds it takes part in; slow ones need not be in all. */
  readonly rounds: number;
  readonly sides: Readonly<Record<string, () => Promise<Sample>>>;
}

/** The samples of a case's sides, in the order of the rounds. */
export type Sides = Readonly<Record<string, readonly Sample[]>>;

/**
 * Measures the cases round by round, the sides of a case at the same moment.
 *
 * One after the other they would meet different neighbours: two runs of the same program then differ by 10 to 20 % in CPU time on
 * a machine that does something else as well, and by 4 % where they run side by side.
 */
export async function measureInRounds(cases: readonly Case[], say: (progress: string) => void): Promise<ReadonlyMap<string, Sides>> {
  const measured = new Map<string, Record<string, Sample[]>>();
  const rounds = Math.max(...cases.map((one) => one.rounds));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, sides } of cases.filter((one) => round < one.rounds)) {
      const samples = await Promise.all(Object.values(sides).map((run) => run()));
      const soFar = measured.get(name) ?? Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
      Object.keys(sides).forEach((side, index) => soFar[side].push(samples[index]));
      measured.set(name, soFar);
      const times = samples.map(({ process: { wallMs } }) => `${(wallMs / 1000).toFixed(1)} s`);
      say(`round ${round + 1} of ${rounds}  ${name}: ${times.join(', ')}`);
    }
  }
  return measured;
}
