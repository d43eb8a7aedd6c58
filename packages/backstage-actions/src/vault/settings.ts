import type { Fields } from '../core/checks';
import { ADDRESS, fieldsOf, hasControl, matching, oneOf } from '../core/checks';
import { Problems } from '../core/problems';

/** How Backstage logs in to Vault. */
export type VaultLogin =
  | { readonly method: 'token'; readonly token: string }
  | { readonly method: 'kubernetes'; readonly role: string; readonly path: string; readonly tokenFile: string };

export interface VaultSettings {
  readonly address: string;
  /**
   * `namespaces` makes a Vault namespace for each `namespace` (Vault Enterprise, HCP Vault, OpenBao); `mounts` makes a key-value engine
   * for it, in any Vault.
   */
  readonly layout: 'mounts' | 'namespaces';
  /** The namespace in which Backstage works; '' is the root. */
  readonly parentNamespace: string;
  readonly login: VaultLogin;
  /** Path of the key-value engine in a namespace, or what the engines of the layout `mounts` are below. */
  readonly mount: string;
  readonly kubernetes: {
    /** Path of the auth method. */
    readonly path: string;
    /** Address of the cluster's API server; required by the layout `namespaces`, whose auth methods are new. */
    readonly host?: string;
    readonly caCertificate?: string;
    readonly audience?: string;
  };
  readonly tokenTtl: string;
}

const PATH = matching(
  /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/,
  "names with '/' between them, of letters, digits, '-' and '_'",
  "remove outer slashes and special characters, as in 'admin/platform'",
  200,
);
const TTL = matching(/^[1-9][0-9]{0,5}[smh]$/, 'a duration such as 30m or 1h', 'give a number with s, m or h', 7);
const AUDIENCE = matching(/^[A-Za-z0-9._:/-]+$/, 'an audience of a service account token', 'give one without spaces', 200);
const ROLE = matching(
  /^[A-Za-z0-9_.-]+$/,
  "a role's name: letters, digits, '_', '.' and '-'",
  "give the role that Vault's administrator made",
  128,
);
const FILE = {
  allowed: 'an absolute path',
  fix: 'give the path at which the token is mounted',
  test: (value: string) => value.startsWith('/') && !hasControl(value) && !value.split('/').includes('..'),
};
const CERTIFICATE = {
  allowed: 'certificates in PEM form',
  fix: 'give the text with its BEGIN and END lines, for example by $file',
  test: (value: string) => value.startsWith('-----BEGIN CERTIFICATE-----') && value.trimEnd().endsWith('-----END CERTIFICATE-----'),
};

const KEYS = ['address', 'layout', 'parentNamespace', 'token', 'login', 'mount', 'kubernetes', 'tokenTtl'];

/** The checked settings below `goldenPath.vault`. Throws one error with every problem. */
export function vaultSettings(value: unknown): VaultSettings {
  const problems = new Problems();
  const fields = fieldsOf(problems, 'goldenPath.vault', value).only(KEYS);
  const layout = (fields.optionalText('layout', oneOf(['namespaces', 'mounts'])) ?? 'namespaces') as VaultSettings['layout'];
  const settings = {
    address: fields.text('address', ADDRESS),
    layout,
    parentNamespace: fields.optionalText('parentNamespace', PATH) ?? '',
    login: loginOf(fields, problems),
    mount: fields.optionalText('mount', PATH) ?? (layout === 'mounts' ? 'services' : 'secret'),
    kubernetes: kubernetesOf(fields, layout),
    tokenTtl: fields.optionalText('tokenTtl', TTL) ?? '1h',
  };
  problems.check('settings');
  return settings;
}

function loginOf(fields: Fields, problems: Problems): VaultLogin {
  if (fields.has('login') && fields.has('token')) {
    const fix = 'remove the token: a login in Kubernetes needs none';
    problems.add({ path: fields.at('token'), got: 'a token beside login', allowed: 'one of token and login', fix });
  }
  if (!fields.has('login')) {
    const where = 'set goldenPath.vault.token: ${VAULT_TOKEN} in app-config.yaml, or goldenPath.vault.login';
    return { method: 'token', token: fields.secret('token', where) };
  }
  const login = fields.object('login').only(['role', 'path', 'tokenFile']);
  return {
    method: 'kubernetes',
    role: login.text('role', ROLE),
    path: login.optionalText('path', PATH) ?? 'kubernetes',
    tokenFile: login.optionalText('tokenFile', FILE) ?? '/var/run/secrets/kubernetes.io/serviceaccount/token',
  };
}

function kubernetesOf(fields: Fields, layout: VaultSettings['layout']): VaultSettings['kubernetes'] {
  const needed = layout === 'namespaces';
  const kubernetes = fields.has('kubernetes') || needed ? fields.object('kubernetes') : undefined;
  kubernetes?.only(['path', 'host', 'caCertificate', 'audience']);
  return {
    path: kubernetes?.optionalText('path', PATH) ?? 'kubernetes',
    host: needed ? kubernetes?.text('host', ADDRESS) : kubernetes?.optionalText('host', ADDRESS),
    caCertificate: kubernetes?.optionalText('caCertificate', CERTIFICATE),
    audience: kubernetes?.optionalText('audience', AUDIENCE),
  };
}
