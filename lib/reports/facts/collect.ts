import { byCode } from '../../core/by-code';
import { Partition } from '../cache/cache';
import type { Store } from '../cache/cache';
import type { Client } from '../client/client';
import { Fields } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import type { ReadLock } from '../committed/committed';
import type { ReportsConfig, ServiceConfig } from '../config/config';
import { PRODUCTION, REPORTS_CONFIG_SETTINGS } from '../config/config-settings';
import { discover } from '../github/discovery';
import { repositoryFacts } from '../github/repository-facts';
import type { DeployedService, RepositoryFacts } from '../github/repository-facts';
import { NO_REPOSITORY, repositoryOf } from '../github/shapes';
import { DAY } from '../metrics/time';
import { incidentsOf } from '../pagerduty/incidents';
import type { PagedIncident } from '../pagerduty/incidents';
import type { Incident, Missing, ServiceFacts, Window } from './facts';

/** What facts are read from. */
export interface Sources {
  readonly github: Client;
  /** Absent if there is no token for it. */
  readonly pagerduty?: Client;
  readonly store: Store;
  readonly config: ReportsConfig;
  /** Reads the locks that services are found by. */
  readonly readLock: ReadLock;
  readonly window: Window;
  /** The present, in milliseconds: what happened after the window may end a failure in it. */
  readonly now: number;
  /** Takes the facts of each service as soon as they are there, so that not all have to be in memory. */
  readonly take: (facts: ServiceFacts) => void | Promise<void>;
  /** Hears of how many repositories there are, and of each that is done. */
  readonly onRepository?: (done: number, all: number) => void;
}

/** Repositories that are read at once; the client bounds the requests. */
const AT_ONCE = 4;

/** Reads the facts of all services. Returns what could not be read. */
export async function collect(sources: Sources): Promise<Missing[]> {
  const { config, github, readLock, store, take } = sources;
  const found: Missing[] = [];
  const missing = (one: Missing) => void found.push(one);
  const organization = await Partition.open(store, 'organization');
  const services = config.services ?? (await discover({ client: github, partition: organization, missing, readLock }, config));
  const incidents = await pagedIncidents(sources, services, missing);
  const repositories = byRepository(config, services);
  let done = 0;
  sources.onRepository?.(done, repositories.length);
  await eachOf(repositories, AT_ONCE, async (own) => {
    await attempt(fullName(config, own[0].repository), missing, async () => {
      for (const facts of await factsOf(sources, own, missing)) await take({ ...facts, incidents: incidents.get(facts.service) ?? [] });
    });
    done += 1;
    sources.onRepository?.(done, repositories.length);
  });
  return found.sort((one, other) => byCode(one.where, other.where) || byCode(one.what, other.what));
}

/** What is unavailable is named, and the rest goes on. */
async function attempt(where: string, missing: (one: Missing) => void, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    missing({ where, what: error.what, why: error.why });
  }
}

async function factsOf(sources: Sources, services: readonly ServiceConfig[], missing: (one: Missing) => void): Promise<RepositoryFacts[]> {
  const { config, github, now, store, window } = sources;
  const name = fullName(config, services[0].repository);
  const partition = await Partition.open(store, name);
  const { body } = await github.read(partition, `/repos/${name}`, { pick: (read) => repositoryOf(new Fields(read, 'repository')) });
  if (!body) throw new Unavailable(`/repos/${name}`, NO_REPOSITORY);
  const from = Date.parse(window.since) - REPORTS_CONFIG_SETTINGS.resolve(config, 'lookbackDays') * DAY;
  const { fullName: present, lacksPulls, url } = body;
  const source = { client: github, partition, missing, from, until: now, fullName: present, url, lacksPulls };
  return repositoryFacts(source, services.map((service) => deployed(config, service)));
}

function deployed(config: ReportsConfig, service: ServiceConfig): DeployedService {
  const { environments, name, paths = [], team, workflows } = service;
  return {
    name,
    team,
    paths,
    environments: environments ?? config.environments ?? PRODUCTION,
    workflows: workflows ?? REPORTS_CONFIG_SETTINGS.resolve(config, 'workflows'),
    isByWorkflow: workflows !== undefined,
    ...(config.workflowJob !== undefined && { workflowJob: config.workflowJob }),
  };
}

function byRepository(config: ReportsConfig, services: readonly ServiceConfig[]): ServiceConfig[][] {
  const groups = new Map<string, ServiceConfig[]>();
  for (const service of services) {
    const name = fullName(config, service.repository).toLowerCase();
    groups.set(name, [...(groups.get(name) ?? []), service]);
  }
  return [...groups.values()];
}

function fullName({ organization }: ReportsConfig, repository: string): string {
  return repository.includes('/') ? repository : `${organization}/${repository}`;
}

/** The incidents of each service, by its name. */
async function pagedIncidents(
  { config, now, pagerduty, store, window }: Sources,
  services: readonly ServiceConfig[],
  missing: (one: Missing) => void,
): Promise<Map<string, Incident[]>> {
  const ids = [...new Set(services.flatMap((service) => service.pagerduty ?? []))].sort();
  if (ids.length === 0) return new Map();
  const paged: PagedIncident[] = [];
  await attempt('PagerDuty', missing, async () => {
    if (!pagerduty) throw new Unavailable('incidents', 'PAGERDUTY_TOKEN is not set');
    const from = Date.parse(window.since) - REPORTS_CONFIG_SETTINGS.resolve(config, 'lookbackDays') * DAY;
    paged.push(...(await incidentsOf({ client: pagerduty, partition: await Partition.open(store, 'pagerduty') }, ids, from, now)));
  });
  return new Map(services.map(({ name, team, pagerduty: own = [] }) => [
    name,
    paged.filter(({ service }) => own.includes(service)).map(({ id, startedAt, resolvedAt, url }): Incident => ({
      fact: 'incident', service: name, team, id, startedAt, ...(resolvedAt !== undefined && { resolvedAt }), url,
    })),
  ]));
}
