import { GithubServer } from '../../../test/backstage-actions/support/github-server';
import { PagerDutyServer, TOKEN as PAGER_DUTY_TOKEN } from '../../../test/backstage-actions/support/pagerduty-server';
import { TOKEN as VAULT_TOKEN, VaultServer } from '../../../test/backstage-actions/support/vault-server';
import { TOKEN as GITHUB_TOKEN } from './github';

/** The repository to which new services are proposed. */
const PROPOSALS = 'acme/platform-catalog';

/** What the actions of a template ask besides GitHub, on loopback: PagerDuty, Vault, and a repository of somebody else. */
export class Neighbours {
  public static async start(): Promise<Neighbours> {
    return new Neighbours(await PagerDutyServer.start(), await VaultServer.start());
  }

  public readonly proposals = new GithubServer(PROPOSALS, GITHUB_TOKEN);

  private constructor(
    public readonly pagerDuty: PagerDutyServer,
    public readonly vault: VaultServer,
  ) {}

  /** The settings with which the actions ask these servers. */
  public get settings(): object {
    return {
      pagerDuty: { apiUrl: this.pagerDuty.loopback.url, apiToken: PAGER_DUTY_TOKEN },
      vault: { address: this.vault.loopback.url, token: VAULT_TOKEN, kubernetes: { host: 'https://kubernetes.acme.example' } },
      pullRequests: { repositories: [PROPOSALS] },
    };
  }

  /** What nobody may read anywhere. */
  public get secrets(): readonly string[] {
    return [PAGER_DUTY_TOKEN, VAULT_TOKEN, GITHUB_TOKEN];
  }

  public async stop(): Promise<void> {
    await Promise.all([this.pagerDuty.loopback.stop(), this.vault.loopback.stop()]);
  }
}
