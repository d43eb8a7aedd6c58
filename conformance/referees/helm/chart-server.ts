import { readFile, readdir } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inWorkFolder } from '../terraform/work-folder';
import { packageChart } from './commands';
import { registryPages, type Pages } from './oci-pages';
import { printed, withHelm } from './run-helm';

const LOOPBACK = '127.0.0.1';

/** Where charts can be had from for as long as an action runs. */
export interface ChartServer {
  /** A chart repository, as charts name it: an index and packages. */
  readonly http: string;
  /** The same charts in a registry of container images. */
  readonly oci: string;
}

/** Who may read charts. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/**
 * Packages charts and lends a server of them, which listens on loopback alone and ends with the action.
 *
 * @param login who may read them; everybody where nothing is said
 */
export async function withChartServer<T>(
  binary: string,
  chartDirs: readonly string[],
  action: (server: ChartServer) => Promise<T>,
  login?: Login,
): Promise<T> {
  const pages = await inWorkFolder(async (folder) => {
    for (const chartDir of chartDirs) await packageChart(binary, chartDir, folder);
    printed('index a repository', await withHelm(binary, async (helm) => helm('repo', 'index', folder)));
    return { ...await filesOf(folder), ...await registryPages(binary, folder) };
  });
  const server = createServer(answering(pages, login));
  // A process that forgets to let go must still be able to end.
  server.unref();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, LOOPBACK, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await action({ http: `http://${LOOPBACK}:${port}`, oci: `oci://${LOOPBACK}:${port}/charts` });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function filesOf(folder: string): Promise<Pages> {
  const files = (await readdir(folder)).map(async (name) => [`/${name}`, { body: await readFile(join(folder, name)) }] as const);
  return Object.fromEntries(await Promise.all(files));
}

function answering(pages: Pages, login?: Login): RequestListener {
  const expected = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  return (request, response) => {
    if (expected && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="charts"' }).end();
      return;
    }
    const page = pages[new URL(request.url ?? '/', 'http://server').pathname];
    const { type = 'application/octet-stream', digest, body } = page ?? { body: Buffer.from('not found') };
    const headers = { 'content-type': type, 'content-length': body.length, ...(digest && { 'docker-content-digest': digest }) };
    response.writeHead(page ? 200 : 404, headers).end(request.method === 'HEAD' ? undefined : body);
  };
}
