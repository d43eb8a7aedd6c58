import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../referees/ports';
import { NotRun } from './tally';

/** PostgreSQL does not run as root. */
const NOBODY = 65_534;
const START_SECONDS = 60;

export const DATABASE = 'main';
export const OWNER = 'owner';

/** A PostgreSQL on loopback that takes connections by TLS with a password, and no others. */
export interface Postgres {
  readonly port: number;
  /** The authority of its certificate, which is for 127.0.0.1. */
  readonly certificate: string;
  readonly sql: (statement: string) => string;
}

/**
 * Runs PostgreSQL for as long as an action takes.
 *
 * @throws NotRun if there is no PostgreSQL or no openssl here
 */
export async function withPostgres<T>(action: (postgres: Postgres) => Promise<T>): Promise<T> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-postgres-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in user) chownSync(folder, NOBODY, NOBODY);
  const port = await freePort();
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { ...user, cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  try {
    const data = join(folder, 'data');
    run(join(programs, 'initdb'), '--pgdata', data, '--auth', 'trust', '--username', 'admin', '--no-sync');
    const certificate = join(folder, 'server.crt');
    run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-addext',
      'subjectAltName=IP:127.0.0.1', '-keyout', join(folder, 'server.key'), '-out', certificate);
    chmodSync(join(folder, 'server.key'), 0o600);
    writeFileSync(join(data, 'pg_hba.conf'), 'local all admin trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
    const options = {
      port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, ssl: 'on', ssl_cert_file: certificate,
      ssl_key_file: join(folder, 'server.key'), fsync: 'off',
    };
    const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...user, cwd: folder, stdio: 'ignore' });
    try {
      const connection = ['--host', folder, '--port', String(port), '--username', 'admin'];
      const sql = (statement: string, database = DATABASE) =>
        run('psql', ...connection, '--dbname', database, '--tuples-only', '--no-align', '--command', statement);
      await answering(() => sql('select 1', 'postgres'));
      sql(`create role ${OWNER} login`, 'postgres');
      sql(`create database ${DATABASE} owner ${OWNER}`, 'postgres');
      return await action({ port, certificate, sql: (statement) => sql(statement).trim() });
    } finally {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Debian keeps the programs of a server apart from the PATH. */
function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions];
  const found = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  if (!found || spawnSync('psql', ['--version']).status !== 0) {
    throw new NotRun('there is no PostgreSQL here, with initdb and psql (Debian: the package postgresql)');
  }
  if (spawnSync('openssl', ['version']).status !== 0) throw new NotRun('there is no openssl on the PATH to make a certificate with');
  return found;
}

async function answering(ask: () => string): Promise<void> {
  for (const end = Date.now() + START_SECONDS * 1000; ; await sleep(100)) {
    try {
      ask();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
