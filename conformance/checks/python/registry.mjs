import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Who may publish, and who may only read. */
export const PASSWORDS = { publisher: 'publishers-own', reader: 'readers-own' };

/**
 * A private registry for Python on this machine alone, which nobody reads without a password.
 *
 * @returns its addresses, and `stop`
 */
export async function serveRegistry(tools, folder) {
  const packages = join(folder, 'packages');
  mkdirSync(packages, { recursive: true });
  const users = join(folder, 'htpasswd');
  writeFileSync(users, Object.entries(PASSWORDS).map(([user, password]) => `${user}:{SHA}${sha1(password)}\n`).join(''), { mode: 0o600 });
  const port = await freePort();
  const options = ['--interface', '127.0.0.1', '--port', `${port}`, '--passwords', users, '--authenticate', 'update,download,list'];
  const server = spawn('python3', ['-m', 'pypiserver', 'run', ...options, '--disable-fallback', '--hash-algo', 'sha256', packages], {
    env: { ...process.env, PYTHONPATH: tools, PYTHONNOUSERSITE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (text) => {
    said += text;
  });
  const upload = `http://127.0.0.1:${port}/`;
  await answers(upload, () => said);
  return { upload, index: `${upload}simple/`, stop: () => server.kill() };
}

/** The form of a password that every version of htpasswd reads; the passwords are those of a test. */
function sha1(text) {
  return createHash('sha1').update(text).digest('base64');
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address();
  await new Promise((done) => {
    server.close(done);
  });
  return port;
}

async function answers(address, said) {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(address).catch(() => undefined);
    if (response) return;
    await new Promise((done) => {
      setTimeout(done, 200);
    });
  }
  throw new Error(`pypiserver does not answer:\n${said()}`);
}
