import type { Limit } from '../../core/limits';
import type { NamePattern } from '../../core/name-pattern';
import type { OwnGuardrail } from '../../guardrails/expectations';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import type { KubernetesKind } from '../../platform/kubernetes-kind';
import type { Platform } from '../../platform/platform';
import type { ConnectOption } from '../../service/connection';
import type { DependencyKind } from '../../service/dependency-kind';
import type { DataApi } from '../crossplane/data-api';

/** The permissions of Crossplane's AWS providers. */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** How Crossplane serves a companion. */
export interface RequestDescription {
  /** The kind of the request, in the platform's own API group. */
  readonly kind: string;
  readonly api: (platform: Platform, environment: Environment) => DataApi;
  readonly composition: (platform: Platform, environment: Environment) => ManifestProps;
  /** The provider packages that it needs, by name. */
  readonly packages: Readonly<Record<string, string>>;
  /** The permissions of the providers. */
  readonly permissions: (environment: Environment) => readonly Statement[];
}

/** The result of `connectTo`, as shown in a table. */
export interface ConnectDescription {
  /** The variables with a value, in order, without the prefix that the companion's name gives them. */
  readonly variables: readonly string[];
  /** The variables whose value is in a Secret, without the prefix. */
  readonly secretVariables?: readonly string[];
  /** The variables that have the same names for every companion of its kind. */
  readonly sharedVariables?: readonly string[];
  /** A variable for each key that the team names, such as this one, without the prefix. */
  readonly keyVariable?: string;
  /** What the pods can call. */
  readonly network: string;
  /** What the role can do in AWS. */
  readonly permissions: string;
}

/** What a form asks of somebody who wants a companion: the limits of its props, narrowed to what holds in every environment. */
export interface CompanionForm {
  readonly name: NameForm;
  readonly limits: Readonly<Record<string, Limit>>;
}

/** The name of a companion, as a form can check it without any code of its own. */
export interface NameForm {
  readonly limit: Limit;
  /** What it must not be. */
  readonly never: readonly NamePattern[];
}

/** A companion as one service uses it. */
export interface MonitoredUse {
  /** The name that its team gave it, without the environment's. */
  readonly name: string;
  readonly environment: string;
  /** The AWS account of the environment. */
  readonly account: string;
  /** The service that uses it. */
  readonly service: string;
}

/** A label that tells a companion from others. */
export interface DependencyLabel {
  readonly label: string;
  readonly value: (use: MonitoredUse) => string;
  /** What may follow the value, as a regular expression. */
  readonly suffix?: string;
}

/** Something that an exporter measures of a companion. */
export interface DependencyMetric {
  /** What it is, in one word: the same for every companion of the kind. */
  readonly id: string;
  /** What it is, for people. */
  readonly title: string;
  /** The metric by the name that the exporter gives it. */
  readonly metric: string;
  /** The labels that tell this companion from others. */
  readonly labels: readonly DependencyLabel[];
  readonly unit: 'bytes' | 'count' | 'percent' | 'seconds';
  /** Whether less of it is worse. */
  readonly falling?: boolean;
  /** How series of the companion become one value: the worst of them, or their sum. */
  readonly over?: 'sum';
  /** The page that documents it. */
  readonly source: string;
  /** Absent if nobody is told of it. */
  readonly alert?: DependencyAlert;
}

/** When somebody is told of a metric of a companion. */
export interface DependencyAlert {
  /** The name of the alert, such as `DatabaseStorageLow`. */
  readonly name: string;
  /** More than this, or less if the metric is falling, is reported. */
  readonly threshold: number;
  /** How long it has to last, in minutes. */
  readonly minutes: number;
  /** What it means for the service, as a sentence. */
  readonly meaning: string;
  /** The first three steps. */
  readonly steps: readonly [string, string, string];
}

/** The description of a companion. Every other part of the library reads it from here and names no companion. */
export interface CompanionDescription {
  /** The name of its class. */
  readonly construct: string;
  /** What it is, as shown in a table. */
  readonly summary: string;
  /** The page that documents it, relative to docs/. */
  readonly page: string;
  readonly kind: DependencyKind;
  /** The options of `connectTo` that it accepts. */
  readonly connectOptions: readonly ConnectOption[];
  readonly connects: ConnectDescription;
  /** What creates it, as shown in the documentation. */
  readonly provisioners: readonly string[];
  /** The kinds of objects that it writes into the service's namespace, besides its request. */
  readonly serviceKinds?: readonly KubernetesKind[];
  /** The kinds of objects that it writes into Kafka's namespace. */
  readonly kafkaKinds?: readonly KubernetesKind[];
  /** Absent if Crossplane does not create it. */
  readonly request?: RequestDescription;
  /** The guarantees of its resources and objects, which are for it alone. */
  readonly guardrails?: Readonly<Record<string, OwnGuardrail>>;
  /** The arguments that force Terraform to replace a resource, by its type. */
  readonly replacing?: Readonly<Record<string, readonly string[]>>;
  /** Absent if no form asks for it. */
  readonly form?: (platform: Platform) => CompanionForm;
  /** The `spec.type` of its Resource in a Backstage catalog. Absent if the catalog does not list it. */
  readonly catalogType?: string;
  /** What exporters measure of it. Absent if it has no metrics of its own. */
  readonly metrics?: readonly DependencyMetric[];
}
