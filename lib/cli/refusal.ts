import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';

/** A problem in a file. The caller that reads the file knows the path. */
export class Trouble extends Error {
  public constructor(
    public readonly got: string,
    public readonly allowed: string,
    public readonly fix: string,
  ) {
    super(got);
  }
}

/** Collects all problems, so that one run shows all of them. */
export class Refusal {
  private readonly problems: Problem[] = [];

  public constructor(private readonly where: string) {}

  public add(problem: Problem): void {
    this.problems.push(problem);
  }

  /** Returns the result of an action, or nothing if it throws Trouble, which is added under this path. */
  public attempt<T>(path: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.add({ path, got: error.got, allowed: error.allowed, fix: error.fix });
      return undefined;
    }
  }

  public get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  public throwIfAny(): void {
    if (this.problems.length > 0) throw new GoldenPathError('RefusedByCommand', this.where, this.problems);
  }
}

/** Does what may throw Trouble, which becomes the refusal of the command under this path. */
export async function refuseTrouble<T>(where: string, path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const { allowed, fix, got } = error;
    throw new GoldenPathError('RefusedByCommand', where, [{ path, got, allowed, fix }]);
  }
}
