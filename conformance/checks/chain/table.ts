/** A line of what was executed. */
interface Row {
  readonly step: string;
  readonly by: string;
  readonly result: string;
}

/** How something ended, as far as the table tells it. */
interface Ended {
  readonly status: number;
  readonly log: string;
  readonly seconds: number;
}

const LONGEST_MESSAGE = 200;

/** Collects what was executed, and what did not end as it had to. */
export class ChainTable {
  private readonly rows: Row[] = [];
  public readonly problems: string[] = [];

  public get checked(): number {
    return this.rows.length;
  }

  /** A step that has to succeed. Throws if it did not: the steps after it need it. */
  public done<T extends Ended>(step: string, by: string, ended: T, note = ''): T {
    if (ended.status !== 0) throw new Error(`${step} ended with ${ended.status}:\n${ended.log.trim()}`);
    this.rows.push({ step, by, result: [`${ended.seconds.toFixed(1)} s`, note].filter((part) => part !== '').join(', ') });
    return ended;
  }

  /** A planted fault, which has to be refused with these words. */
  public refused(fault: string, by: string, { log, status }: Ended, words: string): void {
    const line = log.split('\n').find((each) => each.includes(words));
    if (status === 0) this.problems.push(`${fault}: it is not refused`);
    else if (line === undefined) this.problems.push(`${fault}: it is refused, but not for that:\n${log.trim()}`);
    this.rows.push({ step: fault, by, result: status === 0 ? 'PASSES' : `refused: ${shortened(line ?? log)}` });
  }

  /** What could not be executed, and why. */
  public notRun(step: string, by: string, reason: string): void {
    this.rows.push({ step, by, result: `NOT RUN: ${shortened(reason)}` });
  }

  /** Something that has to be so. */
  public holds(what: string, by: string, is: boolean): void {
    if (!is) this.problems.push(`${what}: it is not so`);
    this.rows.push({ step: what, by, result: is ? 'yes' : 'NO' });
  }

  public text(): string {
    const header = { step: 'step', by: 'by', result: 'result' };
    const widths = (['step', 'by'] as const).map((key) => Math.max(...[header, ...this.rows].map((row) => row[key].length)));
    const lines = [header, ...this.rows].map(({ by, result, step }) => `${step.padEnd(widths[0])}  ${by.padEnd(widths[1])}  ${result}`);
    return lines.join('\n');
  }
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE)}…`;
}
