import type { VaultSettings } from '../../../packages/backstage-actions/src/vault/settings';
import { vaultSettings } from '../../../packages/backstage-actions/src/vault/settings';
import { Loopback } from './loopback';
import type { Reply, Seen } from './loopback';

export const TOKEN = 'hvs.secret-of-backstage';
export const JWT = 'eyJ.service.account';

/** An input of the action. */
export const REQUEST = {
  namespace: 'payments',
  service: 'payment-service',
  kubernetes: { namespace: 'payment-service', serviceAccount: 'payment-service' },
};

/** The cluster of the settings. */
export const KUBERNETES = { host: 'https://kubernetes.acme.example' };

/** The policy for that input. */
export const POLICY = `# Managed by golden-path:vault:namespace:create for payment-service
path "secret/data/payment-service/*" {
  capabilities = ["read"]
}
path "secret/metadata/payment-service/*" {
  capabilities = ["list", "read"]
}
`;

/** Settings for a server in whose namespace `admin` Backstage works; what is undefined is left out. */
export function settingsWith(address: string, further: object = {}): VaultSettings {
  const settings = { address, token: TOKEN, parentNamespace: 'admin', kubernetes: KUBERNETES, ...further };
  return vaultSettings(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)));
}

/** What one namespace of Vault has. */
export interface Namespace {
  readonly mounts: Record<string, { type: string; options: Record<string, string> | null }>;
  readonly auth: Record<string, { type: string }>;
  readonly policies: Record<string, string>;
  readonly configs: Record<string, Record<string, unknown>>;
  readonly roles: Record<string, Record<string, unknown>>;
}

type Handler = (space: Namespace, name: string, request: Seen) => Reply;

/** Vault's HTTP API, as far as the action uses it, with namespaces or without. @see https://developer.hashicorp.com/vault/api-docs */
export class VaultServer {
  public static async start(): Promise<VaultServer> {
    const server = new VaultServer();
    server.loopback = await Loopback.start((request) => server.answer(request));
    return server;
  }

  public readonly namespaces: Record<string, Namespace> = { '': empty() };
  public loopback!: Loopback;
  /** Vault Community has none. */
  public enterprise = true;
  /** Those that Vault knows; a login with the JWT and the role `backstage` adds one. */
  public readonly tokens = [TOKEN];

  private constructor() {}

  private answer(request: Seen): Reply {
    const { method, path, headers, body } = request;
    const name = String(headers['x-vault-namespace'] ?? '');
    const space = this.namespaces[name];
    if (path === '/v1/auth/platform/login') return this.logIn(body);
    if (!this.tokens.includes(String(headers['x-vault-token']))) return errors(403, 'permission denied');
    if (space === undefined) return errors(404, `no handler for route "${path}"`);
    const child = /^\/v1\/sys\/namespaces\/([^/]+)$/.exec(path)?.[1];
    if (child !== undefined) return this.namespace(method, name === '' ? child : `${name}/${child}`);
    const [handler, argument] = route(method, path.slice('/v1/'.length));
    return handler(space, argument, request);
  }

  private logIn(body: Seen['body']): Reply {
    const { role, jwt } = body as { role: string; jwt: string };
    if (role !== 'backstage' || jwt !== JWT) return errors(403, 'permission denied');
    this.tokens.push('hvs.from-login');
    return { status: 200, json: { auth: { client_token: 'hvs.from-login', policies: ['backstage'] } } };
  }

  private namespace(method: string, full: string): Reply {
    if (!this.enterprise) return errors(404, 'unsupported path');
    const exists = full in this.namespaces;
    if (method === 'GET') return data(exists ? { id: 'gsudj', path: `${full}/` } : undefined);
    if (exists) return errors(400, `namespace already exists at "${full}/"`);
    this.namespaces[full] = empty();
    return { status: 200, json: { data: { id: 'gsudj', path: `${full}/` } } };
  }
}

function empty(): Namespace {
  const mounts = { 'cubbyhole/': { type: 'cubbyhole', options: null } };
  return { mounts, auth: { 'token/': { type: 'token' } }, policies: {}, configs: {}, roles: {} };
}

function errors(status: number, ...texts: readonly string[]): Reply {
  return { status, json: { errors: texts } };
}

const DONE: Reply = { status: 204 };

function data(value: unknown): Reply {
  return value === undefined ? { status: 404, json: { errors: [] } } : { status: 200, json: { data: value } };
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET sys/mounts': ({ mounts }) => data(mounts),
  'POST sys/mounts/': ({ mounts }, name, { body }) => {
    if (`${name}/` in mounts) return errors(400, `path is already in use at ${name}/`);
    mounts[`${name}/`] = body as Namespace['mounts'][string];
    return DONE;
  },
  'GET sys/auth': ({ auth }) => data(auth),
  'POST sys/auth/': ({ auth }, name, { body }) => {
    if (`${name}/` in auth) return errors(400, `path is already in use at ${name}/`);
    auth[`${name}/`] = body as Namespace['auth'][string];
    return DONE;
  },
  'GET sys/policies/acl/': ({ policies }, name) => data(policies[name] && { name, policy: policies[name] }),
  'PUT sys/policies/acl/': ({ policies }, name, { body }) => {
    policies[name] = (body as { policy: string }).policy;
    return DONE;
  },
  'GET auth/': ({ configs, roles }, name) => data(configs[name] ?? roles[name]),
  'POST auth/': ({ auth, configs, roles }, name, { body }) => {
    if (!(`${name.split('/')[0]}/` in auth)) return errors(404, `no handler for route "auth/${name}"`);
    const target = name.endsWith('/config') ? configs : roles;
    target[name] = body;
    return DONE;
  },
};

/** The handler with the longest prefix, and what follows that. */
function route(method: string, path: string): [Handler, string] {
  const call = `${method} ${path}`;
  const exact = HANDLERS[call];
  if (exact) return [exact, ''];
  const prefix = Object.keys(HANDLERS).find((candidate) => candidate.endsWith('/') && call.startsWith(candidate));
  if (prefix === undefined) throw new Error(`this server knows no ${call}`);
  return [HANDLERS[prefix], call.slice(prefix.length)];
}
