import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';

/** An address that a token may be sent to. */
const SAFE = /^(https:\/\/|http:\/\/127\.0\.0\.1:)\S+$/;

/**
 * Where packages for Python go, by the repository's variables; nothing where no variable names a registry.
 *
 * @param {(command: string[]) => string} ask runs a command and gives back what it printed
 * @returns {{ upload: string, index: string, user: string, token: string } | undefined}
 */
export function pythonRegistryOf(env, ask = run) {
  const { PYTHON_REGISTRY_URL: upload, PYTHON_INDEX_URL: index, PYTHON_REGISTRY_USER: user, PYTHON_REGISTRY_TOKEN: token } = env;
  if (!upload) return undefined;
  const settings = { upload, index: withSlash(index || `${withSlash(upload)}simple`), user: user || '__token__', token };
  if (env.REGISTRY_KIND === 'codeartifact' && !token) Object.assign(settings, { user: 'aws', token: codeArtifactToken(env, ask) });
  const problems = [
    ...['upload', 'index']
      .filter((each) => !SAFE.test(settings[each]))
      .map((each) => `${VARIABLES[each]} is '${settings[each]}', and must start with https://`),
    ...(settings.token ? [] : ['PYTHON_REGISTRY_TOKEN is not set: a token that may publish']),
  ];
  if (problems.length > 0) throw new Error(`PYTHON_REGISTRY_URL is set, and:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  return settings;
}

const VARIABLES = { upload: 'PYTHON_REGISTRY_URL', index: 'PYTHON_INDEX_URL' };

function codeArtifactToken({ CODEARTIFACT_DOMAIN, CODEARTIFACT_OWNER }, ask) {
  const domain = ['--domain', CODEARTIFACT_DOMAIN ?? '', '--domain-owner', CODEARTIFACT_OWNER ?? '', '--output', 'text'];
  const asked = ['--duration-seconds', '900', '--query', 'authorizationToken'];
  return ask(['aws', 'codeartifact', 'get-authorization-token', ...domain, ...asked]);
}

/**
 * Publishes a wheel as it was tested. What is there already is left, if it is the same file.
 *
 * @see https://docs.pypi.org/api/upload/
 * @see https://packaging.python.org/en/latest/specifications/simple-repository-api/
 */
export async function publishWheel({ name, version, file, sha256 }, folder, registry) {
  const there = await present(name, file, registry);
  if (there !== undefined) {
    if (there !== '' && there !== sha256) throw new Error(`${file} is there already, and is another file: its SHA-256 is ${there}`);
    return { note: `${name} ${version} is there already` };
  }
  const form = new FormData();
  const fields = {
    ':action': 'file_upload',
    'protocol_version': '1',
    'metadata_version': '2.1',
    name,
    version,
    'filetype': 'bdist_wheel',
    'pyversion': 'py3',
    'sha256_digest': sha256,
  };
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('content', new Blob([readFileSync(join(folder, file))]), file);
  const response = await fetch(registry.upload, { method: 'POST', body: form, headers: authorization(registry), redirect: 'error' });
  if (!response.ok) {
    throw Object.assign(new Error(`the registry answered ${response.status} to ${file}`), { output: await response.text() });
  }
  return { note: `${name} ${version}` };
}

/** The SHA-256 that the registry's page gives for a file: nothing where the file is not there, empty where the page does not say. */
async function present(name, file, registry) {
  const response = await fetch(`${registry.index}${name}/`, { headers: authorization(registry) });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the registry answered ${response.status} when asked for ${name}`);
  const links = [...(await response.text()).matchAll(/href="([^"#]*)(?:#sha256=([0-9a-f]{64}))?[^"]*"/g)];
  const link = links.find(([, address]) => decodeURIComponent(address).split('/').at(-1) === file);
  return link && (link[2] ?? '');
}

function authorization({ user, token }) {
  return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` };
}

function withSlash(address) {
  return address.endsWith('/') ? address : `${address}/`;
}
