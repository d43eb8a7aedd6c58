import { byCode } from '../../core/by-code';
import { listOf } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import { catalogEntries } from '../committed/catalog-entries';
import type { CatalogEntry } from '../committed/catalog-entries';
import type { ProductionStack, RepositoryFiles } from '../committed/committed';
import { isCatalogEntry, isLock } from '../committed/evidence-files';
import type { ReportsConfig, ServiceConfig } from '../config/config';
import { NO_TEAM } from '../scorecard/adoption';
import { committedFiles } from './committed-files';
import type { Reader } from './committed-files';
import { repositoryOf } from './shapes';
import { PAGE } from './source';

const AT_ONCE = 8;

/** The services that the repositories say they have. */
export async function discover(reader: Reader, config: ReportsConfig): Promise<ServiceConfig[]> {
  const repositories = await filesOfAll(reader, config, false);
  return merged(repositories.flatMap((repository) => servicesIn(reader, repository)));
}

/** The committed files of the repositories of a configuration; what cannot be read is named, and the rest goes on. */
export async function filesOfAll(
  reader: Reader,
  { organization, repositories }: Pick<ReportsConfig, 'organization' | 'repositories'>,
  withHistory: boolean,
  onRepository: (done: number, all: number) => void = () => undefined,
): Promise<RepositoryFiles[]> {
  const given = repositories?.map((name) => (name.includes('/') ? name : `${organization}/${name}`));
  const names = given ?? (await allOf(reader, organization));
  let done = 0;
  onRepository(done, names.length);
  const found = await eachOf(names, AT_ONCE, async (name) => {
    try {
      return [await committedFiles(reader, name, withHistory)];
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      reader.missing({ where: name, what: error.what, why: error.why });
      return [];
    } finally {
      done += 1;
      onRepository(done, names.length);
    }
  });
  return found.flat();
}

/** The repositories of the organisation, or the user, that are not archived. */
async function allOf({ client, partition }: Reader, owner: string): Promise<string[]> {
  const pick = (body: unknown) => listOf(body, 'repositories', repositoryOf);
  const query = `sort=full_name&per_page=${PAGE}`;
  for (const path of [`/orgs/${owner}/repos?type=all&${query}`, `/users/${owner}/repos?${query}`]) {
    const repositories = await client.readAll(partition, path, { pick });
    if (repositories) return repositories.filter(({ isArchived }) => !isArchived).map(({ fullName }) => fullName);
  }
  throw new Unavailable(`/orgs/${owner}/repos`, 'there is no such organisation or user, or the token may not read it');
}

/** A lock knows environments and more; the catalog knows who answers for a service, and PagerDuty. */
function servicesIn(reader: Reader, { files, name: repository }: RepositoryFiles): ServiceConfig[] {
  const entries: CatalogEntry[] = [];
  const stacks: ProductionStack[] = [];
  for (const [file, text] of files) {
    try {
      if (isCatalogEntry(file)) entries.push(...catalogEntries(text));
      if (isLock(file)) stacks.push(...reader.readLock(text).production);
    } catch (error) {
      reader.missing({ where: repository, what: file, why: (error as Error).message.split('\n')[0] });
    }
  }
  const locked = stacks.map(({ environment, service: name, team }) => {
    const entry = entries.find((each) => each.name === name);
    const environments = environment === undefined ? {} : { environments: [environment] };
    return { ...serviceOf(repository, name, team ?? entry?.owner, entry), ...environments };
  });
  return locked.length > 0 ? locked : entries.map((entry) => serviceOf(repository, entry.name, entry.owner, entry));
}

function serviceOf(repository: string, name: string, team = NO_TEAM, entry?: CatalogEntry): ServiceConfig {
  return { name, team, repository, ...(entry?.pagerduty !== undefined && { pagerduty: [entry.pagerduty] }) };
}

/** A service that several stacks or repositories name is one; its environments add up. */
function merged(services: readonly ServiceConfig[]): ServiceConfig[] {
  const byName = new Map<string, ServiceConfig>();
  for (const service of services) {
    const before = byName.get(service.name);
    const environments = [...new Set([...(before?.environments ?? []), ...(service.environments ?? [])])];
    const pagerduty = before?.pagerduty ?? service.pagerduty;
    const base = before ?? service;
    byName.set(service.name, { ...base, ...(environments.length > 0 && { environments }), ...(pagerduty && { pagerduty }) });
  }
  return [...byName.values()].sort((one, other) => byCode(one.name, other.name));
}
