import type { FastifyInstance } from 'fastify';
import { buildApp } from '../src/app.js';
import type { AppOptions } from '../src/app.js';
import { createLogger } from '../src/logging.js';
// golden-path:begin database
import { openPool } from '../src/database.js';
import { readSettings } from '../src/settings.js';

/** Nothing listens on this port. */
export const NO_DATABASE = {
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '1',
  DATABASE_DATABASE: 'main',
  DATABASE_USERNAME: 'owner',
  DATABASE_PASSWORD: 'from-a-test',
};
// golden-path:end database

/** The application and what it logged. */
export function testApp(options: Partial<AppOptions> = {}): { app: FastifyInstance; lines: () => Record<string, unknown>[] } {
  const written: string[] = [];
  const logger = createLogger({ write: (line) => void written.push(line) });
  const app = buildApp({
    logger,
    accepts: () => true,
    // golden-path:begin database
    pool: openPool(readSettings(NO_DATABASE).database, logger),
    // golden-path:end database
    ...options,
  });
  return { app, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
