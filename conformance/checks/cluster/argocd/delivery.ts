import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { GitServer, KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

const PATIENCE_SECONDS = 90;
const MOST_CHARACTERS = 1500;
const REFRESH_MILLISECONDS = 3000;
const REFRESH = 'argocd.argoproj.io/application-set-refresh';

/** A GitOps repository and the cluster that follows it. */
export class Delivery {
  public constructor(
    public readonly api: KubernetesApi,
    public readonly git: GitServer,
    /** What the whole repository is in the end. */
    public readonly tree: string,
    public readonly environment: string,
    private readonly namespace: string,
  ) {}

  /** A file or folder of a service in the checkout. */
  public fileOf(service: string, ...path: readonly string[]): string {
    return join(this.git.checkout, 'apps', service, ...path);
  }

  public namespaceOf(service: string): string {
    return `${service}-${this.environment}`;
  }

  /** Merges the checkout, and tells Argo CD as a webhook does. */
  public async merge(title: string): Promise<string> {
    const commit = this.git.merge(title);
    await this.refresh();
    return commit;
  }

  public async applicationOf(service: string): Promise<Json> {
    return this.applicationNamed(this.namespaceOf(service));
  }

  /** An Application; nothing if it is not there. */
  public async applicationNamed(name: string): Promise<Json> {
    const { status, body } = await this.api.read(
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name, namespace: this.namespace } });
    return status === 200 ? body : undefined;
  }

  /**
   * Waits until an Application is what a commit says.
   *
   * @returns the seconds that it took; undefined if it is not so after so long
   */
  public async settled(name: string, commit: string, { healthy = true, patience = PATIENCE_SECONDS } = {}): Promise<number | undefined> {
    return until(async () => {
      const application = await this.applicationNamed(name);
      // It waits for its project, for which Argo CD looks again after three minutes.
      if (!application) await pause(REFRESH_MILLISECONDS).then(async () => this.refresh());
      const { sync, health, operationState } = application?.status ?? {};
      const revisions = [sync?.revision, ...(sync?.revisions ?? [])];
      const isSynced = sync?.status === 'Synced' && revisions.includes(commit) && operationState?.phase === 'Succeeded';
      return isSynced && (!healthy || health?.status === 'Healthy');
    }, patience);
  }

  /** What an Application is like, for people. */
  public async stateOf(name: string): Promise<string> {
    const application = await this.applicationNamed(name);
    if (!application) return `${name} is not there`;
    const { sync, health, operationState, conditions = [], resources = [] } = application.status ?? {};
    const results = (operationState?.syncResult?.resources ?? []) as Json[];
    const said = [
      ...conditions.map(({ type, message }: Json) => `${type}: ${message}`),
      ...results.filter(({ status, hookPhase }) => status === 'SyncFailed' || hookPhase === 'Failed').map(({ kind, message, ...of }) => (
        `${kind} ${of.name}: ${message}`
      )),
      ...resources.filter((each: Json) => each.status === 'OutOfSync' || !['Healthy', undefined].includes(each.health?.status))
        .map((each: Json) => `${each.kind} ${each.name} is ${each.status} and ${each.health?.status} ${each.health?.message ?? ''}`),
    ].join('; ');
    const now = `${name} is ${sync?.status} and ${health?.status}, ${operationState?.phase} (${operationState?.message})`;
    return `${now}: ${said}`.slice(0, MOST_CHARACTERS);
  }

  /** Has Argo CD look at the repository now, as a webhook does, and not in three minutes. */
  private async refresh(): Promise<void> {
    const sets = await this.api.call('GET', `/apis/argoproj.io/v1alpha1/namespaces/${this.namespace}/applicationsets`);
    const waiting = (sets.body.items as KubernetesObject[]).filter(({ metadata }) => !metadata?.annotations?.[REFRESH]);
    for (const { metadata } of waiting) {
      const set = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata };
      await this.api.patch(set, { metadata: { annotations: { [REFRESH]: 'true' } } });
    }
  }
}
