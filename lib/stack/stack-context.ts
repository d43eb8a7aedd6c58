import { App, TerraformBackend, TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { assertOneCore } from '../core/cores';
import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import { Exceptions } from '../guardrails/exceptions';
import type { Expectation } from '../guardrails/expectations';
import type { StackSettings } from '../guardrails/model/app-model';
import type { AppStack } from '../output/app-stack';
import { Manifests } from '../output/manifests';
import { Preflight } from '../output/preflight';
import type { Environment } from '../platform/environment';
import { attachBy, keepMembership, membershipOf, membershipOfStack } from '../platform/membership';
import type { Membership } from '../platform/membership';
import type { Ownership } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import { backendOf } from './expected-backend';
import { clusterSettings } from './expected-cluster';
import {
  addHelmProviderIfNeeded,
  addProviders,
  providersIn,
  PROVIDER_CLASSES,
  restrictProviders,
  tagProviders,
  twinProviders,
} from './providers';
import { strayObjects } from './stray-objects';
import { twinAddresses } from './twin-addresses';

/** Data that the service of a stack owns. */
export interface OwnedData {
  readonly construct: IConstruct;
  /** What it is: the name of its DependencyKind. */
  readonly kind: string;
  /** The name that its team gave it, without the environment's. */
  readonly name: string;
}

/** The platform of a stack, and what must hold in its output. */
export class StackContext implements AppStack {
  /** Adds a stack to the platform. */
  public static attach(stack: TerraformStack, platform: Platform, environment: Environment): StackContext {
    assertOneCore(stack.node?.path ?? 'TerraformStack', sameCore(stack));
    const present = membershipOfStack(stack);
    if (present) throw alreadyAttached(stack, present);
    const context = new StackContext(stack, platform, environment);
    keepMembership(stack, context);
    Preflight.of(stack).include(context);
    return context;
  }

  /** The context of the nearest stack. Throws `NoPlatform` if that stack belongs to no platform. */
  public static of(construct: IConstruct): StackContext {
    return membershipOf(construct) as StackContext;
  }

  /** What must hold for the library's resources in the stack. */
  public readonly expectations: Expectation[] = [];
  /** The names in AWS of the data of the service, from Terraform and Crossplane. */
  public readonly dataNames: string[] = [];
  /** The data that the service owns, by the names that its team gave it. */
  public readonly ownedData: OwnedData[] = [];
  /** The names of the buckets that the library creates in Terraform. */
  public readonly bucketNames: string[] = [];
  /** The Kubernetes objects that the stack writes for Argo CD. */
  public readonly manifests = new Manifests();
  /** The exceptions with a reason. */
  public readonly exceptions: Exceptions;
  /** The required Terraform settings. */
  public readonly settings: StackSettings;
  /** The service that a ServiceStack is named for. */
  public expectedService?: string;
  /** The service of the stack. */
  public service?: string;
  /** The owner of the stack, once it is known. */
  public owner?: Ownership;

  private constructor(
    public readonly stack: TerraformStack,
    public readonly platform: Platform,
    public readonly environment: Environment,
  ) {
    this.exceptions = Exceptions.of(stack);
    const { permissionsBoundaryArn } = environment;
    this.settings = { backend: backendOf(stack.node.id, environment), cluster: clusterSettings(environment), permissionsBoundaryArn };
    addProviders(stack, environment, platform);
    if (!stack.node.children.some((child) => TerraformBackend.isBackend(child))) environment.backend.bind(stack);
  }

  /** Adds the provider that depends on the whole tree. */
  public prepare(): void {
    addHelmProviderIfNeeded(this.stack, this.environment);
  }

  /** Sets the owner's tags on the stack's AWS providers, and restricts them to the environment's account. */
  public tag(): void {
    const providers = providersIn(this.stack);
    restrictProviders(providers, this.environment);
    if (this.owner) tagProviders(providers, this.owner.tags);
  }

  /** The problems that prevent any output. */
  public conflicts(): Problem[] {
    const nodes = this.stack.node.findAll();
    return [...twinProviders(providersIn(this.stack, nodes)), ...twinAddresses(this.stack, nodes), ...strayObjects(nodes)];
  }
}

function sameCore(stack: TerraformStack): Record<string, boolean> {
  const root = stack.node?.root;
  const providers = Object.entries(PROVIDER_CLASSES).map(([name, type]) => [name, type.prototype instanceof TerraformProvider]);
  return { stack: stack instanceof TerraformStack, app: root instanceof App || !App.isApp(root), ...Object.fromEntries(providers) };
}

function alreadyAttached(stack: TerraformStack, present: Membership): GoldenPathError {
  return new GoldenPathError('StackConflict', stack.node.path, [
    {
      path: 'applyTo',
      got: 'a second platform or environment for one stack',
      allowed: `one; the stack belongs to '${present.platform.organization}', environment '${present.environment.name}'`,
      fix: 'make a stack for each environment; a ServiceStack has its platform from its props',
    },
  ]);
}

attachBy((stack, platform, environment) => StackContext.attach(stack, platform, environment));
