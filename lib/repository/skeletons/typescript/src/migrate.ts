// golden-path:begin database
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { connection } from './database.js';
import type { Logger } from './logging.js';
import type { DatabaseSettings } from './settings.js';

const FOLDER = new URL('../../migrations/', import.meta.url);

/** Any number that all migrations of this service share: only one runs at a time. */
const LOCK = 20_240_101;

/** Runs the files of migrations/ that did not run yet, in the order of their names, each in a transaction. */
export async function migrate(settings: DatabaseSettings, logger: Logger): Promise<void> {
  const client = new pg.Client(connection(settings));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())');
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of names.filter((each) => !applied.has(each))) {
      await apply(client, name);
      logger.info(`applied ${name}`);
    }
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, FOLDER), 'utf8');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
}
// golden-path:end database
