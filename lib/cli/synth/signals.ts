const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that a signal ends in order: it is told by the `AbortSignal`, whose reason is the signal. Once it is done, the signal
 * ends this process.
 */
export async function endedInOrder<T>(action: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => controller.abort(signal);
  SIGNALS.forEach((signal) => process.on(signal, stop));
  try {
    return await action(controller.signal);
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, stop));
    if (controller.signal.aborted) process.kill(process.pid, controller.signal.reason as NodeJS.Signals);
  }
}
