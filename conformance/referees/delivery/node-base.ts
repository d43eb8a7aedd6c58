import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { USR, type Buildah, type BuildOptions } from './buildah';
import { sharedLibraries } from './shared-libraries';

const BUILD = 'localhost/node-build';
const RUN = 'localhost/node';

/** Makes the base image in which npm of this machine installs, and the one with nothing but this Node.js. */
export async function makeNodeBases(buildah: Buildah): Promise<BuildOptions> {
  const node = process.execPath;
  if (!node.startsWith('/usr/')) throw new Error(`Node.js is not below /usr: ${node}`);
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  await buildah.makeBase({ PATH: `${dirname(node)}:/usr/bin`, ...authorities && { NODE_EXTRA_CA_CERTS: authorities } }, BUILD);
  await buildah.makeBase({}, RUN, { 'nodejs/bin/node': node, ...sharedLibraries([node]) });
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
  return { bases: [BUILD, RUN], volumes: [USR, `${cache}:/root/.npm`] };
}
