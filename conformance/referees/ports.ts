import { createServer, type AddressInfo, type Server } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An address on this machine alone that nothing listens on. */
export async function freeAddress(): Promise<string> {
  return `${LOOPBACK}:${await freePort()}`;
}

/**
 * Keeps others from a port until the function given back is called. Where the port is taken already, that is as good.
 *
 * A function of Crossplane opens port 8080 for its metrics, to every network, cannot be told not to, and goes on without.
 */
export async function holdPort(port: number): Promise<() => void> {
  try {
    const server = await listen(port);
    return () => server.close();
  } catch {
    return () => {};
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  // A process that forgets to let go must still be able to end.
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return server;
}
