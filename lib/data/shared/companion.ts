import type { ApiObject } from 'cdk8s';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import { checkId } from '../../core/own-place';
import type { Problem } from '../../core/problems';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { expectation } from '../../guardrails/expectations';
import { COMPANION_GUARDRAILS } from '../../guardrails/rows/own-companions';
import { KEEP } from '../../guardrails/rows/requests';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import type { Access, ConnectOption, ConnectOptions, Connection, IConnectable } from '../../service/connection';
import type { DependencyKind } from '../../service/dependency-kind';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import { variableNames } from '../../service/variables';
import { defaultAccess } from './default-access';
import { grantAccess } from './grant-access';
import { requireSameService } from './owner-check';
import { arnOf } from './permissions';
import { serviceScopeOf } from './service-scope';
import type { ServiceScope } from './service-scope';
import { UniqueNames } from './unique-names';
import { DEFAULT_NAME_PROP, validateCompanion, validateObject } from './validate-companion';

/** The props of a Companion. */
export interface CompanionProps {
  /** The name that the team gave it: 3 to 40 lowercase letters, digits and single hyphens, without the environment's. */
  readonly companionName: string;
  /** What it is, as the catalog and the record call it. */
  readonly kind: DependencyKind;
  /**
   * The options of `connectTo` that it accepts, besides `envPrefix` and `reason`.
   *
   * @default - none
   */
  readonly connectOptions?: ConnectOption[];
  /**
   * The maximum length of its name in AWS, including the environment.
   *
   * @default 63
   */
  readonly maxLength?: number;
  /**
   * The suffix of its name in AWS after the environment, such as `.fifo`.
   *
   * @default - nothing
   */
  readonly suffix?: string;
  /**
   * The prop that has its name, as errors call it.
   *
   * @default 'name'
   */
  readonly nameProp?: string;
  /**
   * Problems of its other props, which one error lists together with problems of its name.
   *
   * @default - nothing
   */
  readonly problems?: Problem[];
}

/** Something that must hold for a resource, even after overrides and aspects, and in every plan. */
export interface Guarantee {
  /** The argument in the spelling of Terraform, with dots for blocks: `point_in_time_recovery.enabled`. */
  readonly argument: string;
  /** The value that it must have: a text, a number, `true` or `false`. A text of JSON may be formatted in any way. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for a value of any shape
  readonly value: any;
  /** What this means, as shown in an error, such as `point-in-time recovery`. */
  readonly rule: string;
}

/** A Kubernetes object of a companion, in the service's namespace. */
export interface CompanionObjectProps {
  /** The API version, such as `keda.sh/v1alpha1`. */
  readonly apiVersion: string;
  /** The kind. The platform must allow it in `serviceKinds`. */
  readonly kind: string;
  /**
   * The object's name.
   *
   * @default - the companion's name
   */
  readonly name?: string;
  /** Its `spec`. It cannot contain Terraform tokens, because Argo CD applies the file as it is. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for a value of any shape
  readonly spec: any;
  /**
   * Whether it contains data. If so, Argo CD keeps it when it is removed from Git.
   *
   * @default false
   */
  readonly holdsData?: boolean;
}

/**
 * The base class of companions: resources that a service owns and depends on. Platform teams extend it for resources
 * that this library does not have; the same safeguards apply.
 *
 * Throws `InvalidProps` if the name is invalid, and `NoService` if its stack has no service.
 */
export abstract class Companion extends Construct implements IConnectable {
  /** The name that the team gave it. */
  public readonly companionName: string;
  /** What it is. */
  public readonly kind: DependencyKind;
  /** The options of `connectTo` that it accepts, besides `envPrefix` and `reason`. */
  public readonly connectOptions?: ConnectOption[];
  /** The name in AWS: the companion's name, the environment's, and what the companion ends with. */
  public readonly physicalName: string;
  private readonly scope: ServiceScope;

