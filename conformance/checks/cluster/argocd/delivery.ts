import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import type { Repository } from './repository';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

const PATIENCE_SECONDS = 90;
const MOST_CHARACTERS = 1500;
const REFRESH_MILLISECONDS = 3000;
const ARGO_CD = 'argoproj.io/v1alpha1';

/** What a kind is asked by to look at the repository. */
const REFRESHED: Readonly<Record<string, readonly [string, string]>> = {
  ApplicationSet: ['argocd.argoproj.io/application-set-refresh', 'true'],
  Application: ['argocd.argoproj.io/refresh', 'normal'],
};

/** A GitOps repository and a cluster that follows it. */
export class Delivery {
  public constructor(
    public readonly api: KubernetesApi,
    public readonly repository: Repository,
    public readonly environment: string,
    /** What the services of the output are to run there. */
    public readonly workloads: readonly KubernetesObject[],
    private readonly namespace: string,
  ) {
    repository.follow(async () => this.refresh());
  }

  /** A file or folder of a service in the checkout. */
  public fileOf(service: string, ...path: readonly string[]): string {
    return this.repository.fileOf('apps', service, ...path);
  }

  public namespaceOf(service: string): string {
    return `${service}-${this.environment}`;
  }

  /** Merges the checkout, and tells every Argo CD as a webhook does. */
  public async merge(title: string): Promise<string> {
    return this.repository.merge(title);
  }

  public async applicationOf(service: string): Promise<Json> {
    return this.applicationNamed(this.namespaceOf(service));
  }

  /** An Application; nothing if it is not there. */
  public async applicationNamed(name: string): Promise<Json> {
    const metadata = { name, namespace: this.namespace };
    const { status, body } = await this.api.read({ apiVersion: ARGO_CD, kind: 'Application', metadata });
    return status === 200 ? body : undefined;
  }

  /**
   * Waits until an Application is what a commit says.
   *
   * @returns the seconds that it took; undefined if it is not so after so long
   */
  public async settled(name: string, commit: string, { healthy = true, patience = PATIENCE_SECONDS } = {}): Promise<number | undefined> {
    let asked = Date.now();
    return until(async () => {
      const application = await this.applicationNamed(name);
      if (Date.now() - asked > REFRESH_MILLISECONDS) {
        // Its project may not have been there, or the platform was not yet what the commit says.
        await (application ? this.ask(application as KubernetesObject) : this.refresh());
        asked = Date.now();
      }
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

  /** Has Argo CD look at the repository now, as a webhook does, and not in some minutes. */
  private async refresh(): Promise<void> {
    await Promise.all(Object.keys(REFRESHED).map(async (kind) => {
      const { body } = await this.api.call('GET', `/apis/${ARGO_CD}/namespaces/${this.namespace}/${kind.toLowerCase()}s`);
      await Promise.all((body.items as KubernetesObject[]).map(async ({ metadata }) => this.ask({ apiVersion: ARGO_CD, kind, metadata })));
    }));
  }

  /** Argo CD takes the annotation away as soon as it looks. */
  private async ask({ apiVersion, kind, metadata }: KubernetesObject): Promise<void> {
    const [name, value] = REFRESHED[kind];
    if (metadata?.annotations?.[name]) return;
    await this.api.patch({ apiVersion, kind, metadata }, { metadata: { annotations: { [name]: value } } });
  }
}
