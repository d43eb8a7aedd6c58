import type { Answers } from './questions';
import { nameOf, NONE } from './questions';

/** The repository that the answers describe. */
export interface Repository {
  /** The name of its package. */
  readonly name: string;
  readonly service: string;
  readonly team: string;
  /** With its `@`. */
  readonly scope: string;
  /** Absent where the platform is an example in the repository. */
  readonly platformPackage?: PlatformPackage;
  /** Those of the example, with commas between them. */
  readonly environments: string;
  /** Without its tag; absent where it is the service's name in the platform's registry. */
  readonly image?: string;
  /** Absent for a worker. */
  readonly port?: string;
  /** With a slash at its end. */
  readonly registry: string;
  /** Absent where nothing is written for GitHub Actions. */
  readonly github?: GitHub;
}

/** Where the platform's definition comes from. */
export interface PlatformPackage {
  readonly name: string;
  readonly version: string;
  readonly exportName: string;
}

/** What the workflows are made of. */
export interface GitHub {
  readonly workflows: Workflows;
  readonly gitopsRepository: string;
}

/** Where the reusable workflows are. */
export interface Workflows {
  /** Owner and name. */
  readonly repository: string;
  readonly commit: string;
  /** The commit's tag, for readers; absent where none was named. */
  readonly tag?: string;
}

/** Answers that were found to be sound, as what they mean. */
export function repositoryOf(answers: Answers): Repository {
  // What is sound is complete: only the image may be missing, and what no answer before it asked for.
  const { image, ...rest } = answers;
  const { service, team, platformPackage, platformExport, environments, port, registry, ci, workflows, gitopsRepository } =
    rest as Known;
  const scope = `@${rest.scope!.replace(/^@/, '')}`;
  return {
    name: `${scope}/${service}-infra`,
    service,
    team,
    scope,
    environments,
    image,
    port: port === NONE ? undefined : port,
    registry: registry.replace(/\/?$/, '/'),
    platformPackage: platformPackage === NONE ? undefined : packageOf(platformPackage, platformExport),
    github: ci === NONE ? undefined : { workflows: workflowsOf(workflows), gitopsRepository },
  };
}

type Known = Readonly<Record<string, string>>;

function workflowsOf(text: string): Workflows {
  const [repository, commit, tag] = text.split(/[@#]/);
  return { repository, commit, tag };
}

function packageOf(text: string, exportName: string): PlatformPackage {
  const name = nameOf(text);
  // The lock file of npm keeps what is installed first.
  return { name, version: text.slice(name.length + 1) || '*', exportName };
}
