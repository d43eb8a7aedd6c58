import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { logProblems } from './logs';
import { metricsProblems } from './metrics';
import { sendAll, SENT, traceOf } from './requests';
import { environment, RunningService } from './running-service';
import type { Command } from './table';

/** A service that is built and can be started. */
export interface Built {
  readonly command: Command;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Its name in logs. */
  readonly name: string;
  /** Whether it needs a database, and the environment names none that answers. */
  readonly lacksDatabase: boolean;
}

/** What a service must do: each gives back what is wrong. */
export type Behaviour = (built: Built, measured: (figures: string) => void) => Promise<string[]>;

/** The defaults of a pod: `memoryRequest`, and 30 seconds to end of which it serves on for the first five. */
const REQUESTED_MEMORY = 256;
const GRACE_SECONDS = 25;

/** A pod may take 30 periods of its probe; this leaves room for a slower machine. */
const START_MILLISECONDS = 30_000;

export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'answers, measures and logs fifty requests': fiftyRequests,
  'finishes a request after SIGTERM': finishesRequest,
  'is not ready while it shuts down': notReadyWhileItEnds,
  'ends at once when it has nothing to do': endsAtOnce,
  'names every wrong setting': namesWrongSettings,
  'sends traces where it is told to': sendsTraces,
};

/** Starts it for as long as an action takes. */
async function running<T>(built: Built, env: NodeJS.ProcessEnv, action: (service: RunningService) => Promise<T>): Promise<T> {
  const service = await RunningService.start(built.command, built.cwd, { ...built.env, ...env });
  try {
    return await action(service);
  } finally {
    service.signal('SIGKILL');
  }
}

async function fiftyRequests(built: Built, measured: (figures: string) => void): Promise<string[]> {
  return running(built, {}, async (service) => {
    const ready = built.lacksDatabase ? 503 : 200;
    const problems = [
      ...(await service.becomes('/ready', ready, 10) ? [] : [`/ready does not answer ${ready}`]),
      ...await sendAll(service),
      ...(await service.status('/live') === 200 ? [] : ['/live does not answer 200']),
      ...metricsProblems(await service.metrics(), SENT),
    ];
    const [started, memory] = [service.startMilliseconds, Math.round(service.peakMemory())];
    measured(`alive after ${started} ms, at most ${memory} MiB`);
    if (started > START_MILLISECONDS) problems.push(`it needs ${started} ms to start`);
    if (memory > REQUESTED_MEMORY) problems.push(`it needs ${memory} MiB, and a pod gets ${REQUESTED_MEMORY}`);
    const { code } = await service.stop();
    return [
      ...problems,
      ...(code === 0 ? [] : [`it ended with ${code}`]),
      ...logProblems(service.lines, SENT, built.name),
      ...service.errors.map((line) => `on the standard error: ${line}`),
    ];
  });
}

async function finishesRequest(built: Built): Promise<string[]> {
  return running(built, {}, async (service) => {
    const body = JSON.stringify({ name: 'Ada' });
    const request = httpRequest({
      host: '127.0.0.1', port: service.port, path: '/greetings', method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    });
    const answered = once(request, 'response')
      .then(([response]) => (response as IncomingMessage).statusCode, (error: Error) => error.message);
    request.write(body.slice(0, 5));
    await sleep(300);
    service.signal('SIGTERM');
    await sleep(700);
    const refused = await service.status('/live') === undefined;
    request.end(body.slice(5));
    const [status, { code, seconds }] = await Promise.all([answered, service.end(GRACE_SECONDS)]);
    return [
      ...(refused ? [] : ['it takes new connections after SIGTERM']),
      ...(status === 201 ? [] : [`the request that it had got ${status}`]),
      ...(code === 0 ? [] : [`it ended with ${code} after ${seconds} s`]),
    ];
  });
}

async function notReadyWhileItEnds(built: Built): Promise<string[]> {
  return running(built, { SHUTDOWN_DELAY_SECONDS: '2' }, async (service) => {
    service.signal('SIGTERM');
    const left = await service.becomes('/ready', 503, 1);
    const alive = await service.status('/live') === 200;
    const { code } = await service.end(GRACE_SECONDS);
    return [
      ...(left ? [] : ['/ready does not answer 503 after SIGTERM']),
      ...(alive ? [] : ['it does not serve on for SHUTDOWN_DELAY_SECONDS']),
      ...(code === 0 ? [] : [`it ended with ${code}`]),
    ];
  });
}

async function endsAtOnce(built: Built): Promise<string[]> {
  return running(built, {}, async (service) => {
    await service.status('/live');
    const { code, seconds } = await service.stop();
    return code === 0 && seconds < 5 ? [] : [`it ended with ${code} after ${seconds} s`];
  });
}

async function namesWrongSettings({ command, cwd, env }: Built): Promise<string[]> {
  const wrong = { PORT: 'http', METRICS_PORT: '70000' };
  const { status, stdout } = spawnSync(command[0], command.slice(1), {
    cwd, env: { ...environment(), ...env, ...wrong }, encoding: 'utf8', timeout: 20_000,
  });
  const lines = stdout.trim().split('\n');
  const named = lines.length === 1 && Object.keys(wrong).every((name) => lines[0].includes(name)) && lines[0].startsWith('{');
  return [
    ...(status === 1 ? [] : [`it ended with ${status}, not 1`]),
    ...(named ? [] : [`it names not all of ${Object.keys(wrong).join(', ')} in one line: ${stdout}`]),
  ];
}

async function sendsTraces(built: Built): Promise<string[]> {
  const bodies: Buffer[] = [];
  const collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(parts));
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  try {
    const sent = async (env: NodeJS.ProcessEnv) => {
      bodies.length = 0;
      await running(built, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env }, async (service) => {
        await service.request('/greetings/Ada', { headers: { traceparent: `00-${traceOf(0)}-00f067aa0ba902b7-01` } });
        await service.stop();
      });
      return Buffer.concat(bodies).includes(Buffer.from(traceOf(0), 'hex'));
    };
    return [
      ...(await sent({}) ? [] : ['no span of a request reached OTEL_EXPORTER_OTLP_ENDPOINT before it ended']),
      ...(await sent({ OTEL_TRACES_EXPORTER: 'none' }) ? ['it sends traces although OTEL_TRACES_EXPORTER is none'] : []),
    ];
  } finally {
    collector.close();
    collector.closeAllConnections();
  }
}
