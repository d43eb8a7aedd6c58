import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { doubleNames, sourcesOf, staged, type Application } from '../../referees/argocd';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import type { Context } from './applications';
import { checkEnvironment } from './check-environment';
import { FAULTS, type Fault, type Target } from './faults';
import { readEnvironments } from './repository';

/** What was planted, and what was not caught of it. */
export interface CheckedFaults {
  readonly planted: number;
  readonly problems: readonly string[];
}

/** Plants each fault in a copy of the repository: a check that finds nothing there would find nothing anywhere. */
export async function checkFaults(context: Context, applications: readonly Application[]): Promise<CheckedFaults> {
  // A chart and manifests, so that there is something to break of either.
  const application = applications.find((each) => sourcesOf(each).length > 1);
  if (!application) return { planted: 0, problems: ['no Application has both a chart and manifests, so that no fault can be planted'] };
  const missed: string[] = [];
  for (const fault of FAULTS) {
    const problems = await inWorkFolder(async (work) => {
      const folder = join(work, 'repository');
      cpSync(context.tree.folder, folder, { recursive: true });
      return problemsWith(fault, context, targetIn(folder, context, application));
    });
    const caught = problems.some((problem) => fault.caught.test(problem));
    if (!caught) missed.push(`${fault.name} is not caught, but ${problems.join('; ') || 'nothing'}`);
  }
  return { planted: FAULTS.length, problems: missed };
}

function targetIn(folder: string, { tree }: Context, { metadata }: Application): Target {
  const service = metadata.labels?.['app.kubernetes.io/name'] ?? '';
  const environment = metadata.name.slice(service.length + 1);
  const fileOf = (name: string): string => `platform/${environment}/argocd/${name}.yaml`;
  const projects = fileOf('applicationset-service-projects');
  return {
    folder,
    service,
    environment,
    team: teamOf(tree, service, environment),
    applicationSet: fileOf('applicationset-services'),
    projects,
    kafka: fileOf('appproject-kafka'),
  };
}

/** The team that the folder of a service in an environment names. */
function teamOf({ files }: Context['tree'], service: string, environment: string): string {
  const start = `apps/${service}/envs/${environment}/`;
  return files.find((file) => file.startsWith(start))?.slice(start.length).split('/')[0] ?? '';
}

function problemsWith({ plant }: Fault, context: Context, target: Target): readonly string[] {
  plant(target);
  const tree = staged(target.folder);
  const environments = readEnvironments(tree).filter(({ name }) => name === target.environment);
  const checked = environments.map((environment) => checkEnvironment({ ...context, tree }, environment));
  return [...checked.flatMap(({ problems }) => problems), ...doubleNames(checked.flatMap(({ all }) => all))];
}
