import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The one who may publish, as a platform team's pipeline may, and the one who may only read, as every other team may. */
export const PUBLISHER = 'publisher';
export const READER = 'reader';

const START_SECONDS = 30;

/** A private npm registry on loopback, with a storage and users of its own. */
export class Registry {
  /**
   * @param {string} verdaccio the folder in which Verdaccio is installed
   * @param {string} folder where it may keep what it stores
   * @param {string[]} scopes the scopes whose packages it has; it has no others
   */
  static async start(verdaccio, folder, scopes) {
    mkdirSync(folder, { recursive: true });
    const passwords = new Map([PUBLISHER, READER].map((user) => [user, randomBytes(18).toString('base64url')]));
    writeFileSync(join(folder, 'htpasswd'), [...passwords].map(([user, password]) => `${user}:${hashed(password)}\n`).join(''));
    const program = fileURLToPath(new URL('serve.mjs', import.meta.url));
    const child = fork(program, [verdaccio], { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
    child.send(configuration(folder, scopes));
    try {
      return new Registry(child, await portOf(child), passwords);
    } catch (error) {
      child.kill();
      throw Object.assign(error, { output: Buffer.concat(said).toString('utf8') });
    }
  }

  constructor(child, port, passwords) {
    this.child = child;
    this.passwords = passwords;
    this.url = `http://127.0.0.1:${port}/`;
  }

  /** Logs in as `npm login` does, and gives back the token. */
  async login(user) {
    const password = this.passwords.get(user);
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    const answer = await this.ask('PUT', `-/user/org.couchdb.user:${user}`, {
      authorization: `Basic ${basic}`,
      body: { name: user, password },
    });
    if (!answer.json?.token) throw new Error(`the registry answered ${answer.status} to the login of ${user}`);
    return answer.json.token;
  }

  /** Asks the registry itself, past npm. */
  async ask(method, path, { token, authorization = token && `Bearer ${token}`, body } = {}) {
    const headers = { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(new URL(path, this.url), { method, headers, body: body && JSON.stringify(body) });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, bytes, json: parsed(bytes) };
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

/** The policy of a private registry: whoever reads has logged in, one user publishes, nobody signs up, nothing comes from elsewhere. */
function configuration(folder, scopes) {
  const policy = { access: '$authenticated', publish: PUBLISHER };
  return {
    self_path: folder,
    configPath: join(folder, 'config.yaml'),
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    // A package of these scopes that is asked for elsewhere could be anybody's.
    uplinks: {},
    packages: Object.fromEntries(scopes.map((scope) => [`${scope}/*`, policy])),
    middlewares: {},
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'warn', colors: false },
  };
}

/** A line's hash in the format of htpasswd; the passwords are random and last as long as the registry does. */
function hashed(password) {
  return `{SHA}${createHash('sha1').update(password).digest('base64')}`;
}

async function portOf(child) {
  const signal = AbortSignal.timeout(START_SECONDS * 1000);
  const [told] = await Promise.race([once(child, 'message', { signal }), once(child, 'close', { signal })]);
  if (!told?.port) throw new Error('the registry ended before it served');
  return told.port;
}

function parsed(bytes) {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
