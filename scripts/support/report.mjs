const HEARTBEAT_SECONDS = 20;
const WIDTH = 30;

/** Runs steps one after the other, shows each while it works, and says in one place what failed. */
export class Report {
  passed = 0;
  failed = 0;
  #failures = [];
  #notRun = [];

  constructor(title) {
    console.log(`\n${title}\n`);
  }

  /**
   * Runs one step. The action gets a function to say what it is doing, and may give back a `note` for its line, and
   * `passed` and `failed` where the step is many tests. It throws, or gives `failed` and `output`, when something is wrong,
   * and gives `notRun` with the reason when it could not try.
   *
   * @returns whether the step went well
   */
  async step(name, action) {
    const progress = new Progress(name);
    const result = await outcomeOf(action, (doing) => progress.say(doing));
    progress.end();
    if (result.notRun) {
      this.notRun(name, result.notRun);
      return false;
    }
    const good = result.failed === 0;
    console.log(`  ${good ? '✔' : '✘'} ${name.padEnd(WIDTH)} ${progress.seconds(1)}  ${result.note ?? ''}`.trimEnd());
    this.passed += result.passed;
    this.failed += result.failed;
    if (!good) this.#failures.push({ name, ...result });
    return good;
  }

  /** Says loudly that something was not tried. */
  notRun(name, reason) {
    this.#notRun.push({ name, reason });
    console.log(`  ⚠ ${name.padEnd(WIDTH)} NOT RUN: ${reason}`);
  }

  /** Prints what failed and what was not run, then the count as the last line, and sets the exit status. */
  finish() {
    for (const { name, note, output } of this.#failures) {
      console.log(`\n──── failed: ${name}${note ? ` (${note})` : ''} ────\n${(output ?? '').trim()}`);
    }
    if (this.#notRun.length > 0) console.log('\n──── not run ────');
    for (const { name, reason } of this.#notRun) console.log(`  ${name}: ${reason}`);
    if (this.#failures.length > 0) console.log(`\nfailed: ${this.#failures.map(({ name }) => name).join(', ')}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 ? 0 : 1;
  }
}

/** What came of a step's action: it counts as one check where it says nothing else, and what it throws as one that failed. */
export async function outcomeOf(action, say) {
  try {
    return { passed: 1, failed: 0, ...await action(say) };
  } catch (error) {
    return { passed: 0, failed: 1, note: error.message.split('\n')[0], output: error.output ?? error.stack };
  }
}

/** One line per step: rewritten every second on a terminal, repeated now and then in a log. */
class Progress {
  #started = Date.now();
  #doing = '';
  #terminal = process.stdout.isTTY && !process.env.CI;

  constructor(name) {
    this.name = name;
    this.timer = setInterval(() => this.#tick(), this.#terminal ? 1000 : HEARTBEAT_SECONDS * 1000);
    if (this.#terminal) this.#tick();
  }

  say(doing) {
    this.#doing = doing;
  }

  /** Leaves the line to what is printed next. */
  end() {
    clearInterval(this.timer);
    if (this.#terminal) process.stdout.write('\r\x1b[K');
  }

  seconds(digits) {
    return `${((Date.now() - this.#started) / 1000).toFixed(digits)} s`.padStart(7);
  }

  #tick() {
    const line = `  … ${this.name.padEnd(WIDTH)} ${this.seconds(0)}  ${this.#doing}`.trimEnd();
    if (this.#terminal) process.stdout.write(`\r\x1b[K${line.slice(0, process.stdout.columns ?? 80)}`);
    else console.log(line.slice(0, 160));
  }
}
