import * as fs from 'node:fs';
import * as path from 'node:path';
import { credentialsFor } from '../../../lib/cli/registry/push/credentials';
import { Repository } from '../../../lib/cli/registry/push/repository';
import { temporaryFolder } from '../../support/synth';
import { write } from '../fixture';
import { OciRegistry } from './oci-registry';
import type { Challenge } from './oci-registry';

const RIGHT = { GOLDEN_PATH_OCI_USER: 'ci', GOLDEN_PATH_OCI_PASSWORD: 'secret:1' };
const WRONG = { ...RIGHT, GOLDEN_PATH_OCI_PASSWORD: 'guess' };

/** A home in which somebody is logged in; nothing else of this machine takes part. */
function home(files: Readonly<Record<string, object>>): NodeJS.ProcessEnv {
  const HOME = temporaryFolder();
  write(HOME, Object.fromEntries(Object.entries(files).map(([name, body]) => [name, JSON.stringify(body)])));
  return { HOME };
}

function auth(user: string): { auth: string } {
  return { auth: Buffer.from(`${user}:secret:1`).toString('base64') };
}

/** A program that Docker calls for credentials. */
function helper(answer: string, status = 0): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  const file = path.join(folder, 'docker-credential-test');
  fs.writeFileSync(file, `#!/bin/sh\nread -r host\necho '${answer}' | sed "s/HOST/$host/"\nexit ${status}\n`, { mode: 0o755 });
  return { ...home({ '.docker/config.json': { auths: { 'a.io': {} }, credsStore: 'test' } }), PATH: `${folder}:${process.env.PATH}` };
}

describe('a registry that asks who pushes', () => {
  let registry: OciRegistry;

  afterEach(() => registry.stop());

  async function repositoryWith(challenge: Challenge, environment: NodeJS.ProcessEnv): Promise<Repository> {
    registry = new OciRegistry(challenge);
    return new Repository({ host: await registry.start(), path: 'modules', scheme: 'http' }, 'bucket', environment);
  }

  test.each(['basic', 'bearer'] as const)('takes the right password (%s)', async (challenge) => {
    const repository = await repositoryWith(challenge, RIGHT);
    expect(await repository.digestOf('1.0.0')).toBeUndefined();
    await repository.push('1.0.0', { manifest: Buffer.from('{}'), digest: '', blobs: [] });
    expect([...registry.manifests.keys()]).toEqual(['modules/bucket:1.0.0']);
    expect(registry.asked.filter((asked) => asked.includes('/token'))).toHaveLength(challenge === 'bearer' ? 1 : 0);
  });

  test.each(['basic', 'bearer'] as const)('refuses a wrong one and none, which are not shown (%s)', async (challenge) => {
    const wrong = await repositoryWith(challenge, WRONG);
    await expect(wrong.digestOf('1.0.0')).rejects.toMatchObject({
      got: expect.stringMatching(/^401.*, as ci$/) as string, fix: `log in: docker login ${registry.host}`,
    });
    registry.stop();
    const nobody = await repositoryWith(challenge, home({}));
    await expect(nobody.digestOf('1.0.0')).rejects.toThrow('nobody is logged in');
  });

  test('cannot have the password sent to an address without HTTPS', async () => {
    const repository = await repositoryWith('bearer', RIGHT);
    const elsewhere = { 'www-authenticate': 'Bearer realm="http://127.0.0.1:1/token",service="x"' };
    registry.answers.push({ asked: 'GET', status: 401, headers: elsewhere });
    await expect(repository.digestOf('1.0.0')).rejects.toThrow('names the address http://127.0.0.1:1');
    registry.answers.unshift({ asked: 'GET', status: 401, headers: { 'www-authenticate': 'Bearer realm="token"' } });
    await expect(repository.digestOf('1.0.0')).rejects.toThrow('a token without an address');
  });

  test('cannot have blobs sent to an address without HTTPS', async () => {
    const repository = await repositoryWith('basic', RIGHT);
    registry.answers.push({ asked: 'POST', status: 202, headers: { location: 'http://127.0.0.1:1/upload' } });
    const blobs = [{ digest: 'sha256:0', content: Buffer.from('') }];
    await expect(repository.push('1.0.0', { manifest: Buffer.from('{}'), digest: '', blobs })).rejects.toThrow('names the address http://127.0.0.1:1');
  });
});

