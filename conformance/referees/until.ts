import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 250;

/**
 * Waits until something is so.
 *
 * @returns the seconds that it took; undefined if it is not so after so long
 */
export async function until(holds: () => Promise<boolean>, patienceSeconds: number): Promise<number | undefined> {
  const start = Date.now();
  while (Date.now() < start + patienceSeconds * 1000) {
    if (await holds()) return (Date.now() - start) / 1000;
    await pause(LOOK_MILLISECONDS);
  }
  return undefined;
}
