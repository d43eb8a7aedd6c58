import type { Sample } from './measured/meter';

/** What is compared with each other: programs by the name of their side, each in a fresh process. */
export interface Case {
  readonly name: string;
  /** How many rounds it takes part in; slow ones need not be in all. */
  readonly rounds: number;
  readonly sides: Readonly<Record<string, () => Promise<Sample>>>;
  /** Whether each side has the machine to itself; without it, the sides of a round run at the same moment. */
  readonly apart?: boolean;
}

/** The samples of the cases, and why there are none. */
export class Measured {
  private readonly samples = new Map<string, Sample[]>();
  private readonly failures = new Map<string, string>();

  public add(name: string, side: string, sample: Sample): void {
    const key = keyOf(name, side);
    this.samples.set(key, [...this.samples.get(key) ?? [], sample]);
  }

  public fail(name: string, reason: string): void {
    this.failures.set(name, reason);
  }

  public hasFailed(name: string): boolean {
    return this.failures.has(name);
  }

  /** The samples of a side, in the order of the rounds. */
  public of(name: string, side: string): readonly Sample[] {
    const samples = this.samples.get(keyOf(name, side));
    if (samples) return samples;
    throw new Error(this.failures.get(name) ?? `'${name}' is not measured yet`);
  }
}

/**
 * Measures the cases round by round, the sides of a case at the same moment. A case that fails takes no part in further rounds.
 *
 * One after the other they would meet different neighbours: two runs of the same program then differ by 10 to 20 % in CPU time on
 * a machine that does something else as well, and by 4 % where they run side by side.
 *
 * @param budgetMs no round is begun that would end later, except for the first one
 */
export async function measureInRounds(
  cases: readonly Case[], budgetMs: number, say: (progress: string) => void, afterRound: (measured: Measured) => void,
): Promise<Measured> {
  const measured = new Measured();
  const lasted = new Map<string, number>();
  const rounds = Math.max(...cases.map((one) => one.rounds));
  for (let round = 0; round < rounds; round += 1) {
    const ofRound = cases.filter((one) => round < one.rounds && !measured.hasFailed(one.name));
    const expected = ofRound.reduce((sum, { name }) => sum + (lasted.get(name) ?? 0), 0);
    if (round > 0 && performance.now() + expected > budgetMs) {
      say(`no further rounds: the next one takes ${(expected / 1000).toFixed(0)} s, and would not end in time`);
      break;
    }
    for (const one of ofRound) {
      const started = performance.now();
      say(`round ${round + 1} of ${rounds}  ${one.name}: ${await measureOnce(one, measured)}`);
      lasted.set(one.name, performance.now() - started);
    }
    afterRound(measured);
  }
  return measured;
}

/** Measures a case's sides once, and says what they took. */
async function measureOnce(one: Case, measured: Measured): Promise<string> {
  try {
    const samples = one.apart ? await inTurn(one.sides) : await together(one.sides);
    return samples.map(([side, sample]) => {
      measured.add(one.name, side, sample);
      return `${side} ${figures(sample)}`;
    }).join('; ');
  } catch (error) {
    measured.fail(one.name, `'${one.name}' failed: ${(error as Error).message}`);
    return `FAILED\n${(error as Error).message}`;
  }
}

function figures({ peakMb, process: { cpuMs, wallMs } }: Sample): string {
  const memory = Number.isNaN(peakMb) ? '' : `, ${peakMb.toFixed(0)} MB`;
  const cpu = Number.isNaN(cpuMs) ? '' : `${(cpuMs / 1000).toFixed(2)} s CPU in `;
  return `${cpu}${(wallMs / 1000).toFixed(2)} s${memory}`;
}

async function together(sides: Case['sides']): Promise<[string, Sample][]> {
  // All of them end before the next case starts, also where one fails.
  const ended = await Promise.allSettled(Object.entries(sides).map(async ([side, run]) => [side, await run()] as [string, Sample]));
  return ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

async function inTurn(sides: Case['sides']): Promise<[string, Sample][]> {
  const samples: [string, Sample][] = [];
  for (const [side, run] of Object.entries(sides)) samples.push([side, await run()]);
  return samples;
}

function keyOf(name: string, side: string): string {
  return JSON.stringify([name, side]);
}
