import { createServer } from 'node:http';
import { ConfigReader } from '@backstage/config';
import goldenPath from '../dist/index.js';

/** The actions that the module registers with this configuration, by their ids. */
export async function actionsWith(settings) {
  const actions = [];
  const [{ init, ...registration }] = goldenPath.default.getRegistrations();
  await init.func({ config: new ConfigReader(settings), scaffolder: { addActions: (...added) => actions.push(...added) } });
  return { registration, actions: Object.fromEntries(actions.map((action) => [action.id, action])) };
}

/** Runs an action as a task does: what it gives to later steps, and what it writes to the log. */
export async function run(action, input, further = {}) {
  const output = {};
  const log = [];
  await action.handler({
    input,
    logger: { info: (message) => log.push(message) },
    workspacePath: '.',
    output(name, value) {
      output[name] = value;
    },
    ...further,
  });
  return { output, log };
}

/** A server on 127.0.0.1 that gives one answer after the other, each `[status, json]`, for as long as the work takes. */
export async function withAnswers(answers, work) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push({ call: `${request.method} ${request.url}`, headers: request.headers });
    const [status, json] = answers.shift() ?? [500];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(json === undefined ? '' : JSON.stringify(json));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return { requests, result: await work(`http://127.0.0.1:${server.address().port}`) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
