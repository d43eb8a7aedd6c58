import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isPlainObject } from '../../../core/json';
import { showPath } from '../../../core/problems';
import { Trouble } from '../../refusal';
import { fieldsOf } from '../fields';

/** Who pushes. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Config = Readonly<Record<string, unknown>>;

const HELPER_PATIENCE = 30_000;

/** Docker's and Podman's own `login` writes this in place of a user if the password is a token of OAuth. */
const TOKEN_USER = '<token>';

/**
 * The credentials for a repository: from variables, or from the files that `docker login`, `podman login` and `oras login` write. The
 * entry with the longest path counts, then the first file. Nothing if nobody is logged in.
 *
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function credentialsFor(host: string, repository: string, environment: Environment): Credentials | undefined {
  const { GOLDEN_PATH_OCI_USER: user, GOLDEN_PATH_OCI_PASSWORD: password } = environment;
  if (user && password) return { user, password };
  const configs = filesIn(environment).filter((file) => fs.existsSync(file)).map(readConfig);
  const keys = keysOf(host, repository);
  const written = keys.flatMap((key) => configs.flatMap(({ auths }) => writtenIn(auths, key) ?? []));
  if (written.length > 0) return written[0];
  const helpers = configs.flatMap(({ credHelpers, credsStore }) => [isPlainObject(credHelpers) && credHelpers[host], credsStore]);
  const names = helpers.filter((name): name is string => typeof name === 'string' && name !== '');
  return names.map((name) => askHelper(name, host, environment)).find((found) => found !== undefined);
}

function filesIn({ DOCKER_CONFIG, HOME, REGISTRY_AUTH_FILE, XDG_CONFIG_HOME, XDG_RUNTIME_DIR }: Environment): string[] {
  if (REGISTRY_AUTH_FILE) return [REGISTRY_AUTH_FILE];
  const home = HOME ?? os.homedir();
  const podman = [XDG_RUNTIME_DIR, XDG_CONFIG_HOME ?? path.join(home, '.config')].filter((folder) => folder !== undefined && folder !== '');
  return [
    ...podman.map((folder) => path.join(folder!, 'containers', 'auth.json')),
    path.join(DOCKER_CONFIG ?? path.join(home, '.docker'), 'config.json'),
  ];
}

function readConfig(file: string): Config {
  try {
    const config: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (isPlainObject(config)) return config;
  } catch {
    // The error would quote the text, which may have a password.
  }
  throw new Trouble(`${showPath(file)}, which is no JSON object`, 'a file that docker login wrote', 'log in again');
}

/** A repository and all above it, the longest first. */
function keysOf(host: string, repository: string): string[] {
  const parts = [host, ...repository.split('/')];
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function writtenIn(auths: unknown, key: string): Credentials | undefined {
  if (!isPlainObject(auths)) return undefined;
  const entry = Object.entries(auths).find(([name]) => name.replace(/^https?:\/\//, '').replace(/\/$/, '') === key)?.[1];
  if (!isPlainObject(entry)) return undefined;
  if (typeof entry.identitytoken === 'string' && entry.identitytoken !== '') throw identityToken(key);
  if (typeof entry.auth !== 'string' || entry.auth === '') return undefined;
  const [user, ...password] = Buffer.from(entry.auth, 'base64').toString('utf8').split(':');
  return { user, password: password.join(':') };
}

/** @see https://github.com/docker/docker-credential-helpers#development */
function askHelper(name: string, host: string, environment: Environment): Credentials | undefined {
  const program = `docker-credential-${path.basename(name)}`;
  const options = { input: host, env: { ...environment }, encoding: 'utf8', timeout: HELPER_PATIENCE } as const;
  const { error, status, stdout } = spawnSync(program, ['get'], options);
  if (error) throw new Trouble(`no answer from ${program}`, 'a program on the PATH', 'install it, or log in without it');
  if (/credentials not found/i.test(stdout)) return undefined;
  const { Secret, Username } = status === 0 ? fieldsOf(stdout) : {};
  if (typeof Secret !== 'string' || typeof Username !== 'string') {
    throw new Trouble(`no credentials from ${program}`, `those of ${host}`, `run it yourself: echo ${host} | ${program} get`);
  }
  if (Username === TOKEN_USER) throw identityToken(host);
  return { user: Username, password: Secret };
}

function identityToken(host: string): Trouble {
  return new Trouble(`an identity token for ${host}`, 'a user with a password or an access token', 'log in with one of them');
}
