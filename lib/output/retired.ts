/** Something that held data and may go, as a person wrote it down. */
export interface Retirement {
  /** What it was, with its physical name: a line of long ago must not let go of what came to the same place later. */
  readonly what: string;
  /** Why, and where the data went. */
  readonly reason: string;
  /** The day, such as 2026-11-27. */
  readonly date: string;
}

/** What may go, by its stack and its address or file, such as `checkout-production/aws_s3_bucket.Exports`. */
export type Retired = ReadonlyMap<string, Retirement>;

/** The file beside the lock that says so. */
export const RETIRED_FILE = 'retired.yaml';

/** A line of the file as an error asks for it. */
export function retirementLine(key: string, what: string): string {
  return `${JSON.stringify(key)}: { what: ${JSON.stringify(what)}, reason: <why, and where the data went>, date: <YYYY-MM-DD> }`;
}
