import type { Repository } from '../../repository/infrastructure/repository';
import { packageOf, registryOf, workflowsOf } from '../../repository/infrastructure/repository-limits';
import { NONE } from './question';
import type { Answers } from './question';

/** The repository that valid answers describe. */
export function repositoryOf(answers: Answers): Repository {
  // Valid answers are complete: only the image may be missing, and answers to questions that do not apply.
  const { image, ...rest } = answers;
  const { service, team, environments, region, port, registry, ci, workflows, gitopsRepository } = rest as Known;
  const { language, pythonIndex, platformPackage, platformExport } = rest as Known;
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
    registry: registryOf(registry),
    platformPackage: platformPackage === NONE ? undefined : packageOf(platformPackage, platformExport),
    python: language === 'python' ? { index: registryOf(pythonIndex) } : undefined,
    github: ci === NONE ? undefined : { workflows: workflowsOf(workflows), gitopsRepository },
  };
}

type Known = Readonly<Record<string, string>>;
