import { createHash } from 'node:crypto';
import { isPlainObject } from '../../core/json';
import type { Store } from '../../reports/cache/cache';

/** The run that a cache was last used for. A run that was killed goes on: what it read is not asked for again. */
export class RunMark {
  /** The mark of a run of a command about a subject: the one before if that never ended, else a new one. */
  public static async begin(store: Store, command: string, about: unknown, now: number): Promise<RunMark> {
    const name = `run-${command}`;
    const subject = createHash('sha256').update(JSON.stringify(about)).digest('hex');
    const before = parsed((await store.read(name)).at(-1));
    const isResumed = before?.subject === subject && before.isDone !== true;
    const mark = new RunMark(store, name, subject, isResumed ? before.startedAt : now, isResumed);
    await mark.write(false);
    return mark;
  }

  private constructor(
    private readonly store: Store,
    private readonly name: string,
    private readonly subject: string,
    /** When the run began, in milliseconds: answers since then are fresh. */
    public readonly startedAt: number,
    /** The time that counts as the present. */
    public readonly isResumed: boolean,
  ) {}

  /** Marks the run as done. */
  public async end(): Promise<void> {
    await this.write(true);
  }

  private async write(isDone: boolean): Promise<void> {
    await this.store.replace(this.name, [JSON.stringify({ subject: this.subject, startedAt: this.startedAt, isDone })]);
  }
}

function parsed(line: string | undefined): { readonly subject: string; readonly startedAt: number; readonly isDone: boolean } | undefined {
  try {
    const read: unknown = JSON.parse(line ?? '');
    return isPlainObject(read) && typeof read.startedAt === 'number' ? (read as never) : undefined;
  } catch {
    return undefined;
  }
}
