import { Loopback } from './loopback';
import type { Reply, Seen } from './loopback';

/** A service as PagerDuty has it. */
export interface Service {
  readonly id: string;
  readonly name: string;
  readonly escalation_policy: { readonly id: string };
  readonly [key: string]: unknown;
}

export const TOKEN = 'u+pagerduty-secret-token';

/** PagerDuty's REST API v2, as far as services go. @see https://developer.pagerduty.com/api-reference/e960cca205c0f-list-services */
export class PagerDutyServer {
  public static async start(): Promise<PagerDutyServer> {
    const server = new PagerDutyServer();
    server.loopback = await Loopback.start((request) => server.answer(request));
    return server;
  }

  public readonly services: Service[] = [];
  public loopback!: Loopback;
  private constructor() {}

  public add(name: string, policy: string): Service {
    const id = `P${String(this.services.length + 1).padStart(6, '0')}`;
    const service = { id, name, html_url: `https://acme.pagerduty.com/service-directory/${id}`, escalation_policy: { id: policy } };
    this.services.push(service);
    return service;
  }

  private answer({ method, path, query, headers, body }: Seen): Reply {
    if (headers.authorization !== `Token token=${TOKEN}`) return refusal(401, 2006, 'Unauthorized');
    if (path !== '/services') return refusal(404, 2100, 'Not Found');
    if (method === 'GET') return this.list(query);
    const { service } = body as { service: Service };
    if (this.services.some(({ name }) => name.toLowerCase() === service.name.toLowerCase())) {
      return refusal(400, 2001, 'Invalid Input Provided', ['Name has already been taken']);
    }
    if (service.escalation_policy.id === 'PUNKNOWN') {
      return refusal(400, 2001, 'Invalid Input Provided', ['Escalation policy not found']);
    }
    return { status: 201, json: { service: { ...service, ...this.add(service.name, service.escalation_policy.id) } } };
  }

  private list(query: URLSearchParams): Reply {
    const text = query.get('query')!.toLowerCase();
    const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
    const found = this.services.filter(({ name }) => name.toLowerCase().includes(text));
    const services = found.slice(offset, offset + limit);
    return { status: 200, json: { services, limit, offset, more: offset + limit < found.length, total: null } };
  }
}

function refusal(status: number, code: number, message: string, errors?: readonly string[]): Reply {
  return { status, json: { error: { message, code, errors } } };
}
