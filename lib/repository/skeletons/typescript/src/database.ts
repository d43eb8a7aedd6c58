// golden-path:begin database
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { ClientConfig, Pool } from 'pg';
import type { Logger } from './logging.js';
import type { DatabaseSettings } from './settings.js';

/** A pool that outlives a rotated password: connections stay open, and a new one reads the password again. */
export function openPool(settings: DatabaseSettings, logger: Logger): Pool {
  const pool = new pg.Pool({
    ...connection(settings),
    max: 10,
    idleTimeoutMillis: 0,
    query_timeout: 10_000,
  });
  // A connection that broke while nobody used it: the pool has removed it already.
  pool.on('error', (error) => logger.warn({ error: error.message }, 'a connection to the database broke'));
  return pool;
}

export function connection(settings: DatabaseSettings): ClientConfig {
  const { host, port, database, username, password } = settings;
  return { host, port, database, user: username, password, ssl: tls(settings), connectionTimeoutMillis: 2_000, keepAlive: true };
}

export async function isReachable(pool: Pool): Promise<boolean> {
  try {
    await pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}

/** As libpq has it: `require` encrypts and accepts any certificate, `verify-full` checks it and its host. */
function tls({ sslMode, sslRootCert }: DatabaseSettings): ClientConfig['ssl'] {
  if (sslMode === 'disable') return false;
  if (sslMode === 'require') return { rejectUnauthorized: false };
  return { rejectUnauthorized: true, ca: sslRootCert ? readFileSync(sslRootCert) : undefined };
}
// golden-path:end database
