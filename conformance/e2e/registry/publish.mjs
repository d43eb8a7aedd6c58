import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { attempt, npm } from '../../../scripts/support/run.mjs';
import { integrityOf } from '../package.mjs';
import { npmrc, TOKEN } from './manifests.mjs';

/**
 * Publishes a tarball with npm, and gives back how npm ended and what it said.
 *
 * npm is told where in every way that there is, so that nothing can reach another registry.
 */
export async function publish({ folder, access: { url, scopes } }, tarball, token, ...args) {
  const from = join(folder, 'publisher');
  mkdirSync(from, { recursive: true });
  // npm takes the .npmrc beside the nearest package.json.
  writeFileSync(join(from, 'package.json'), '{ "private": true }');
  writeFileSync(join(from, '.npmrc'), npmrc(url, scopes));
  const where = [`--registry=${url}`, ...scopes.map((scope) => `--${scope}:registry=${url}`)];
  const command = npm('publish', tarball, ...where, ...args, '--ignore-scripts', '--loglevel=error', '--fetch-retries=0');
  return attempt(command, { cwd: from, env: { ...process.env, [TOKEN]: token } });
}

/** As `publish`, where a refusal is an error. */
export async function mustPublish(place, tarball, ...args) {
  const { code, output } = await publish(place, tarball, place.tokens.publisher, ...args);
  if (code !== 0) throw Object.assign(new Error(`${basename(tarball)} was not published`), { output });
}

/** Asks the registry itself to take a release, past npm, which refuses some things without asking. Gives back the HTTP status. */
export async function put(registry, { name, version, tarball }, token) {
  const file = basename(tarball);
  const bytes = readFileSync(tarball);
  const dist = { integrity: integrityOf(bytes), tarball: `${registry.url}${name}/-/${file}` };
  const body = {
    '_id': name,
    name,
    'dist-tags': { latest: version },
    'versions': { [version]: { _id: `${name}@${version}`, name, version, dist } },
    '_attachments': { [file]: { content_type: 'application/octet-stream', data: bytes.toString('base64'), length: bytes.length } },
  };
  const { status } = await registry.ask('PUT', pathOf(name), { token, body });
  return status;
}

/** Where the registry has a package. */
export function pathOf(name) {
  return name.replace('/', '%2f');
}
