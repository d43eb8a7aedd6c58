import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from './app.js';
// golden-path:begin database
import { openPool } from './database.js';
// golden-path:end database
import type { Logger } from './logging.js';
import { metricsServer } from './metrics.js';
import type { Settings } from './settings.js';
import { startTracing } from './tracing.js';

/** Serves until SIGTERM or SIGINT, then finishes the requests that it has. */
export async function serve(settings: Settings, logger: Logger): Promise<void> {
  const { host, port, metricsPort, shutdownDelaySeconds, shutdownTimeoutSeconds } = settings;
  const stopped = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const tracing = startTracing(process.env);
  // golden-path:begin database
  const pool = openPool(settings.database, logger);
  // golden-path:end database
  let accepts = false;
  const app = buildApp({
    logger,
    accepts: () => accepts,
    // golden-path:begin database
    pool,
    // golden-path:end database
  });
  const metrics = metricsServer().listen(metricsPort, host);
  await once(metrics, 'listening');
  await app.listen({ host, port });
  accepts = true;

  await stopped;
  accepts = false;
  logger.info('shutting down');
  await sleep(shutdownDelaySeconds * 1000);
  setTimeout(() => {
    logger.error(`requests did not finish within ${shutdownTimeoutSeconds} s`);
    process.exit(1);
  }, shutdownTimeoutSeconds * 1000).unref();
  await app.close();
  // golden-path:begin database
  await pool.end();
  // golden-path:end database
  await tracing.shutdown();
  metrics.close();
  metrics.closeAllConnections();
}
