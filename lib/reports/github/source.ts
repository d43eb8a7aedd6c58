import type { Partition } from '../cache/cache';
import type { Client } from '../client/client';
import type { Missing } from '../facts/facts';
import type { Place } from './attempts';

/** The repository that is read, and how. */
export interface Source extends Place {
  readonly client: Client;
  readonly partition: Partition;
  /** Names what could not be read. */
  readonly missing: (missing: Missing) => void;
  /** Deployments are read from here on, in milliseconds, and the last good one before. */
  readonly from: number;
  /** Until then, in milliseconds. */
  readonly until: number;
}

/** The most that GitHub gives on a page. */
export const PAGE = 100;

/** The path of something in the repository. */
export function pathIn({ fullName }: Place, rest: string): string {
  return `/repos/${fullName}${rest}`;
}
