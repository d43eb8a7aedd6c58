import { isPlainObject } from '../../../core/json';
import { visible } from '../../output';
import { Trouble } from '../../refusal';
import { fieldsOf } from '../fields';
import type { RegistryAddress } from './address';
import type { Credentials } from './credentials';

/** A request to a registry. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const PATIENCE = 60_000;

/** Errors of Node about a certificate whose authority it does not know. */
const UNKNOWN_AUTHORITY = /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

/** Sends requests about one repository, in the name of whoever is logged in. */
export class Session {
  public readonly base: string;
  private readonly host: string;
  private authorization: string | undefined;

  public constructor(
    private readonly registry: RegistryAddress,
    private readonly repository: string,
    private readonly credentials: Credentials | undefined,
  ) {
    this.base = `${registry.scheme}://${registry.host}`;
    // Without the port that the scheme has anyway, as the addresses of requests are.
    this.host = new URL(this.base).host;
  }

  /** Sends a request, and again with a token or a password if the registry asks for one. Other hosts are told neither. */
  public async send(url: URL, asked: Asked): Promise<Response> {
    this.checkSafe(url);
    const answer = await this.fetched(url, asked);
    if (answer.status !== 401 || url.host !== this.host) return answer;
    this.authorization = await this.authorize(answer.headers.get('www-authenticate') ?? '');
    return this.fetched(url, asked);
  }

  /** What is wrong with an answer, as the refusal of an action. */
  public async refusalOf(answer: Response, action: string): Promise<Trouble> {
    const got = `${answer.status}${await reasonIn(answer)}`;
    const who = this.credentials === undefined ? 'nobody is logged in' : `as ${this.credentials.user}`;
    if (answer.status === 401 || answer.status === 403) {
      return new Trouble(`${got}, ${who}`, `somebody who may ${action} ${this.repository}`, `log in: docker login ${this.registry.host}`);
    }
    return new Trouble(got, `a registry that lets you ${action} ${this.repository}`, 'see what its documentation says about this answer');
  }

  private async fetched(url: URL, { body, headers, method }: Asked): Promise<Response> {
    const own: Record<string, string> = url.host === this.host && this.authorization ? { authorization: this.authorization } : {};
    return this.answerFrom(url, { method, headers: { ...headers, ...own }, body: body && new Uint8Array(body) });
  }

  private async answerFrom(url: URL, options: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...options, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } };
      const why = cause?.code ?? name;
      const fix = UNKNOWN_AUTHORITY.test(why)
        ? 'set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority'
        : 'check --to and the network';
      throw new Trouble(`no answer from ${url.host} (${why})`, 'a registry that answers', fix);
    }
  }

  /** The header that an answer of 401 asks for. See https://distribution.github.io/distribution/spec/auth/token/. */
  private async authorize(challenge: string): Promise<string | undefined> {
    const { credentials } = this;
    const basic = credentials && `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    if (!/^bearer /i.test(challenge)) return basic;
    const fields = Object.fromEntries([...challenge.matchAll(/\b(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    if (!URL.canParse(fields.realm)) throw incomplete('a request for a token without an address');
    const realm = new URL(fields.realm);
    this.checkSafe(realm);
    if (fields.service) realm.searchParams.set('service', fields.service);
    realm.searchParams.set('scope', `repository:${this.repository}:pull,push`);
    const answer = await this.answerFrom(realm, { headers: basic ? { authorization: basic } : {} });
    if (!answer.ok) throw await this.refusalOf(answer, 'push to');
    const { access_token: access, token = access } = fieldsOf(await answer.text());
    if (typeof token !== 'string') throw incomplete(`an answer of ${realm.host} without a token`);
    return `Bearer ${token}`;
  }

  private checkSafe({ host, protocol }: URL): void {
    if (protocol === 'https:' || (this.registry.scheme === 'http' && host === this.host)) return;
    const got = `${this.registry.host} names the address ${protocol}//${host}`;
    throw new Trouble(got, 'HTTPS', 'have the registry name an address with HTTPS');
  }
}

function incomplete(got: string): Trouble {
  return new Trouble(got, 'what the specification of tokens asks for', 'see https://distribution.github.io/distribution/spec/auth/token/');
}

/** The first error of https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes, for a terminal. */
async function reasonIn(answer: Response): Promise<string> {
  const { errors } = fieldsOf(await answer.text().catch(() => ''));
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (!isPlainObject(first)) return '';
  const said = [first.code, first.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  return ` ${visible(said.replace(/\s+/g, ' ')).slice(0, 200)}`;
}
