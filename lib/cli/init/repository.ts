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
  /** Absent without GitHub Actions. */
  readonly github?: GitHub;
}

/** The package that exports the platform. */
interface PlatformPackage {
  readonly name: string;
  readonly version: string;
  readonly exportName: string;
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

/** The repository that valid answers describe. */
export function repositoryOf(answers: Answers): Repository {
  // Valid answers are complete: only the image may be missing, and answers to questions that do not apply.
  const { image, ...rest } = answers;
  const { service, team, platformPackage, platformExport, environments, region, port, registry, ci, workflows, gitopsRepository } =
    rest as Known;
  const scope = `@${rest.scope!.replace(/^@/, '')}`;
  return {
    name: `${scope}/${service}-infra`,
    service,
    team,
    scope,
    environments,
    region,
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
  // npm's lock file keeps the version that is installed first.
  return { name, version: text.slice(name.length + 1) || '*', exportName };
}
