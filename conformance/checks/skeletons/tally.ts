/** Thrown by a check whose need is not served here. */
export class NotRun extends Error {}

/** Counts checks, and remembers what was wrong and what was not tried. */
export class Tally {
  public passed = 0;
  public readonly problems: string[] = [];
  /** What was measured, for the report. */
  public readonly measured: string[] = [];
  private readonly missing: string[] = [];

  /** Runs a check, which gives back what is wrong. Returns whether all was well. */
  public async check(name: string, action: () => Promise<readonly string[]> | readonly string[]): Promise<boolean> {
    try {
      const problems = await action();
      this.problems.push(...problems.map((problem) => `${name}: ${problem}`));
      if (problems.length === 0) this.passed += 1;
      return problems.length === 0;
    } catch (error) {
      if (error instanceof NotRun) this.notRun(name, error.message);
      else this.problems.push(`${name}: ${(error as Error).stack}`);
      return false;
    }
  }

  public notRun(name: string, reason: string): void {
    this.missing.push(`NOT RUN: ${name}: ${reason}`);
  }

  public note(): string {
    return [...this.measured, ...new Set(this.missing)].join('; ');
  }
}
