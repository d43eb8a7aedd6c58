let kept = false;

/** Whether tokens of the library's own note where they were made after all, for whoever looks for an error in the library. */
export function keepTokenTraces(keep: boolean): void {
  kept = keep;
}

/**
 * Makes constructs of the library's own, whose tokens do not note where they were made: there are hundreds for each service, nobody
 * is ever shown where in the library that was, and it is a sixth of the time of a synth. Errors keep their stacks.
 */
export function withoutTokenTraces<T>(make: () => T): T {
  if (kept) return make();
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, below) => {
    if (target instanceof Error) capture(target, below);
  };
  try {
    return make();
  } finally {
    Error.captureStackTrace = capture;
  }
}
