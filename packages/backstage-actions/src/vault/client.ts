import { readFile } from 'node:fs/promises';
import type { HttpAnswer, HttpRequest, Timing } from '../core/http';
import { HttpClient } from '../core/http';
import { failure } from '../core/problems';
import type { VaultSettings } from './settings';

/** Vault has not caught up with this client's own last write. @see https://developer.hashicorp.com/vault/docs/enterprise/consistency */
const BEHIND = 412;

/** Vault's HTTP API in one namespace after another. @see https://developer.hashicorp.com/vault/api-docs */
export class VaultClient {
  private readonly http: HttpClient;
  private token = '';
  private index: string | null = null;

  public constructor(
    private readonly settings: VaultSettings,
    signal?: AbortSignal,
    timing?: Timing,
  ) {
    const credentials = settings.login.method === 'token' ? 'goldenPath.vault.token' : 'goldenPath.vault.login';
    const fixes = {
      403: `check ${credentials}: Vault does not know it, or it lacks a policy for this path (the README lists what it needs)`,
      503: 'unseal Vault',
    };
    this.http = new HttpClient({ name: 'Vault', baseUrl: settings.address, fixes, retried: [BEHIND] }, signal, timing);
  }

  /** Logs in if it did not yet, and sends a request to a namespace; '' is the root. */
  public async send(namespace: string, request: HttpRequest): Promise<HttpAnswer> {
    if (this.token === '') this.token = await this.logIn();
    return this.sendAs({ 'X-Vault-Token': this.token }, namespace, request);
  }

  private async sendAs(credentials: Readonly<Record<string, string>>, namespace: string, request: HttpRequest): Promise<HttpAnswer> {
    const headers = {
      ...credentials,
      'X-Vault-Request': 'true',
      ...(namespace !== '' && { 'X-Vault-Namespace': namespace }),
      // A standby that has not seen the last write yet says so, and is asked again.
      ...(this.index !== null && { 'X-Vault-Index': this.index }),
    };
    const answer = await this.http.send({ ...request, path: ['v1', ...request.path], headers });
    this.index = answer.headers.get('x-vault-index') ?? this.index;
    return answer;
  }

  private async logIn(): Promise<string> {
    const { login, parentNamespace } = this.settings;
    if (login.method === 'token') return this.secret(login.token);
    const jwt = this.secret(await readToken(login.tokenFile));
    const request = { method: 'POST', path: ['auth', ...login.path.split('/'), 'login'], body: { role: login.role, jwt } } as const;
    const answer = await this.sendAs({}, parentNamespace, request);
    return this.secret(answer.text('auth', 'client_token'));
  }

  private secret(value: string): string {
    this.http.hide(value);
    return value;
  }
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const got = `${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`;
    throw failure('settings', {
      path: 'goldenPath.vault.login.tokenFile',
      got,
      allowed: 'a file with a service account token',
      fix: 'mount the token into the pod',
    });
  }
}
