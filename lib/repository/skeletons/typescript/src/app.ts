import { fastify, LogController } from 'fastify';
import type { FastifyError, FastifyInstance } from 'fastify';
// golden-path:begin database
import type { Pool } from 'pg';
import { isReachable } from './database.js';
// golden-path:end database
import type { Logger } from './logging.js';
import { observe } from './observe.js';
import { greetings } from './routes/greetings.js';
// golden-path:begin database
import { notes } from './routes/notes.js';
// golden-path:end database

export interface AppOptions {
  readonly logger: Logger;
  /** Whether the process may get requests: not while it starts and not once it shuts down. */
  readonly accepts: () => boolean;
  // golden-path:begin database
  readonly pool: Pool;
  // golden-path:end database
}

/** The application without its port. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    // observe() writes the lines, and the trace says which request a line belongs to.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    // What came over an open connection while it shuts down is still served.
    return503OnClosing: false,
    requestTimeout: 15_000,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  observe(app);
  // A client that keeps its connection would keep the process from ending.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (!options.accepts()) reply.header('connection', 'close');
    done();
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: status < 500 ? error.message : 'internal server error' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  probes(app, options);
  app.register(greetings);
  // golden-path:begin database
  app.register(notes, { pool: options.pool });
  // golden-path:end database
  return app;
}

function probes(app: FastifyInstance, options: AppOptions): void {
  const config = { unobserved: true };
  // It asks nothing of others: a restart does not mend a database.
  app.get('/live', { config }, () => ({ status: 'ok' }));
  app.get('/ready', { config }, async (_request, reply) => {
    const ready = [
      options.accepts(),
      // golden-path:begin database
      await isReachable(options.pool),
      // golden-path:end database
    ].every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
  });
}
