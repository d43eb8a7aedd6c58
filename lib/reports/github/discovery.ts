import { loadAll } from 'js-yaml';
import { byCode } from '../../core/by-code';
import { fieldAt, isPlainObject } from '../../core/json';
import type { Partition } from '../cache/cache';
import type { Client } from '../client/client';
import { Fields, listOf } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import type { ReportsConfig, ServiceConfig } from '../config/config';
import type { Missing } from '../facts/facts';
import { repositoryOf } from './shapes';
import { PAGE } from './source';

/** What services are found by. */
export interface Discovery {
  readonly client: Client;
  readonly partition: Partition;
  readonly missing: (missing: Missing) => void;
}

const AT_ONCE = 8;
const LOCK_FILE = 'golden-path.lock.json';
const CATALOG_FILE = 'catalog-info.yaml';

/** The services that the repositories say they have. */
export async function discover(discovery: Discovery, config: ReportsConfig): Promise<ServiceConfig[]> {
  const names = config.repositories?.map((name) => (name.includes('/') ? name : `${config.organization}/${name}`));
  const found = await eachOf(names ?? (await allOf(discovery, config.organization)), AT_ONCE, async (name) => {
    try {
      return await servicesIn(discovery, name);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      discovery.missing({ where: name, what: error.what, why: error.why });
      return [];
    }
  });
  return merged(found.flat());
}

/** The repositories of the organisation, or the user, that are not archived. */
async function allOf({ client, partition }: Discovery, owner: string): Promise<string[]> {
  const pick = (body: unknown) => listOf(body, 'repositories', repositoryOf);
  const query = `sort=full_name&per_page=${PAGE}`;
  for (const path of [`/orgs/${owner}/repos?type=all&${query}`, `/users/${owner}/repos?${query}`]) {
    const repositories = await client.readAll(partition, path, { pick });
    if (repositories) return repositories.filter(({ isArchived }) => !isArchived).map(({ fullName }) => fullName);
  }
  throw new Unavailable(`/orgs/${owner}/repos`, 'there is no such organisation or user, or the token may not read it');
}

async function servicesIn(discovery: Discovery, repository: string): Promise<ServiceConfig[]> {
  const entries = inCatalog(discovery, repository, await contentOf(discovery, repository, CATALOG_FILE));
  const locked = inLock(discovery, repository, await contentOf(discovery, repository, LOCK_FILE));
  if (locked.length === 0) return entries;
  return locked.map((service) => ({ ...service, pagerduty: entries.find(({ name }) => name === service.name)?.pagerduty }));
}

/** A file of the default branch. @see https://docs.github.com/en/rest/repos/contents#get-repository-content */
async function contentOf({ client, partition }: Discovery, repository: string, file: string): Promise<string | undefined> {
  const { body } = await client.read(partition, `/repos/${repository}/contents/${file}`, {
    pick: (read) => Buffer.from(new Fields(read, 'content').text('content'), 'base64').toString('utf8'),
  });
  return body;
}

/** The services with a stack in production, of a lock that golden-path wrote. */
function inLock({ missing }: Discovery, repository: string, text: string | undefined): ServiceConfig[] {
  if (text === undefined) return [];
  const stacks = fieldAt(parsed(() => JSON.parse(text) as unknown), 'stacks');
  if (!isPlainObject(stacks)) {
    missing({ where: repository, what: LOCK_FILE, why: 'it is not a lock that golden-path writes' });
    return [];
  }
  return Object.values(stacks).flatMap((stack): ServiceConfig[] => {
    if (!isPlainObject(stack) || stack.production !== true || typeof stack.service !== 'string') return [];
    const { environment, service: name, team } = stack;
    const environments = typeof environment === 'string' ? { environments: [environment] } : {};
    return [{ name, team: typeof team === 'string' ? team : 'unknown', repository, ...environments }];
  });
}

/** The components of a catalog that are services. @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component */
function inCatalog({ missing }: Discovery, repository: string, text: string | undefined): ServiceConfig[] {
  if (text === undefined) return [];
  const documents = parsed(() => loadAll(text));
  if (!Array.isArray(documents)) {
    missing({ where: repository, what: CATALOG_FILE, why: 'it is not YAML' });
    return [];
  }
  return documents.flatMap((document): ServiceConfig[] => {
    const [name, owner] = [fieldAt(document, 'metadata.name'), fieldAt(document, 'spec.owner')];
    if (fieldAt(document, 'kind') !== 'Component' || fieldAt(document, 'spec.type') !== 'service' || typeof name !== 'string') return [];
    const annotations = fieldAt(document, 'metadata.annotations');
    const id = isPlainObject(annotations) ? annotations['pagerduty.com/service-id'] : undefined;
    const team = typeof owner === 'string' ? owner.replace(/^.*[:/]/, '') : 'unknown';
    return [{ name, team, repository, ...(typeof id === 'string' && { pagerduty: [id] }) }];
  });
}

function parsed(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
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
