import type { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { requireConstruct } from '../core/own-place';
import { closest, listed, show } from '../core/problems';
import { makeReadOnly } from '../core/read-only';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { CATALOG_SETTINGS } from './catalog-settings';
import type { CatalogSettings } from './catalog-settings';
import { claimProblem } from './claims';
import { DEFAULT_SETTINGS } from './default-settings';
import type { PlatformDefaults } from './defaults';
import { Environment } from './environment';
import type { EnvironmentProps } from './environment-props';
import type { KubernetesKind } from './kubernetes-kind';
import { attach, membershipOf } from './membership';
import { Ownership, RESERVED_SERVICE_NAMES } from './ownership';
import { PLATFORM_SETTINGS } from './platform-settings';
import type { QuotaLimit } from './quota-limit';
import type { TeamProps } from './team';
import { Team } from './team';
import { cacheNodes, databaseClasses } from './tiers';
import type { CacheTierProps, DatabaseTierProps } from './tiers';
import { validatePlatform } from './validate-platform';

/** What the platform team decides once for all services. */
export interface PlatformProps {
  /** The organization's name, as its GitHub organization and registries write it. */
  readonly organization: string;
  /** The DNS name that prefixes the platform's labels and annotations, such as `platform.acme.io`. */
  readonly domain: string;
  /** The environments that services run in. */
  readonly environments: EnvironmentProps[];
  /** The teams that own services. */
  readonly teams: TeamProps[];
  /**
   * The Git repository that Argo CD deploys from.
   *
   * @default - `https://github.com/<organization>/platform-apps.git`
   */
  readonly gitOpsRepository?: string;
  /**
   * The registry that services' images are pushed to.
   *
   * @default - `ghcr.io/<organization>`
   */
  readonly imageRegistry?: string;
  /**
   * The repository that the platform's Helm charts come from.
   *
   * @default - `oci://ghcr.io/<organization>/charts`
   */
  readonly chartRepository?: string;
  /**
   * The teams that make PlatformStacks.
   *
   * @default ['platform']
   */
  readonly platformTeams?: string[];
  /**
   * Kinds of Kubernetes objects that services may have besides those of this library. The AppProject of each service allows
   * them. Kinds that grant permissions or loosen limits are refused.
   *
   * @default - none
   */
  readonly serviceKinds?: KubernetesKind[];
  /**
   * The most that one service may take in one environment. A service whose pods do not fit is refused, with the sum.
   *
   * @default - no limit: the quota of a service follows from what it runs
   */
  readonly maxQuota?: QuotaLimit;
  /**
   * Domains and keys of labels and annotations that operators write on namespaces, service accounts and what else Terraform makes in
   * the cluster. Terraform leaves those alone; without an entry here, an apply takes away what Terraform did not write. An entry with a
   * dot and no slash is a domain, such as `istio.io`, and stands for those below it too; any other is a whole key, such as
   * `istio-injection`. The list replaces the default.
   *
   * @default - those of common service meshes, GitOps controllers, Rancher, OpenShift, scanners and agents
   * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#ignore_labels-1
   */
  readonly operatorMetadata?: string[];
  /**
   * What services get where their teams say nothing.
   *
   * @default - the library's own, see PlatformDefaults
   */
  readonly defaults?: PlatformDefaults;
  /**
   * Tiers of databases besides dev, standard and performance, whose classes `defaults` changes.
   *
   * @default - none
   */
  readonly databaseTiers?: DatabaseTierProps[];
  /**
   * Tiers of caches besides dev, standard and performance, whose node types `defaults` changes.
   *
   * @default - none
   */
  readonly cacheTiers?: CacheTierProps[];
  /**
   * What the software catalog knows besides the services, and the addresses that its entries link to.
   *
   * @default - no domains, systems or addresses
   */
  readonly catalog?: CatalogSettings;
}

/**
 * The platform: one definition of environments, teams and defaults, checked as a whole, that every stack refers to.
 *
 * Throws `InvalidProps` with every problem that it finds.
 */
export class Platform {
  /**
   * The platform of the nearest stack.
   *
   * Throws `NoPlatform` where the stack belongs to none.
   *
   * @param construct any construct inside a stack, or the stack itself
   */
  public static of(construct: IConstruct): Platform {
    return membershipOf(construct).platform;
  }

  /** The organization's name. */
  public readonly organization!: string;
  /** The DNS name that prefixes labels and annotations. */
  public readonly domain!: string;
  /** The environments, in the order in which they were declared. */
  public readonly environments: Environment[];
  /** The names of the teams that make PlatformStacks. */
  public readonly platformTeams!: string[];
  /** The teams, in the order in which they were declared. */
  public readonly teams: Team[];
  /** The Git repository that Argo CD deploys from. */
  public readonly gitOpsRepository!: string;
  /** The registry that services' images are pushed to. */
  public readonly imageRegistry!: string;
  /** The repository that the platform's Helm charts come from. */
  public readonly chartRepository!: string;
  /** Kinds of Kubernetes objects that services may have besides those of this library. */
  public readonly serviceKinds!: KubernetesKind[];
  /** The most that one service may take in one environment; nothing if there is no limit. */
  public readonly maxQuota?: QuotaLimit;
  /** Domains and keys of labels and annotations that Terraform leaves to operators. */
  public readonly operatorMetadata!: string[];
  /** The defaults, every one of them filled in. */
  public readonly defaults: PlatformDefaults;
  /** The instance class of every tier of databases, by the tier's name. */
  public readonly databaseTiers: Record<string, string>;
  /** The node type of every tier of caches, by the tier's name. */
  public readonly cacheTiers: Record<string, string>;
  /** The settings of the software catalog, with their defaults filled in. */
  public readonly catalog: CatalogSettings;

  public constructor(props: PlatformProps) {
    const given = snapshot(props, ['backend']);
    const validation = new Validation('Platform');
    validatePlatform(validation, given);
    validation.throwIfAny();
    const { environments, teams, defaults, databaseTiers, cacheTiers, catalog, ...plain } = PLATFORM_SETTINGS.resolveAll(given);
    Object.assign(this, plain);
    this.environments = environments.map((environment) => new Environment(environment));
    this.teams = teams.map((team) => new Team(team));
    this.defaults = Object.freeze(DEFAULT_SETTINGS.resolveAll(defaults));
    this.databaseTiers = databaseClasses(this.defaults, databaseTiers);
    this.cacheTiers = cacheNodes(this.defaults, cacheTiers);
    this.catalog = CATALOG_SETTINGS.resolveAll(catalog);
    makeReadOnly(this.catalog);
    Object.freeze(this.catalog);
    makeReadOnly(this);
  }

  /**
   * The environment of this name.
   *
   * Throws `InvalidProps` where the platform declares none.
   *
   * @param name such as `staging`
   */
  public environment(name: string): Environment {
    return this.find('environment', name, this.environments);
  }

  /**
   * The team of this name.
   *
   * Throws `InvalidProps` where the platform declares none.
   *
   * @param name such as `payments`
   */
  public team(name: string): Team {
    return this.find('team', name, this.teams);
  }

  /**
   * Makes a stack of your own a stack of the platform: providers, backend, required versions and the checks of what is
   * synthesised. Providers and a backend that the stack already has are kept.
   *
   * Throws `InvalidProps` if the environment does not exist, or the stack's id, and so its state, is that of another team's
   * service or of the platform, and `StackConflict` if the stack already has a platform.
   *
   * @param stack the stack, without a platform so far
   * @param environment the name of one of the platform's environments
   * @param teamName the team that owns what stands in the stack; a MicroserviceInfra in the stack brings its own
   */
  public applyTo(stack: TerraformStack, environment: string, teamName?: string): void {
    const team = teamName === undefined ? undefined : this.team(teamName);
    const found = this.environment(environment);
    const validation = new Validation('applyTo');
    requireConstruct(validation, 'stack', stack);
    validation.throwIfAny();
    this.validateId(stack, found, teamName);
    const membership = attach(stack, this, found);
    if (team) membership.owner = new Ownership(this, membership.environment, stack.node.id, team);
  }

  /** The id names the state: a stack of a team's own must not take that of another's service. */
  private validateId({ node: { id } }: TerraformStack, { name }: Environment, teamName: string | undefined): void {
    const validation = new Validation(`applyTo on the stack ${show(id)}`);
    const service = id.endsWith(`-${name}`) ? id.slice(0, -name.length - 1) : id;
    if (RESERVED_SERVICE_NAMES.includes(service)) {
      const fix = `use PlatformStack, or name the stack after its team, as in '${teamName ?? 'team'}-extra-${name}'`;
      validation.add({ path: 'id', got: show(id), allowed: "an id that is not the platform's own", fix });
    }
    const making = { claimed: 'services', name: service, teamName, path: 'id' } as const;
    const problem = teamName === undefined ? undefined : claimProblem(this.teams, making);
    if (problem) validation.add(problem);
    validation.throwIfAny();
  }

  private find<T extends { readonly name: string }>(kind: string, name: string, candidates: readonly T[]): T {
    const found = candidates.find((candidate) => candidate.name === name);
    if (found) return found;
    const names = candidates.map((candidate) => candidate.name).sort();
    const meant = closest(name, names);
    throw new GoldenPathError('InvalidProps', `Platform '${this.organization}'`, [
      {
        path: kind,
        got: show(name),
        allowed: `one that the platform declares: ${listed(names)}`,
        fix: meant ? `did you mean '${meant}'?` : `use one of these, or declare the ${kind} in the platform`,
      },
    ]);
  }
}
