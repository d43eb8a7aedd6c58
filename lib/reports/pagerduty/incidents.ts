import { byCode } from '../../core/by-code';
import type { Partition } from '../cache/cache';
import type { Client } from '../client/client';
import { Fields } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import { DAY, iso } from '../metrics/time';

/** PagerDuty searches at most six months. @see https://developer.pagerduty.com/api-reference/9d0b4b12e36f9-list-incidents */
const LONGEST_SPAN = 180 * DAY;

/** It gives at most so many of one search. @see https://developer.pagerduty.com/docs/pagination */
const MOST_OF_A_SEARCH = 10_000;
const PAGE = 100;

const SECOND = 1000;

/** Ids in one address. */
const MOST_IDS = 40;
const AT_ONCE = 4;

/** An incident of a service of PagerDuty. */
export interface PagedIncident {
  readonly id: string;
  /** The id of the service. */
  readonly service: string;
  readonly startedAt: string;
  readonly resolvedAt?: string;
  readonly url: string;
}

/** How PagerDuty is read. */
export interface PagerDuty {
  readonly client: Client;
  readonly partition: Partition;
}

interface Listed extends PagedIncident {
  readonly isResolved: boolean;
  /** When it changed last: what was read of it before then is old. */
  readonly changedAt: string;
}

interface Page {
  readonly incidents: readonly Listed[];
  readonly more: boolean;
}

/** The incidents of services that began in a span of time, in milliseconds, in the order of their ids. */
export async function incidentsOf(source: PagerDuty, services: readonly string[], from: number, until: number): Promise<PagedIncident[]> {
  const found = new Map<string, Listed>();
  for (let index = 0; index < services.length; index += MOST_IDS) {
    const ids = services.slice(index, index + MOST_IDS);
    for (let start = from; start < until; start += LONGEST_SPAN) {
      const listed = await inSpan(source, ids, start, Math.min(start + LONGEST_SPAN, until));
      for (const incident of listed) found.set(incident.id, incident);
    }
  }
  const incidents = [...found.values()].sort((one, other) => byCode(one.id, other.id));
  return eachOf(incidents, AT_ONCE, async (incident) => withResolution(source, incident));
}

/** The incidents of a span, which is halved if there are more than a search gives. */
async function inSpan(source: PagerDuty, ids: readonly string[], from: number, until: number): Promise<Listed[]> {
  const query = [
    `since=${encodeURIComponent(iso(from))}`,
    `until=${encodeURIComponent(iso(until))}`,
    'time_zone=UTC',
    'sort_by=created_at%3Aasc',
    ...ids.map((id) => `service_ids%5B%5D=${encodeURIComponent(id)}`),
    `limit=${PAGE}`,
  ].join('&');
  const incidents: Listed[] = [];
  for (let offset = 0; offset + PAGE <= MOST_OF_A_SEARCH; offset += PAGE) {
    const { body } = await source.client.read(source.partition, `/incidents?${query}&offset=${offset}`, { pick: pageOf });
    if (!body) throw new Unavailable('/incidents', 'PagerDuty does not know one of the services');
    incidents.push(...body.incidents);
    if (!body.more) return incidents;
  }
  const middle = Math.floor((from + until) / 2 / SECOND) * SECOND;
  if (middle <= from) throw new Unavailable('/incidents', `more than ${MOST_OF_A_SEARCH} incidents in a second`);
  return [...(await inSpan(source, ids, from, middle)), ...(await inSpan(source, ids, middle, until))];
}

function pageOf(body: unknown): Page {
  const page = new Fields(body, 'page');
  return {
    more: page.flag('more'),
    incidents: page.list('incidents', (item) => ({
      id: item.text('id'),
      service: item.fields('service').text('id'),
      startedAt: item.time('created_at'),
      url: item.text('html_url'),
      isResolved: item.word('status', ['triggered', 'acknowledged', 'resolved']) === 'resolved',
      changedAt: item.optionalText('last_status_change_at') ?? '',
    })),
  };
}

/** An incident may be resolved and triggered again: the last resolution of its log counts. */
async function withResolution({ client, partition }: PagerDuty, { changedAt, isResolved, ...incident }: Listed): Promise<PagedIncident> {
  if (!isResolved) return incident;
  const times: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const path = `/incidents/${encodeURIComponent(incident.id)}/log_entries?time_zone=UTC&limit=${PAGE}&offset=${offset}`;
    const { body } = await client.read(partition, path, { pick: resolutionsOf, isFinal: () => true, key: `${path}#${changedAt}` });
    times.push(...(body?.times ?? []));
    if (!body?.more) break;
  }
  const resolvedAt = times.sort().at(-1);
  if (resolvedAt === undefined) throw new Unavailable(`/incidents/${incident.id}/log_entries`, 'no entry says when it was resolved');
  return { ...incident, resolvedAt };
}

/** @see https://developer.pagerduty.com/api-reference/367f2ad9a8a7b-list-log-entries-for-an-incident */
function resolutionsOf(body: unknown): { readonly times: string[]; readonly more: boolean } {
  const page = new Fields(body, 'log entries');
  const entries = page.list('log_entries', (item) => ({ type: item.text('type'), at: item.time('created_at') }));
  return { more: page.flag('more'), times: entries.filter(({ type }) => type.startsWith('resolve_log_entry')).map(({ at }) => at) };
}
