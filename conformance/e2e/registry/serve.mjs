// As a program of its own: serves Verdaccio on a free port of 127.0.0.1. It is told its configuration, tells its port, and
// ends with the process that started it, however that one ended.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , verdaccio] = process.argv;

process.once('disconnect', () => process.exit());
process.once('message', async (config) => {
  const { runServer } = createRequire(join(verdaccio, 'package.json'))('verdaccio');
  const server = await runServer(config);
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
});
