/** What a process took. */
export interface Use {
  readonly wallMs: number;
  /** User and system time; garbage collection and compilation on other threads are part of it. */
  readonly cpuMs: number;
}

/** What a measured process says of itself on the last line that it prints. */
export interface Sample {
  /** The measured work alone. */
  readonly work: Use;
  /** The whole process since it was started. */
  readonly process: Use;
  /** The most memory that the process had in use. */
  readonly peakMb: number;
  /** A fingerprint of what it wrote; not of every program. */
  readonly output?: string;
}

/** Runs the work that a process is there for, and prints what it took. */
export function measure(work: () => void): void {
  const before = sinceStart();
  work();
  const after = sinceStart();
  const sample: Sample = {
    work: { wallMs: after.wallMs - before.wallMs, cpuMs: after.cpuMs - before.cpuMs },
    process: after,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(sample));
}

function sinceStart(): Use {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}
