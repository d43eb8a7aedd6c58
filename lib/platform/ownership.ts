import type { Environment } from './environment';
import type { Platform } from './platform';
import type { Team } from './team';

/** The name of what belongs to the platform itself, which no service may have. */
export const PLATFORM = 'platform';

/** Names of services that would be those of something else: the platform's own stacks, and the role of Crossplane. */
export const RESERVED_SERVICE_NAMES: readonly string[] = [PLATFORM, 'crossplane'];

/** The label by which Kubernetes tools tell what manages an object. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** What manages the objects of the GitOps tree, which Argo CD applies. */
export const MANAGED_BY_ARGO_CD: Readonly<Record<string, string>> = { [MANAGED_BY]: 'argocd' };

/** Who owns what stands in an output, and how labels, annotations and tags say so. */
export class Ownership {
  /**
   * What everything carries that takes labels.
   *
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
   */
  public readonly labels: Readonly<Record<string, string>>;
  /** What everything carries that takes annotations. */
  public readonly annotations: Readonly<Record<string, string>>;
  /** The same facts as AWS tags. */
  public readonly tags: Readonly<Record<string, string>>;

  /** @param name what it belongs to: a service's name, or `platform` */
  public constructor(
    platform: Platform,
    public readonly environment: Environment,
    public readonly name: string,
    public readonly team: Team,
  ) {
    const { domain } = platform;
    this.labels = Object.freeze({
      [MANAGED_BY]: 'terraform',
      'app.kubernetes.io/name': name,
      [`${domain}/env`]: environment.name,
      [`${domain}/team`]: team.name,
    });
    this.annotations = Object.freeze({ [`${domain}/cost-center`]: team.costCenter, [`${domain}/owner`]: team.catalogGroup });
    this.tags = Object.freeze({ ...this.labels, ...this.annotations });
  }
}
