import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request of Git over HTTP, from the bare repositories in a folder, with Git's own program.
 *
 * @param place the path below the folder, such as `/acme/orders.git/info/refs`
 * @see https://git-scm.com/docs/git-http-backend
 */
export function answerGit(folder: string, place: string, query: string, request: IncomingMessage, response: ServerResponse): void {
  const pushes = `${place}?${query}`.includes('git-receive-pack');
  if (pushes && !request.headers.authorization) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Git"' }).end();
    return;
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: place,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      // Only then Git's program takes a push.
      ...(pushes && { REMOTE_USER: 'x-access-token' }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.on('error', () => response.writeHead(500).end());
  child.on('close', () => respond(Buffer.concat(printed), response));
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
}

/** A program of CGI prints its headers, an empty line, and the body. */
function respond(printed: Buffer, response: ServerResponse): void {
  const end = printed.indexOf('\r\n\r\n');
  if (end < 0) {
    response.writeHead(500).end();
    return;
  }
  const headers = printed.subarray(0, end).toString('latin1').split('\r\n').map((line) => line.split(/: (.*)/, 2));
  const status = headers.find(([name]) => name === 'Status')?.[1];
  response.writeHead(status ? Number(status.slice(0, 3)) : 200, Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
  response.end(printed.subarray(end + 4));
}
