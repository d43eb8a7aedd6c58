import type { DeploymentKind, ServiceFacts } from '../facts/facts';
import { inOrder } from './attempts';
import type { Attempt } from './attempts';
import { deploymentsTo } from './deployments';
import { runsOf } from './runs';
import { serviceFacts } from './service-facts';
import type { WantedService } from './service-facts';
import { pullsOf } from './shapes';
import type { Pull } from './shapes';
import { listAt, PAGE, pathIn } from './source';
import type { Source } from './source';
import { stepsOf } from './steps';

/** A service of a repository, and what deploys it. */
export interface DeployedService extends WantedService {
  readonly environments: readonly string[];
  /** Workflows whose runs are deployments; they count if GitHub has no deployments of the service. */
  readonly workflows: readonly string[];
  /** Whether only workflows count. */
  readonly isByWorkflow: boolean;
  readonly workflowJob?: string;
}

/** What one repository tells of its services. */
export type RepositoryFacts = Pick<ServiceFacts, 'service' | 'team' | 'deployments' | 'changes'>;

/** The deployments and changes of the services of one repository. */
export async function repositoryFacts(source: Source, services: readonly DeployedService[]): Promise<RepositoryFacts[]> {
  const kindOfPull = await pullKinds(source);
  const streams = new Map<string, Promise<Attempt[]>>();
  const all: RepositoryFacts[] = [];
  for (const service of services) {
    const attempts = await attemptsOf(source, service, streams);
    const steps = await stepsOf(source, inOrder(attempts));
    all.push({ service: service.name, team: service.team, ...(await serviceFacts(source, service, steps, kindOfPull)) });
  }
  return all;
}

/** Deployments to the environments of a service; if there are none, the runs of its workflows. */
async function attemptsOf(source: Source, service: DeployedService, streams: Map<string, Promise<Attempt[]>>): Promise<Attempt[]> {
  const once = async (stream: string, read: () => Promise<Attempt[]>) => {
    const known = streams.get(stream) ?? read();
    streams.set(stream, known);
    return known;
  };
  const { isByWorkflow, workflowJob, workflows } = service;
  const name = `runs ${isByWorkflow} ${workflows.join('\n')}`;
  const runs = async () => once(name, async () => runsOf(source, workflows, workflowJob, isByWorkflow));
  if (isByWorkflow) return runs();
  const deployed: Attempt[] = [];
  for (const environment of service.environments) {
    deployed.push(...(await once(`to ${environment}`, async () => deploymentsTo(source, environment))));
  }
  return deployed.length > 0 ? deployed : runs();
}

/** The kinds that the labels of merged pull requests say, by the revisions that they brought. */
async function pullKinds(source: Source): Promise<(revision: string) => DeploymentKind | undefined> {
  const path = pathIn(source, `/pulls?state=closed&sort=updated&direction=desc&per_page=${PAGE}`);
  const isOld = ({ updatedAt }: Pull) => Date.parse(updatedAt) < source.from;
  const pulls = source.lacksPulls ? [] : await listAt(source, path, { pick: pullsOf }, (page) => page.some(isOld));
  const kinds = new Map(pulls.flatMap(({ kind, revisions }) => (kind ? revisions.map((revision) => [revision, kind] as const) : [])));
  return (revision) => kinds.get(revision);
}
