/** What is read of a repository. */
export interface RepositoryFiles {
  /** The name of the repository, as `name` or `owner/name`. */
  readonly name: string;
  /** The texts of the files that say something, by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** Earlier versions of a lock, the newest first, each with its time; nothing if there is no history. */
  readonly history: (file: string) => readonly Version[];
}

/** A committed version of a file. */
export interface Version {
  readonly at: string;
  readonly text: string;
}

/** A stack in production of a lock. */
export interface ProductionStack {
  readonly service: string;
  readonly team?: string;
  readonly environment?: string;
}

/** What a lock says that reports need of it. */
export interface LockReading {
  readonly production: readonly ProductionStack[];
  readonly hasExceptions: boolean;
}

/** Reads a lock. Throws an error whose message says what is wrong with the text. */
export type ReadLock = (text: string) => LockReading;
