import { ARCHIVE_FILE, DISCOVERY, folderOf, locationOf } from '../layout';
import type { Metrics } from './metrics';
import type { Route } from './route';
import { isSigned, signed } from './signature';
import type { Store } from './store';
import { tokenIn } from './tokens';
import type { Token } from './tokens';

/** Everything that an answer depends on besides the request. */
export interface Registry {
  readonly store: Store;
  readonly metrics: Metrics;
  /** The tokens that clients may send; nothing if everybody may read. */
  readonly tokens?: readonly Token[];
  /** The key that signs the addresses of archives. */
  readonly key: Buffer;
  /** The time in milliseconds. */
  readonly now: () => number;
}

/** A request, as far as an answer depends on it. */
export interface Asked {
  readonly route: Route;
  readonly query: string;
  readonly authorization?: string;
}

/** An answer, before it is sent. */
export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The name of the token that was sent. */
  readonly token?: string;
}

type Protected = Extract<Route, { address: unknown }>;

const JSON_TYPE = 'application/json';

/** Answers a request for what everybody may read, and others if they have a token or a signature. */
export async function answer(registry: Registry, asked: Asked): Promise<Answer> {
  const { route } = asked;
  if (route.kind === 'discovery') return { status: 200, type: JSON_TYPE, body: JSON.stringify(DISCOVERY) };
  if (route.kind === 'metrics') return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: registry.metrics.text() };
  if (route.kind === 'health') return health(registry.store);
  if (route.kind === 'refused') return failed(400, 'this path is not allowed');
  const { tokens } = registry;
  const token = tokens && tokenIn(asked.authorization, tokens);
  const hasSignature = route.kind === 'archive' && isSigned(registry.key, archivePathOf(route), asked.query, registry.now());
  if (tokens && !token && !hasSignature) return refusalOf(route);
  const result = 'address' in route ? await found(registry, route) : undefined;
  return { ...result ?? failed(404, 'not found'), token: token?.name };
}

async function health(store: Store): Promise<Answer> {
  const isReadable = await store.isReadable();
  return isReadable ? { status: 200, type: 'text/plain', body: 'ok\n' } : failed(503, 'no registry is there');
}

/** An answer that says what is wrong, in the form of Terraform's own registry. */
export function failed(status: number, text: string, headers?: Readonly<Record<string, string>>): Answer {
  return { status, type: JSON_TYPE, body: `${JSON.stringify({ errors: [text] })}\n`, headers };
}

/** The same for a module that is there and for one that is not. */
function refusalOf({ kind }: Route): Answer {
  if (kind === 'archive') return failed(403, 'the signature is missing, wrong or expired; run terraform init again');
  return failed(401, 'a valid token is required', { 'WWW-Authenticate': 'Bearer' });
}

/** What the registry has for a request that may be answered; nothing if it is not there. */
async function found({ key, now, store }: Registry, route: Protected): Promise<Answer | undefined> {
  if (route.kind === 'versions') {
    const body = await store.versions(route.address);
    return body === undefined ? undefined : { status: 200, type: JSON_TYPE, body };
  }
  if (route.kind === 'archive') {
    const body = await store.archive(route.address, route.version);
    return body === undefined ? undefined : { status: 200, type: 'application/gzip', body };
  }
  const sum = await store.sumOf(route.address, route.version);
  if (sum === undefined) return undefined;
  return { status: 204, headers: { 'X-Terraform-Get': locationOf(sum, signed(key, archivePathOf(route), now())) } };
}

function archivePathOf({ address, version }: Extract<Route, { version: string }>): string {
  return `/${folderOf(address)}/${version}/${ARCHIVE_FILE}`;
}