  protected constructor(scope: Construct, id: string, props: CompanionProps) {
    super(scope, checkId('Companion', scope, id));
    this.scope = serviceScopeOf(this);
    const given = snapshot(props, ['kind']);
    validateCompanion(this, this.scope, given);
    const { companionName, kind, connectOptions = [], suffix = '', nameProp = DEFAULT_NAME_PROP } = given;
    this.companionName = companionName;
    this.kind = kind;
    this.connectOptions = readOnlyList(connectOptions);
    this.physicalName = `${companionName}-${this.scope.environment.name}${suffix}`;
    UniqueNames.of(this).take(this, kind.name, this.physicalName, nameProp);
    this.scope.context.dataNames.push(this.physicalName);
    this.scope.context.ownedData.push({ construct: this, kind: kind.name, name: companionName });
  }

  /** Its environment. */
  public get environment(): Environment {
    return this.scope.environment;
  }

  /** Its platform. */
  public get platform(): Platform {
    return this.scope.platform;
  }

  /** The service that owns it. */
  public get serviceName(): string {
    return this.scope.serviceName;
  }

  /** The namespace of the service that owns it. */
  public get namespaceName(): string {
    return this.scope.namespace;
  }

  /**
   * Describes the result of connecting a service to it: variables, permissions and network rules.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  public abstract connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection;

  /**
   * Names a resource in Terraform after the companion instead of its construct path, and guarantees its settings. Synth
   * and `golden-path check-plan` check the guarantees. A guarantee and its getters are read when the app is
   * synthesised.
   *
   * @param resource a new resource of this companion
   * @param guarantees what must hold for it
   * @param part the name of the resource, if the companion has several of its type: lowercase letters, digits and
   * single hyphens
   */
  protected keep(resource: TerraformResource, guarantees: Guarantee[], part?: string): void {
    // No companion's name has an underscore: a part is never taken for another companion.
    fixedAddress(resource, part === undefined ? this.companionName : `${this.companionName}_${part}`);
    const { expectations } = this.scope.context;
    for (const guarantee of guarantees) {
      const { argument, rule } = guarantee;
      expectations.push(
        expectation(resource, COMPANION_GUARDRAILS.argument, {
          argument,
          rule,
          get value() {
            return guarantee.value as unknown;
          },
        }),
      );
    }
  }

  /**
   * The ARN of something with the physical name, as text that Kubernetes files can also contain.
   *
   * @param service the namespace of the ARN, such as `sqs`
   * @param resource the part after the account; the physical name if left out
   */
  protected arnOf(service: string, resource: string = this.physicalName): string {
    return arnOf(this.scope.environment, service, resource);
  }

  /**
   * Adds a Kubernetes object to the documents that Argo CD applies in the service's namespace.
   *
   * Throws `InvalidRule` if the platform does not allow its kind.
   *
   * @param props the object
   */
  protected addObject(props: CompanionObjectProps): ApiObject {
    const given = snapshot(props);
    validateObject(this, this.scope.platform, given);
    const { apiVersion, kind, name = this.companionName, spec, holdsData = false } = given;
    const { context, folder, namespace } = this.scope;
    const metadata = { name, namespace, ...(holdsData && { annotations: KEEP }) };
    return context.manifests.add(this, folder, { apiVersion, kind, metadata, spec });
  }

  /**
   * Names environment variables as `connectTo` does: by `envPrefix` if it was given, else by the companion's name.
   *
   * @param options the options of `connectTo`
   * @param suffix such as `URL`
   */
  protected variableName(options: ConnectOptions, suffix: string): string {
    return variableNames(this.companionName, options)(suffix);
  }

  /**
   * The access that a connection gets. The default is read and write for the owner, and read for any other service.
   *
   * @param service the service that is connected
   * @param options the options of `connectTo`
   */
  protected accessOf(service: IMicroserviceInfra, options: ConnectOptions): Access {
    return options.access ?? defaultAccess(this.serviceName, service);
  }

  /**
   * Connects a service with one kind of access, for methods such as `grantRead` of a companion that accepts
   * `ConnectOption.ACCESS`. It does the same as `service.connectTo(companion, { access })`.
   *
   * @param service the service that is connected
   * @param access what it can do
   */
  protected grantAccess(service: MicroserviceInfra, access: Access): void {
    grantAccess(service, this, access);
  }

  /**
   * Throws `InvalidRule` for every service except the owner.
   *
   * @param service the service that is connected
   * @param what what only the owner can use, such as `the Secret orders-search`
   */
  protected onlyForOwner(service: IMicroserviceInfra, what: string): void {
    requireSameService(this, this.scope, service, what);
  }
}
