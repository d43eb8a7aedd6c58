import { createPrivateKey } from 'node:crypto';
import type { Authorize, Clock, Send } from '../../reports/client/transport';
import { asApp, withToken } from '../../reports/github/app-token';
import type { GithubApp } from '../../reports/github/app-token';
import { Trouble } from '../refusal';

/** The environment variables that tokens come from, and nothing else. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The header for GitHub. Throws Trouble if the environment says none. */
export function githubAuthorization(environment: Environment, baseUrl: string, send: Send, clock: Clock): Authorize {
  const app = {
    appId: environment.GITHUB_APP_ID ?? '',
    installationId: environment.GITHUB_APP_INSTALLATION_ID ?? '',
    privateKey: (environment.GITHUB_APP_PRIVATE_KEY ?? '').replace(/\\n/g, '\n'),
  };
  const given = Object.values(app).filter((value) => value !== '').length;
  if (given === 3) return asApp(checked(app), baseUrl, send, clock);
  if (given > 0) {
    throw new Trouble(
      'only a part of a GitHub App',
      'GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY',
      'set all three, or GITHUB_TOKEN alone',
    );
  }
  // A secret that is not set is an empty text in a workflow.
  const token = [environment.GITHUB_TOKEN, environment.GH_TOKEN].find((each) => each !== undefined && each !== '') ?? '';
  if (token === '') {
    throw new Trouble('nothing', 'a token in the environment', 'set GITHUB_TOKEN, or pass --offline to use only the cache');
  }
  return withToken(headerText('GITHUB_TOKEN', token));
}

/** The header for PagerDuty, or nothing without a token. @see https://developer.pagerduty.com/docs/authentication */
export function pagerdutyAuthorization(environment: Environment): Authorize | undefined {
  const token = environment.PAGERDUTY_TOKEN ?? '';
  if (token === '') return undefined;
  const authorization = `Token token=${headerText('PAGERDUTY_TOKEN', token)}`;
  return () => Promise.resolve({ authorization });
}

/** A token that a header cannot hold would show up in the error about it. */
function headerText(name: string, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Trouble('a value with spaces, line breaks or other characters', `a token in ${name}`, `set ${name} to the token alone`);
}

/** A key that cannot be read, or an id with something else in it, would fail at each request. */
function checked(app: GithubApp): GithubApp {
  if (![app.appId, app.installationId].every((id) => /^[\w.-]+$/.test(id))) {
    const fix = 'correct GITHUB_APP_ID and GITHUB_APP_INSTALLATION_ID';
    throw new Trouble('ids with other characters', 'the ids that the page of the GitHub App shows', fix);
  }
  try {
    if (createPrivateKey(app.privateKey).asymmetricKeyType === 'rsa') return app;
  } catch {
    // Its message may have a part of the key.
  }
  const fix = 'set it to the text of the key file that GitHub made for the app';
  throw new Trouble('no private key', 'an RSA key as PEM in GITHUB_APP_PRIVATE_KEY', fix);
}
