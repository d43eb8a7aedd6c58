import { createSign } from 'node:crypto';
import { isPlainObject } from '../../core/json';
import type { Authorize, Clock, Send } from '../client/transport';
import { Unavailable } from '../client/unavailable';

/** A GitHub App, as it is installed in an organisation. */
export interface GithubApp {
  readonly appId: string;
  readonly installationId: string;
  /** The private key of the app, as PEM. */
  readonly privateKey: string;
}

/** GitHub takes at most ten minutes, and clocks differ. */
const JWT_SECONDS = 540;
const CLOCK_DRIFT_SECONDS = 60;

/** A token that ends this soon is replaced. */
const MARGIN = 5 * 60_000;

/** The header of a token. */
export function withToken(token: string): Authorize {
  return () => Promise.resolve({ authorization: `Bearer ${token}` });
}

/**
 * The header of an installation's token, which is asked for again before it ends.
 *
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation
 */
export function asApp(app: GithubApp, baseUrl: string, send: Send, clock: Clock): Authorize {
  let current: Promise<{ readonly token: string; readonly endsAt: number }> | undefined;
  // Infinity while GitHub is being asked: a refusal of the token before it is no reason to ask again.
  let endsAt = 0;
  const authorize = async () => {
    if (!current || clock.now() > endsAt - MARGIN) {
      endsAt = Infinity;
      current = ask(app, baseUrl, send, clock);
      ({ endsAt } = await current.catch((error: unknown) => {
        current = undefined;
        throw error;
      }));
    }
    return { authorization: `Bearer ${(await current).token}` };
  };
  return Object.assign(authorize, {
    renew: () => {
      if (endsAt !== Infinity) endsAt = 0;
    },
  });
}

async function ask(app: GithubApp, baseUrl: string, send: Send, clock: Clock): Promise<{ token: string; endsAt: number }> {
  const path = `/app/installations/${app.installationId}/access_tokens`;
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${jwt(app, clock.now())}` };
  const { status, text } = await send({ method: 'POST', url: `${baseUrl}${path}`, headers });
  // A fault that passes: the client asks again.
  if (status === 429 || status >= 500) return Promise.reject(new Error(`GitHub gives the app no token now, HTTP ${status}`));
  if (status !== 201) throw new Unavailable(path, `GitHub gives the app no token (HTTP ${status})`);
  const body: unknown = JSON.parse(text);
  const endsAt = isPlainObject(body) ? Date.parse(String(body.expires_at)) : NaN;
  if (!isPlainObject(body) || typeof body.token !== 'string' || Number.isNaN(endsAt)) {
    throw new Unavailable(path, 'the answer has no token');
  }
  return { token: body.token, endsAt };
}

/** @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
function jwt({ appId, privateKey }: GithubApp, now: number): string {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - CLOCK_DRIFT_SECONDS, exp: seconds + JWT_SECONDS, iss: appId };
  const content = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
}
