import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRegistry } from '../../../lib/cli/registry/build';
import { MODULES } from '../../../lib/modules/kinds';
import { deriveModule } from '../../../lib/modules/module';
import type { DerivedModule } from '../../../lib/modules/module';
import { moduleFiles } from '../../../lib/modules/module-files';
import { runToEnd } from '../../referees/run-to-end';
import { PLATFORMS } from '../modules/platforms';
import { writeFiles } from '../modules/workspace';
import { ACCOUNT } from './front';

export const VERSIONS = ['1.2.0', '1.3.0'];

/** Folders in which somebody is logged in to the registry, or nobody. */
export type Home = 'ci' | 'wrong' | 'nobody';

/** Every module of a platform as files, with two versions in the folder of a registry, and people who push and fetch them. */
export interface Published {
  readonly work: string;
  readonly root: string;
  readonly modules: readonly DerivedModule[];
  /** The file with the certificate of the authority. */
  readonly authority: string;
}

/** What `golden-path registry push` said. */
export interface Pushed {
  readonly status: number | string | null;
  readonly text: string;
}

/** Publishes two versions of each module, of which the README differs, into a folder. */
export function publish(work: string, authority: string): Published {
  const root = join(work, 'registry');
  const modules = MODULES.map((kind) => deriveModule(kind, PLATFORMS.acme));
  build(work, root, modules, 'acme');
  return { work, root, modules, authority };
}

/** Builds the same versions anew, of other files: what somebody has who does not know what was published. */
export function publishOther({ modules, work }: Published): string {
  const root = join(work, 'other-registry');
  build(work, root, modules, 'somebody else');
  return root;
}

/** The files of a version. */
export function filesOf(module: DerivedModule, version: string, publisher = 'acme'): Record<string, string> {
  const files = moduleFiles(module);
  return { ...files, 'README.md': `${files['README.md']}\nVersion ${version}, published by ${publisher}.\n` };
}

function build(work: string, root: string, modules: readonly DerivedModule[], publisher: string): void {
  const print = (): void => undefined;
  const output = { print, complain: print, interactive: false, confirm: async () => false };
  for (const release of VERSIONS) {
    const folders = modules.map((module) => {
      const folder = join(work, 'modules', module.kind.name);
      writeFiles(folder, filesOf(module, release, publisher));
      return folder;
    });
    buildRegistry({ folders, release, namespace: 'platform', host: 'registry.acme.test', out: root }, output);
  }
}

/** The variables of a process of somebody who is logged in to a registry, or not. They hold for `golden-path` and for OpenTofu. */
export function environmentOf({ authority, work }: Published, home: Home, host: string): Record<string, string> {
  const folder = join(work, 'homes', `${home} of ${host}`);
  mkdirSync(join(folder, '.docker'), { recursive: true });
  const password = home === 'ci' ? ACCOUNT.password : 'a guess';
  const auth = Buffer.from(`${ACCOUNT.user}:${password}`).toString('base64');
  const auths = home === 'nobody' ? {} : { [`${host}/modules`]: { auth } };
  writeFileSync(join(folder, '.docker', 'config.json'), JSON.stringify({ auths }));
  return {
    HOME: folder, XDG_CONFIG_HOME: folder, XDG_RUNTIME_DIR: folder, DOCKER_CONFIG: join(folder, '.docker'),
    SSL_CERT_FILE: authority, NODE_EXTRA_CA_CERTS: authority,
  };
}

/** Runs `golden-path registry push` as a process of its own. */
export async function push(published: Published, host: string, home: Home = 'ci', root = published.root): Promise<Pushed> {
  const args = ['--import', 'tsx', 'lib/cli/main.ts', 'registry', 'push', '--root', root, '--to', `oci://${host}/modules`];
  const env = { ...process.env, ...environmentOf(published, home, host) };
  const { status, stderr, stdout } = await runToEnd(process.execPath, args, { env });
  return { status, text: `${stdout}${stderr}` };
}
