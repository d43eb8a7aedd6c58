import type { Organization, RecordedIncident } from './organization';
import type { Reply } from './server';

const MOST = 10_000;
const SIX_MONTHS = 184 * 86_400_000;

/** What PagerDuty answers. @see https://developer.pagerduty.com/api-reference */
export function pagerdutyAnswer(organization: Organization, url: URL): Reply {
  const { searchParams: query } = url;
  const [limit, offset] = [Math.min(Number(query.get('limit') ?? 25), 100), Number(query.get('offset') ?? 0)];
  if (offset + limit > MOST) return failure(400, `offset and limit are more than ${MOST}`);
  const page = <T>(name: string, all: readonly T[], body: (each: T) => object): Reply => ({
    status: 200,
    body: { [name]: all.slice(offset, offset + limit).map(body), limit, offset, more: offset + limit < all.length, total: null },
  });
  if (url.pathname === '/incidents') {
    const [since, until] = ['since', 'until'].map((name) => Date.parse(query.get(name) ?? ''));
    if (until - since > SIX_MONTHS) return failure(400, 'since and until are more than six months apart');
    const ids = query.getAll('service_ids[]');
    // In ISO 8601 the order of texts is that of times.
    const [first, end] = [since, until].map((at) => new Date(at).toISOString());
    const inWindow = (created: string) => `${created}:00.000Z` >= first && `${created}:00.000Z` < end;
    const found = organization.incidents.filter(({ created, service }) => ids.includes(service) && inWindow(created));
    return page('incidents', found, incidentBody);
  }
  const [, id] = /^\/incidents\/([^/]+)\/log_entries$/.exec(url.pathname) ?? [];
  const incident = organization.incidents.find((each) => each.id === id);
  return incident ? page('log_entries', logOf(incident), (entry) => entry) : failure(404, 'Not Found');
}

function failure(status: number, message: string): Reply {
  return { status, body: { error: { code: 2100, message, errors: [] } } };
}

function incidentBody({ created, id, resolved, service }: RecordedIncident): object {
  return {
    id,
    type: 'incident',
    summary: `[#1] ${id}`,
    self: `https://api.pagerduty.com/incidents/${id}`,
    html_url: `https://acme.pagerduty.com/incidents/${id}`,
    incident_number: 1,
    title: 'High error rate',
    created_at: `${created}:00Z`,
    status: resolved.length > 0 ? 'resolved' : 'triggered',
    urgency: 'high',
    last_status_change_at: `${resolved.at(-1) ?? created}:00Z`,
    service: { id: service, type: 'service_reference', summary: service, self: null, html_url: null },
  };
}

function logOf({ created, id, resolved }: RecordedIncident): object[] {
  const entry = (type: string, at: string, index: number) => ({ id: `${id}${index}`, type, created_at: `${at}:00Z`, incident: { id, type: 'incident_reference' } });
  return [entry('trigger_log_entry', created, 0), ...resolved.map((at, index) => entry('resolve_log_entry', at, index + 1))].reverse();
}
