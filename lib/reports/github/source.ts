import type { Partition } from '../cache/cache';
import type { Client, Reading } from '../client/client';
import { Unavailable } from '../client/unavailable';
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
  /** Whether the repository has no pull requests, by its settings. */
  readonly lacksPulls?: boolean;
}

/** The most that GitHub gives on a page. */
export const PAGE = 100;

/** The path of something in the repository. */
export function pathIn({ fullName }: Place, rest: string): string {
  return `/repos/${fullName}${rest}`;
}

const ABSENT = 'GitHub says that there is no such thing, or the token may not read it';

/** Reads a page of something that every repository has. Throws Unavailable if it is not there: nothing is not the same as none. */
export async function pageAt<T>(
  { client, partition }: Source,
  path: string,
  reading: Reading<T>,
): Promise<{ readonly body: T; readonly next?: string }> {
  const { body, next } = await client.read(partition, path, reading);
  if (body === undefined) throw new Unavailable(path, ABSENT);
  return { body, ...(next !== undefined && { next }) };
}

/** Reads all pages of a list that every repository has, until one says that it is enough. Throws Unavailable if it is not there. */
export async function listAt<T>(
  { client, partition }: Source,
  path: string,
  reading: Omit<Reading<T[]>, 'key'>,
  isEnough?: (page: readonly T[]) => boolean,
): Promise<T[]> {
  const all = await client.readAll(partition, path, reading, isEnough);
  if (!all) throw new Unavailable(path, ABSENT);
  return all;
}
