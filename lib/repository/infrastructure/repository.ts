/** A repository for the infrastructure of one service. */
export interface Repository {
  /** The name of its package. */
  readonly name: string;
  readonly service: string;
  readonly team: string;
  /** With its `@`. */
  readonly scope: string;
  /** Absent if the repository contains an example platform. */
  readonly platformPackage?: PlatformPackage;
  /** The environments of the example, separated by commas. */
  readonly environments: string;
  /** The AWS region of the example. */
  readonly region: string;
  /** Without a tag; absent if it is the service's name in the platform's registry. */
  readonly image?: string;
  /** Absent for a worker. */
  readonly port?: string;
  /** With a slash at its end. */
  readonly registry: string;
  /** Absent where the infrastructure is written in TypeScript. */
  readonly python?: PythonSettings;
  /** Absent without GitHub Actions. */
  readonly github?: GitHub;
  /** Whether the code of the service is in the same repository. Then the values are placeholders of its skeleton. */
  readonly withApplication?: boolean;
}

/** The package that exports the platform. */
export interface PlatformPackage {
  readonly name: string;
  readonly version: string;
  readonly exportName: string;
}

/** What Python needs. */
export interface PythonSettings {
  /** The address of the index of packages. */
  readonly index: string;
}

/** The inputs of the workflows. */
export interface GitHub {
  readonly workflows: Workflows;
  readonly gitopsRepository: string;
}

/** The location of the reusable workflows. */
export interface Workflows {
  /** Owner and name. */
  readonly repository: string;
  readonly commit: string;
  /** The commit's tag, for readers; absent if none was given. */
  readonly tag?: string;
}

/** The name of the index in the settings of uv, which is part of the names of its variables. */
export const INDEX_NAME = 'platform';

/** The folder of the infrastructure in a repository that has the code of the service as well. */
export const INFRASTRUCTURE_FOLDER = 'infra';
