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
  const folder = join(CACHE, name);
  if (!existsSync(folder)) unpack(name, folder);
  return join(folder, 'usr', 'bin', file);
}

function unpack(name: string, folder: string): void {
  const downloads = mkdtempSync(join(tmpdir(), 'golden-path-debian-'));
  const unfinished = `${folder}.unfinished`;
  try {
    execFileSync('apt-get', ['download', name], { cwd: downloads, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    const [archive] = readdirSync(downloads).filter((file) => file.endsWith('.deb'));
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ./usr/bin';
    execFileSync('sh', ['-c', script, 'sh', join(downloads, archive), unfinished], { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(unfinished, folder);
  } catch (cause) {
    const reason = String((cause as { stderr?: string }).stderr || (cause as Error).message).trim();
    throw new Error(`there is no ${name} on the PATH, and no Debian package of it can be had: ${reason}`, { cause });
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}
