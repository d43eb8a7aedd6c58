let kept = false;

/** Whether tokens of the library's own note where they were made after all, for whoever looks for an error in the library. */
export function keepTokenTraces(keep: boolean): void {
  kept = keep;
}

/** CDKTF names its own function as the one to leave out of a token's note. */
const OF_TOKENS = 'captureStackTrace';

/**
 * Does something in which tokens do not note where they were made, such as making the library's own constructs: there are hundreds
 * for each service, nobody is ever shown where in the library that was, and it is a sixth of the time of a synth. Errors keep their
 * stacks.
 */
export function withoutTokenTraces<T>(make: () => T): T {
  if (kept) return make();
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, below) => {
    if (below?.name !== OF_TOKENS) capture(target, below);
  };
  try {
    return make();
  } finally {
    Error.captureStackTrace = capture;
  }
}
