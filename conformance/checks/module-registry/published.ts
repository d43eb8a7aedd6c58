import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRegistry } from '../../../lib/cli/registry/build';
import { OBJECT_BUCKET } from '../../../lib/modules/kinds/object-bucket';
import { deriveModule } from '../../../lib/modules/module';
import { moduleFiles } from '../../../lib/modules/module-files';
import { PLATFORMS } from '../modules/platforms';
import { writeFiles } from '../modules/workspace';

export const HOST = 'registry.acme.test';
export const MODULE = 'platform/object-bucket/aws';
export const NEWEST = '1.3.0';

/** The tokens of two clients. */
export const TOKENS = { ci: 'token-of-ci-0123456789', laptop: 'token-of-a-laptop-0123456789' };

/** A registry in a folder. */
export interface Published {
  readonly root: string;
  readonly tokens: string;
  /** The files of the newest version. */
  readonly files: Readonly<Record<string, string>>;
}

/** Publishes three versions of a module into a folder, beside a file that nobody may read. */
export function publish(work: string): Published {
  const [root, source] = [join(work, 'registry'), join(work, OBJECT_BUCKET.name)];
  const files = moduleFiles(deriveModule(OBJECT_BUCKET, PLATFORMS.acme));
  writeFiles(source, files);
  const print = (): void => undefined;
  const output = { print, complain: print, interactive: false, confirm: async () => false };
  for (const release of ['1.2.3', NEWEST, '2.0.0-rc.1']) {
    writeFileSync(join(source, 'README.md'), `${files['README.md']}\nVersion ${release}.\n`);
    buildRegistry({ folders: [source], release, namespace: 'platform', host: HOST, out: root }, output);
  }
  writeFileSync(join(work, 'secret.txt'), 'secret of the machine');
  const tokens = join(work, 'tokens');
  for (const [name, token] of Object.entries(TOKENS)) {
    appendFileSync(tokens, `${name} sha256:${createHash('sha256').update(token).digest('hex')}\n`);
  }
  return { root, tokens, files: { ...files, 'README.md': `${files['README.md']}\nVersion ${NEWEST}.\n` } };
}
