import { createHash } from 'node:crypto';

/** What a loopback server answers from: an organisation as its repositories and incidents record it. Times are UTC, to the minute. */
export interface Organization {
  readonly name: string;
  readonly repositories: readonly Repository[];
  readonly incidents: readonly RecordedIncident[];
}

export interface Repository {
  readonly name: string;
  readonly id: number;
  /** A name that it had before, which redirects to it. */
  readonly formerly?: string;
  readonly commits: readonly Commit[];
  readonly deployments: readonly RecordedDeployment[];
  readonly workflows?: readonly { readonly id: number; readonly name: string; readonly path: string }[];
  readonly runs: readonly RecordedRun[];
  readonly pulls: readonly { readonly number: number; readonly revision: string; readonly labels: readonly string[] }[];
  /** Committed files by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The versions of committed files by path, the newest first; one without a text removed the file. */
  readonly history?: Readonly<Record<string, readonly { readonly at: string; readonly text?: string }[]>>;
}

export interface Commit {
  readonly name: string;
  readonly sha: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly body?: string;
  readonly authored: string;
  readonly committed: string;
  readonly files: readonly string[];
}

export interface RecordedDeployment {
  readonly id: number;
  readonly revision: string;
  /** @default 'production' */
  readonly environment?: string;
  readonly payload?: object | string;
  readonly description?: string;
  /** States with their times, in order. */
  readonly states: readonly string[];
}

export interface RecordedRun {
  readonly id: number;
  readonly workflow: number;
  readonly name?: string;
  readonly revision: string;
  readonly event?: string;
  readonly branch?: string;
  /** Conclusion, start and end of each attempt; the last may have no end. */
  readonly attempts: readonly string[];
  /** The jobs of each attempt: name, conclusion and the conclusions of its steps; steps are left out if it never ran. */
  readonly jobs?: readonly (readonly string[])[];
}

export interface RecordedIncident {
  readonly id: string;
  readonly service: string;
  readonly created: string;
  /** Each time that it was resolved; empty if it is open. */
  readonly resolved: readonly string[];
}

/** The hash of a commit, from its name. */
export function sha(name: string): string {
  return createHash('sha1').update(name).digest('hex');
}

interface CommitOptions {
  /** What other commits and deployments call it; its subject if it is left out. */
  readonly name?: string;
  readonly committed?: string;
  readonly files?: readonly string[];
  readonly reverts?: string;
}

/** A commit with its subject, parents and time. */
export function commit(subject: string, parents: readonly string[], authored: string, options: CommitOptions = {}): Commit {
  const { name = subject, committed = authored, files = ['main.ts'], reverts } = options;
  const body = reverts === undefined ? undefined : `This reverts commit ${sha(reverts)}.`;
  return { name, sha: sha(name), parents, subject, authored, committed, files, ...(body !== undefined && { body }) };
}
