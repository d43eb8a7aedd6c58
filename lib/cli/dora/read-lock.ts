import type { LockReading } from '../../reports/committed/committed';
import { parseLockFile } from '../lock/lock-file';

/** What reports need of a lock. Throws Trouble if the text is no lock. */
export function readLock(text: string): LockReading {
  const stacks = [...parseLockFile(text).stacks.values()];
  return {
    production: stacks.flatMap(({ environment, production, service, team }) =>
      production && service !== undefined
        ? [{ service, ...(team !== undefined && { team }), ...(environment !== undefined && { environment }) }]
        : [],
    ),
    hasExceptions: stacks.some(({ exceptions }) => exceptions.length > 0),
  };
}
