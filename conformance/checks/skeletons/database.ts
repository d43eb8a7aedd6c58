import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from './behaviour';
import { DATABASE, OWNER } from './postgres';
import type { Postgres } from './postgres';
import { environment, RunningService } from './running-service';

/** How long something may take that usually takes less than a second. */
const PATIENCE_SECONDS = 15;

/** What is wrong with how a service uses its database. */
export async function databaseProblems(built: Built, postgres: Postgres): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-secret-'));
  try {
    const secret = secretFiles(folder, postgres);
    const env = secret.env;
    secret.rotate('first');
    const problems = migrationProblems(built, env, postgres);
    if (problems.length > 0) return problems;
    return [
      ...await noteProblems(built, env),
      ...await rotationProblems(built, env, postgres, secret.rotate),
      ...await certificateProblems(built, env, postgres),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files that `secretsAsFiles` mounts. */
function secretFiles(folder: string, postgres: Postgres) {
  const values = { HOST: '127.0.0.1', PORT: String(postgres.port), DATABASE, USERNAME: OWNER };
  const pathOf = (name: string) => join(folder, name.toLowerCase());
  for (const [name, value] of Object.entries(values)) writeFileSync(pathOf(name), value);
  const names = [...Object.keys(values), 'PASSWORD'];
  const files = Object.fromEntries(names.map((name) => [`DATABASE_${name}_FILE`, pathOf(name)]));
  return {
    env: { ...files, DATABASE_SSLMODE: 'require' } as NodeJS.ProcessEnv,
    rotate: (password: string) => {
      postgres.sql(`alter role ${OWNER} password '${password}'`);
      writeFileSync(pathOf('PASSWORD'), password);
    },
  };
}

function migrationProblems({ command, cwd }: Built, env: NodeJS.ProcessEnv, postgres: Postgres): string[] {
  const [program, ...args] = [...command, 'migrate'];
  const migrate = () => spawnSync(program, args, { cwd, env: { ...environment(), ...env }, encoding: 'utf8', timeout: 30_000 });
  for (const run of ['first', 'second']) {
    const { status, stdout, stderr } = migrate();
    if (status !== 0) return [`the ${run} migration ended with ${status}: ${stdout}${stderr}`];
  }
  const applied = postgres.sql('select count(*) from schema_migrations');
  return applied === '1' ? [] : [`schema_migrations has ${applied} rows after two runs of one migration`];
}

async function noteProblems(built: Built, env: NodeJS.ProcessEnv): Promise<string[]> {
  return withService(built, env, async (service) => {
    const text = "Robert'); drop table notes;--";
    const added = await service.post('/notes', { text });
    const listed = await service.request('/notes');
    const refused = await service.post('/notes', { text: '' });
    const isAdded = added.status === 201 && (JSON.parse(added.body) as { text: string }).text === text;
    return [
      ...(await service.status('/ready') === 200 ? [] : ['/ready does not answer 200']),
      ...(isAdded ? [] : [`a note was answered by ${added.status} ${added.body}`]),
      ...(listed.status === 200 && listed.body.includes('drop table') ? [] : [`the notes are ${listed.status} ${listed.body}`]),
      ...(refused.status === 400 ? [] : [`an empty note was answered by ${refused.status}`]),
    ];
  });
}

/** The password changes, and every connection with the old one breaks. */
async function rotationProblems(
  built: Built,
  env: NodeJS.ProcessEnv,
  postgres: Postgres,
  rotate: (password: string) => void,
): Promise<string[]> {
  return withService(built, env, async (service) => {
    const before = await service.status('/notes');
    rotate('second');
    const broken = Number(postgres.sql(`select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = '${OWNER}'`));
    const again = await service.becomes('/notes', 200, PATIENCE_SECONDS);
    const encrypted = postgres.sql(`select bool_and(ssl) from pg_stat_ssl join pg_stat_activity using (pid) where usename = '${OWNER}'`);
    postgres.sql(`alter role ${OWNER} nologin`);
    postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${OWNER}'`);
    const unready = await service.becomes('/ready', 503, PATIENCE_SECONDS);
    const alive = await service.status('/live') === 200;
    postgres.sql(`alter role ${OWNER} login`);
    const ready = await service.becomes('/ready', 200, PATIENCE_SECONDS);
    return [
      ...(before === 200 && broken > 0 ? [] : [`it had ${broken} connections before the rotation`]),
      ...(again ? [] : ['it does not connect with the new password']),
      ...(encrypted === 't' ? [] : ['its connections are not encrypted']),
      ...(unready && alive ? [] : ['without its database it is not alive and unready']),
      ...(ready ? [] : ['it is not ready once the database is back']),
    ];
  });
}

async function certificateProblems(built: Built, env: NodeJS.ProcessEnv, { certificate }: Postgres): Promise<string[]> {
  const full = { ...env, DATABASE_SSLMODE: 'verify-full' };
  const root = { ...full, DATABASE_SSLROOTCERT: certificate };
  const known = await withService(built, root, (service) => service.becomes('/ready', 200, PATIENCE_SECONDS));
  const unknown = await withService(built, full, (service) => service.becomes('/ready', 200, 1));
  return [
    ...(known ? [] : ['with verify-full it refuses the authority of DATABASE_SSLROOTCERT']),
    ...(unknown ? ['with verify-full it accepts a certificate of nobody'] : []),
  ];
}

async function withService<T>(built: Built, env: NodeJS.ProcessEnv, action: (service: RunningService) => Promise<T>): Promise<T> {
  const service = await RunningService.start(built.command, built.cwd, env);
  try {
    return await action(service);
  } finally {
    service.signal('SIGKILL');
  }
}
