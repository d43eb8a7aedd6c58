import type { ReadRepositories } from './repositories';

/** The options that say what a report is made from. */
export interface EvidenceOptions {
  /** The configuration of reports. */
  readonly config: string;
  /** A folder with a checkout of each repository, or the files of repositories that were read from GitHub. */
  readonly repositories: string | ReadRepositories;
  /** Facts about deployments, as `golden-path dora --format ndjson` writes them. */
  readonly facts?: string;
  /** The day that the window ends before, as YYYY-MM-DD; today if it is left out. */
  readonly until?: string;
  /** The days of the window. */
  readonly days: number;
}

/** The options of `golden-path scorecard`. */
export interface ScorecardOptions extends EvidenceOptions {
  readonly format: string;
}