test('is told who pushes at the port that HTTPS has anyway, too', async () => {
  const sent: (string | undefined)[] = [];
  const fetched = jest.spyOn(global, 'fetch').mockImplementation(async (_, options) => {
    const { authorization } = options!.headers as Record<string, string | undefined>;
    sent.push(authorization);
    return Promise.resolve(new Response('', { status: authorization === undefined ? 401 : 404, headers: { 'www-authenticate': 'Basic' } }));
  });
  try {
    const repository = new Repository({ host: 'a.io:443', path: 'modules', scheme: 'https' }, 'bucket', RIGHT);
    expect(await repository.digestOf('1.0.0')).toBeUndefined();
    expect(sent).toEqual([undefined, expect.stringMatching(/^Basic /)]);
  } finally {
    fetched.mockRestore();
  }
});

describe('credentials', () => {
  const config = {
    auths: { 'a.io': auth('host'), 'a.io/acme/modules': auth('modules'), 'https://b.io/': auth('b'), 'c.io': {} },
  };

  test('are those of the longest path, then of the first file', () => {
    const environment = home({ '.docker/config.json': config, '.config/containers/auth.json': { auths: { 'a.io': auth('podman') } } });
    expect(credentialsFor('a.io', 'acme/modules/bucket', environment)).toEqual({ user: 'modules', password: 'secret:1' });
    expect(credentialsFor('a.io', 'acme/modules-of-others/bucket', environment)?.user).toBe('podman');
    expect(credentialsFor('b.io', 'x', environment)?.user).toBe('b');
    expect(credentialsFor('c.io', 'x', environment)).toBeUndefined();
    expect(credentialsFor('a.io.evil.io', 'x', environment)).toBeUndefined();
  });

  test('are read from the folders and files that variables name, and variables come first', () => {
    const environment = home({ 'docker/config.json': config, 'auth.json': { auths: { 'a.io': auth('file') } } });
    const docker = { ...environment, DOCKER_CONFIG: path.join(environment.HOME!, 'docker') };
    expect(credentialsFor('a.io', 'x', docker)?.user).toBe('host');
    const file = { ...docker, REGISTRY_AUTH_FILE: path.join(environment.HOME!, 'auth.json') };
    expect(credentialsFor('a.io', 'x', file)?.user).toBe('file');
    expect(credentialsFor('a.io', 'x', { ...file, ...RIGHT })).toEqual({ user: 'ci', password: 'secret:1' });
  });

  test('come from a helper, which is told the host', () => {
    expect(credentialsFor('a.io', 'x', helper('{"Username":"HOST","Secret":"s"}'))).toEqual({ user: 'a.io', password: 's' });
    expect(credentialsFor('a.io', 'x', helper('credentials not found in native keychain', 1))).toBeUndefined();
  });

  test.each([
    ['a helper that fails', helper('{"Username":"a","Secret":"hidden"}', 1), 'no credentials from docker-credential-test'],
    ['a helper that says nothing', helper('hidden'), 'no credentials from docker-credential-test'],
    ['a helper with an identity token', helper('{"Username":"<token>","Secret":"hidden"}'), 'an identity token for a.io'],
    ['a helper that is missing', home({ '.docker/config.json': { credHelpers: { 'a.io': 'none-such' } } }), 'no answer from docker-credential-none-such'],
    ['an identity token', home({ '.docker/config.json': { auths: { 'a.io': { identitytoken: 'hidden' } } } }), 'an identity token for a.io'],
    ['no object', home({ '.docker/config.json': ['hidden'] }), 'which is no JSON object'],
  ])('are refused: %s', (_, environment, message) => {
    expect(() => credentialsFor('a.io', 'x', environment)).toThrow(message);
    expect(() => credentialsFor('a.io', 'x', environment)).not.toThrow('hidden');
  });
});
