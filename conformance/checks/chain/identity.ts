import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What GitHub's token says of a run. */
export type Claims = Readonly<Record<string, string>>;

/** Stands for GitHub where a job asks who it is. Nobody signs the token: the job reads it, and Sigstore is not asked here. */
export class Identity {
  private readonly server: Server;

  public constructor(private readonly claims: Claims) {
    this.server = createServer(({ headers, url }, response) => {
      const known = headers.authorization === 'bearer request-token' && url === '/?api-version=2&audience=sigstore';
      response.writeHead(known ? 200 : 401, { 'Content-Type': 'application/json' });
      response.end(known ? JSON.stringify({ value: this.token() }) : '{}');
    });
  }

  /** What a job with `id-token: write` has in its environment. */
  public async listen(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return {
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/?api-version=2`,
    };
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private token(): string {
    return ['{"alg":"none"}', JSON.stringify(this.claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');
  }
}

/** The claims of a push to the main branch of a service's repository, in the run of a delivery workflow. */
export function claimsOf(repository: string, signer: string, commit: string): Claims {
  return {
    event_name: 'push',
    job_workflow_ref: signer,
    ref: 'refs/heads/main',
    repository,
    repository_id: '1001',
    repository_owner_id: '1000',
    run_attempt: '1',
    run_id: '7',
    runner_environment: 'github-hosted',
    sha: commit,
    workflow_ref: `${repository}/.github/workflows/delivery.yml@refs/heads/main`,
  };
}
