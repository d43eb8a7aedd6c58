import { createLogger } from './logging.js';
import type { Logger } from './logging.js';
// golden-path:begin database
import { migrate } from './migrate.js';
// golden-path:end database
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import type { Settings } from './settings.js';

const COMMANDS = new Map<string, (settings: Settings, logger: Logger) => Promise<void>>([
  ['serve', serve],
  // golden-path:begin database
  ['migrate', ({ database }, logger) => migrate(database, logger)],
  // golden-path:end database
]);

const logger = createLogger();
try {
  const [name = 'serve'] = process.argv.slice(2);
  const command = COMMANDS.get(name);
  if (!command) throw new Error(`unknown command; it is one of ${[...COMMANDS.keys()].join(', ')}`);
  await command(readSettings(process.env), logger);
} catch (error) {
  logger.error({ error: (error as Error).message }, 'ended');
  process.exitCode = 1;
}
