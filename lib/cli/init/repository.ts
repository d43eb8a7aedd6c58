import type { PlatformPackage, Repository, Workflows } from '../../repository/infrastructure/repository';
import type { Answers } from './questions';
import { nameOf, NONE } from './questions';

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
