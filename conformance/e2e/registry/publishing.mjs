import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { copyApp } from '../apps.mjs';
import { findAbsent, findLeaks, integrityOf, pack, release, released, unpack } from '../package.mjs';
import { shown } from '../shown.mjs';
import { withPublished } from './manifests.mjs';
import { mustPublish, pathOf, publish, put } from './publish.mjs';

/** The version that teams get first. */
const RELEASE = '1.0.0';

/** A token of the right form that nobody has. */
const WRONG_TOKEN = Buffer.from('nobody:anything').toString('base64');

/**
 * Publishes the library, and the packages that the example organisation builds on it, and tries what has to be refused.
 *
 * @param step takes a name and an action, and says whether it went well
 * @returns the releases, the library first; nothing where one could not be published
 */
export async function publishAll(step, place) {
  const releases = [];
  const add = (name, action) =>
    step(name, async () => {
      const { release: made, ...result } = await action();
      if (made) releases.push(made);
      return result;
    });
  if (!(await add('tarball', async () => packLibrary(place)))) return undefined;
  const [library] = releases;

  for (const [name, action] of Object.entries(UNWELCOME)) await step(name, async () => action(place, library));
  if (!(await step('publish', async () => mustPublish(place, library.tarball)))) return undefined;
  for (const [name, action] of Object.entries(ONCE_PUBLISHED)) await step(name, async () => action(place, library));

  for (const app of place.apps.filter(({ command }) => !command)) {
    if (!(await add(`publish ${app.manifest.name}`, async () => publishApp(place, app, releases)))) return undefined;
  }
  return releases;
}

async function packLibrary({ folder }) {
  const packed = await pack(join(folder, 'packed'));
  const content = await unpack(packed, join(folder, 'unpacked'));
  const made = await release(packed, RELEASE, folder);
  const count = filesBelow(content).length;
  return { ...shown([...findLeaks(content), ...findAbsent(content)], `${made.name}@${made.version}, ${count} files`), release: made };
}

/** Who may not publish. */
const UNWELCOME = {
  'anonymous publish refused': async ({ registry }, library) => refused(401, await put(registry, library)),
  'publish with a wrong token refused': async ({ registry }, library) => refused(401, await put(registry, library, WRONG_TOKEN)),
  'publish by a reader refused': async ({ registry, tokens }, library) => refused(403, await put(registry, library, tokens.reader)),
  'signing up refused': async ({ registry }) => {
    const body = { name: 'anybody', password: 'anything-at-all', type: 'user' };
    return refused(409, (await registry.ask('PUT', '-/user/org.couchdb.user:anybody', { body })).status);
  },
};

/** What holds for a package that is there. */
const ONCE_PUBLISHED = {
  'served as it was packed': async (place, library) => {
    const { integrity, tarball } = await served(place, library);
    const { bytes } = await place.registry.ask('GET', tarball, { token: place.tokens.reader });
    const other = [integrity, integrityOf(bytes)].filter((each) => each !== library.integrity);
    return shown(
      other.map((each) => `${each} is served, and ${library.integrity} was packed`),
      library.integrity,
    );
  },
  'same version refused': async (place, library) => {
    const byNpm = await publish(place, library.tarball, place.tokens.publisher);
    // Other content: what it was before it got its version.
    const byRegistry = await put(place.registry, { ...library, tarball: library.source }, place.tokens.publisher);
    const { integrity } = await served(place, library);
    return shown(
      [
        ...(byNpm.code === 0 ? ['npm published the same version again'] : []),
        ...(byRegistry === 409 ? [] : [`the registry answered ${byRegistry} instead of 409`]),
        ...(integrity === library.integrity ? [] : ['what was published first is no longer served']),
      ],
      `${byNpm.output.match(/npm error (.*)/)?.[1]} (npm); HTTP 409 (the registry)`,
    );
  },
  'anonymous install refused': async (place, library) => {
    const { tarball } = await served(place, library);
    const answers = await Promise.all([pathOf(library.name), tarball].map(async (path) => place.registry.ask('GET', path)));
    return refused(401, ...answers.map(({ status }) => status));
  },
  'other packages are not served': async ({ registry, access: { scopes }, tokens: { reader: token } }) => {
    const ofScope = await registry.ask('GET', pathOf(`${scopes[0]}/no-package-of-this-name`), { token });
    const ofOthers = await registry.ask('GET', 'constructs', { token });
    return shown(
      [
        ...(ofScope.status === 404 ? [] : [`an unknown package of ${scopes[0]} gives ${ofScope.status}: it was looked for elsewhere`]),
        ...(ofOthers.status === 403 ? [] : [`a package of no scope gives ${ofOthers.status}`]),
      ],
      `only ${scopes.join(' and ')}, and what they do not have is looked for nowhere else`,
    );
  },
};

/** The hash and the address of a tarball, as the registry tells them to npm. */
async function served({ registry, tokens }, { name, version }) {
  const { json } = await registry.ask('GET', pathOf(name), { token: tokens.reader });
  return json.versions[version].dist;
}

/** Packs an app that others import, as its team would, and publishes it. */
async function publishApp(place, app, releases) {
  const source = join(place.folder, 'sources', app.name);
  copyApp(app, source);
  const manifest = withPublished(app.manifest, new Map(releases.map(({ name, version }) => [name, version])));
  delete manifest.private;
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const made = released(manifest, await pack(place.folder, source));
  await mustPublish(place, made.tarball);
  const needs = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).map((entry) => entry.join('@'));
  return { note: `${made.version}, which needs ${needs.join(', ')}`, release: made };
}

function refused(wanted, ...statuses) {
  const other = statuses.filter((status) => status !== wanted);
  return shown(
    other.map((status) => `the registry answered ${status} instead of ${wanted}`),
    `HTTP ${wanted}`,
  );
}
