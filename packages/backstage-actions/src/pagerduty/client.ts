import { valueAt } from '../core/answer';
import { isObject } from '../core/checks';
import type { Timing } from '../core/http';
import { HttpClient } from '../core/http';
import { failure } from '../core/problems';
import type { ServiceInput } from './input';
import type { PagerDutySettings } from './settings';

/** What the action needs to know of a service that PagerDuty has. */
export interface FoundService {
  readonly id: string;
  readonly url: string;
  readonly escalationPolicyId: string;
}

const PAGE = 100;
/** PagerDuty refuses an offset of 10,000 and more. @see https://developer.pagerduty.com/docs/pagination */
const LAST_OFFSET = 9_900;

const TOKEN = 'goldenPath.pagerDuty.apiToken';

/** The part of PagerDuty's REST API that creates services. @see https://developer.pagerduty.com/api-reference/ */
export class PagerDutyClient {
  private readonly http: HttpClient;
  private readonly headers: Readonly<Record<string, string>>;

  public constructor({ apiToken, apiUrl }: PagerDutySettings, signal?: AbortSignal, timing?: Timing) {
    this.headers = { Authorization: `Token token=${apiToken}`, Accept: 'application/vnd.pagerduty+json;version=2' };
    const fixes = {
      401: `check ${TOKEN}: PagerDuty does not know it`,
      403: `give the token of ${TOKEN} the permission to read and write services`,
    };
    this.http = new HttpClient({ name: 'PagerDuty', baseUrl: apiUrl, fixes }, signal, timing);
    this.http.hide(apiToken);
  }

  /** The service of exactly this name. PagerDuty's own query also finds names that only contain it, in any case of letters. */
  public async find(name: string): Promise<FoundService | undefined> {
    for (let offset = 0; offset <= LAST_OFFSET; offset += PAGE) {
      const query = { query: name, limit: String(PAGE), offset: String(offset) };
      const answer = await this.http.send({ method: 'GET', path: ['services'], query, headers: this.headers });
      const services = valueAt(answer.json, 'services');
      if (!Array.isArray(services)) answer.text('services');
      // Names are unique without regard to case.
      const found = (services as unknown[]).find((service) => sameName(valueAt(service, 'name'), name));
      if (found !== undefined) return foundService(found);
      if (valueAt(answer.json, 'more') !== true) return undefined;
    }
    return undefined;
  }

  /** Creates the service. Gives undefined if PagerDuty refuses the input, with the reason, since a service of that name is one. */
  public async create({ name, description, escalationPolicyId, urgency }: Required<ServiceInput>): Promise<Creation> {
    const service = {
      type: 'service',
      name,
      description,
      escalation_policy: { id: escalationPolicyId, type: 'escalation_policy_reference' },
      incident_urgency_rule: { type: 'constant', urgency },
    };
    const answer = await this.http.send({ method: 'POST', path: ['services'], headers: this.headers, body: { service }, expect: [400] });
    if (answer.status === 400) return { refusal: answer.refusal() };
    return { service: foundService(valueAt(answer.json, 'service')) };
  }
}

/** A new service, or why PagerDuty made none. */
export type Creation = { readonly service: FoundService } | { readonly refusal: Error };

function foundService(service: unknown): FoundService {
  const [id, url, escalationPolicyId] = [['id'], ['html_url'], ['escalation_policy', 'id']].map((keys) => valueAt(service, ...keys));
  if (isObject(service) && typeof id === 'string' && typeof url === 'string' && typeof escalationPolicyId === 'string') {
    return { id, url, escalationPolicyId };
  }
  const allowed = 'a service with id, html_url and escalation_policy.id';
  throw failure('unavailable', {
    path: 'PagerDuty: a service',
    got: 'an answer of another shape',
    allowed,
    fix: 'check goldenPath.pagerDuty.apiUrl',
  });
}

function sameName(found: unknown, name: string): boolean {
  return typeof found === 'string' && found.toLowerCase() === name.toLowerCase();
}
