import { outcomeOf } from '../../scripts/support/report.mjs';
import { NotRun } from '../checks/not-run.mjs';

/** Takes steps as a Report does, and makes one step of another report out of them. */
export class Tally {
  passed = 0;
  failed = 0;
  #failures = [];
  #notRun = [];

  /** @param {(doing: string) => void} say shows which step is at work */
  constructor(say) {
    this.say = say;
  }

  async step(name, action) {
    this.say(name);
    const result = await outcomeOf(action, () => {});
    if (result.notRun) {
      this.notRun(name, result.notRun);
      return false;
    }
    this.passed += result.passed;
    this.failed += result.failed;
    if (result.failed > 0) this.#failures.push(`${name}: ${result.note}\n${(result.output ?? '').trim()}`.trim());
    return result.failed === 0;
  }

  notRun(name, reason) {
    this.#notRun.push(`${name}: ${reason}`);
  }

  /** @throws NotRun where no step could try anything */
  result() {
    if (this.passed + this.failed === 0) throw new NotRun(this.#notRun.join('; '));
    const note = [`${this.passed} checks`, ...this.#notRun.map((each) => `NOT RUN: ${each}`)].join('; ');
    return { passed: this.passed, failed: this.failed, note, output: this.#failures.join('\n\n') };
  }
}
