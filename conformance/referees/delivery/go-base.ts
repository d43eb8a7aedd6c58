import { execFileSync } from 'node:child_process';
import { BASE, USR, type Buildah, type BuildOptions } from './buildah';

const SETTINGS = ['GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GOINSECURE'];

/** Makes the base image in which the Go of this machine builds. */
export async function makeGoBase(buildah: Buildah): Promise<void> {
  const settings = SETTINGS.map((name) => [name, ask(name)]).filter(([, value]) => value !== '');
  await buildah.makeBase({ PATH: `${ask('GOROOT')}/bin:/usr/local/bin:/usr/bin`, GOTOOLCHAIN: 'local', ...Object.fromEntries(settings) });
}

/** How a Go skeleton's image is built, with what Go has compiled and downloaded on this machine, so that it need not do it again. */
export function goBuild(): BuildOptions {
  return { bases: [BASE, BASE], volumes: [USR, `${ask('GOMODCACHE')}:/root/go/pkg/mod`, `${ask('GOCACHE')}:/root/.cache/go-build`] };
}

function ask(name: string): string {
  return execFileSync('go', ['env', name], { encoding: 'utf8' }).trim();
}
