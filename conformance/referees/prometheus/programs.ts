import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path', 'prometheus');

/** The Debian package that has a program, and the name that the program has there. */
const PACKAGES = {
  amtool: { name: 'prometheus-alertmanager', program: 'amtool' },
  prometheus: { name: 'prometheus', program: 'prometheus' },
  promtool: { name: 'prometheus', program: 'promtool' },
} as const;

/**
 * The path of a program of Prometheus: from the `PATH`, else from its Debian package, which is unpacked and not installed.
 *
 * @throws with the reason if it is neither there nor can be had
 */
export function prometheusProgram(program: keyof typeof PACKAGES): string {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') return found;
  const { name, program: file } = PACKAGES[program];
  return join(unpacked(name, './usr/bin'), 'usr', 'bin', file);
}

/**
 * The command that starts Alertmanager: from the `PATH`, else from its Debian package. That one reads its templates from `/usr/share`, so
 * it gets a view of the files in which its own are there.
 *
 * @throws with the reason if the package cannot be had
 */
export function alertmanagerCommand(): string[] {
  const installed = ['alertmanager', 'prometheus-alertmanager'].find((program) => spawnSync('which', [program]).status === 0);
  if (installed !== undefined) return [installed];
  const usr = join(unpacked('prometheus-alertmanager', './usr'), 'usr');
  const script = 'mount --bind "$0/share" /usr/share && exec "$0/bin/prometheus-alertmanager" "$@"';
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, usr];
}

/** A part of a Debian package in the cache. */
function unpacked(name: string, part: string): string {
  const folder = join(CACHE, part === './usr/bin' ? name : `${name}-whole`);
  if (!existsSync(folder)) unpack(name, part, folder);
  return folder;
}

function unpack(name: string, part: string, folder: string): void {
  const downloads = mkdtempSync(join(tmpdir(), 'golden-path-debian-'));
  const unfinished = `${folder}.unfinished`;
  try {
    execFileSync('apt-get', ['download', name], { cwd: downloads, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    const [archive] = readdirSync(downloads).filter((file) => file.endsWith('.deb'));
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" "$3"';
    execFileSync('sh', ['-c', script, 'sh', join(downloads, archive), unfinished, part], { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(unfinished, folder);
  } catch (cause) {
    const reason = String((cause as { stderr?: string }).stderr || (cause as Error).message).trim();
    throw new Error(`there is no ${name} on the PATH, and no Debian package of it can be had: ${reason}`, { cause });
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
