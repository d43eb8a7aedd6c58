import type { Progress } from '../../reports/client/client';
import { counted } from '../output';
import type { Output } from '../output';

const EVERY = 5000;

/** Shows how far a run is on standard error, now and then, with an estimate of what is left. */
export class ProgressLine {
  private last: number;
  /** When the first repository began. */
  private begin: number;
  private done = 0;
  private all = 0;
  private readonly clients = new Map<string, Progress>();

  public constructor(
    private readonly output: Output,
    private readonly now: () => number,
  ) {
    this.begin = now();
    this.last = this.begin;
  }

  /** Hears of a client. */
  public client(name: string): (progress: Progress) => void {
    return (progress) => {
      const before = this.clients.get(name)?.waitingUntil;
      this.clients.set(name, progress);
      const wait = progress.waitingUntil ?? 0;
      const isNewWait = wait !== before && wait - this.now() > EVERY;
      if (isNewWait) this.output.complain(`${name} asks to wait until ${new Date(wait).toISOString()}.\n`);
      this.show();
    };
  }

  /** Hears of a repository that is done; first of how many there are. */
  public repository(done: number, all: number): void {
    if (this.all === 0) this.begin = this.now();
    [this.done, this.all] = [done, all];
    this.show();
  }

  /** Says what the run took. */
  public end(): void {
    const repositories = this.all === 1 ? '1 repository' : `${this.all} repositories`;
    this.output.complain(`Read ${repositories} with ${this.requests()}.\n`);
  }

  private requests(): string {
    const sum = (of: (progress: Progress) => number) => [...this.clients.values()].reduce((total, each) => total + of(each), 0);
    return `${counted(sum(({ requests }) => requests), 'request')}; the cache had ${sum(({ cached }) => cached)} answers`;
  }

  private show(): void {
    const now = this.now();
    if (now - this.last < EVERY) return;
    this.last = now;
    const left = this.done === 0 ? '' : `, about ${Math.ceil(((now - this.begin) / this.done) * (this.all - this.done) / 1000)} s left`;
    const what = this.all === 0 ? 'Looking for services' : `${this.done} of ${this.all} repositories`;
    this.output.complain(`${what}, ${this.requests()}${left}\n`);
  }
}
