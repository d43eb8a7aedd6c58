import type { MicroserviceInfra } from '../../service/microservice-infra';

/** How far a service or an API is. */
export enum Lifecycle {
  /** Early, without promises. */
  EXPERIMENTAL = 'experimental',
  /** Established and maintained. */
  PRODUCTION = 'production',
  /** At its end: it may disappear. */
  DEPRECATED = 'deprecated',
}

/** The format of an API's definition. */
export enum ApiType {
  /** OpenAPI. */
  OPENAPI = 'openapi',
  /** AsyncAPI, for messages. Services that are connected to a topic of the provider consume it. */
  ASYNCAPI = 'asyncapi',
  /** Protocol Buffers. */
  GRPC = 'grpc',
  /** A GraphQL schema. */
  GRAPHQL = 'graphql',
}

/** An API that a service provides. */
export interface CatalogApi {
  /** The format of its definition. */
  readonly type: ApiType;
  /** The file with its definition, relative to the root of the service's repository, or a URL that the catalog may read. */
  readonly definition: string;
  /**
   * Its name in the catalog.
   *
   * @default - `<service>-api`
   */
  readonly name?: string;
  /**
   * Its name for people.
   *
   * @default - the name
   */
  readonly title?: string;
  /**
   * What it offers.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * How far it is.
   *
   * @default - that of the service
   */
  readonly lifecycle?: Lifecycle;
}

/** A link of a catalog entry. */
export interface CatalogLink {
  /** Where it leads. */
  readonly url: string;
  /** What it says. */
  readonly title: string;
  /**
   * A key that the catalog knows an icon for, such as `dashboard`, `docs`, `help`, `chat`, `github` or `search`.
   *
   * @default - a general icon
   */
  readonly icon?: string;
}

/** The props of a CatalogEntry. */
export interface CatalogEntryProps {
  /** The service, of the same stack. */
  readonly service: MicroserviceInfra;
  /** What the service is for, in a sentence of at most 200 characters. */
  readonly description: string;
  /**
   * Its name for people.
   *
   * @default - the service's name
   */
  readonly title?: string;
  /**
   * How far it is.
   *
   * @default - Lifecycle.PRODUCTION if the service has a stack in a production environment, else Lifecycle.EXPERIMENTAL
   */
  readonly lifecycle?: Lifecycle;
  /**
   * The system that it belongs to, one of the systems in the platform's `catalog`.
   *
   * @default - none
   */
  readonly system?: string;
  /**
   * The type of the component, such as `service` or `website`.
   *
   * @default 'service'
   */
  readonly type?: string;
  /**
   * Tags: lowercase letters, digits and `:+#`, with single hyphens between them.
   *
   * @default - none
   */
  readonly tags?: string[];
  /**
   * Links besides those to the platform's own addresses.
   *
   * @default - none
   */
  readonly links?: CatalogLink[];
  /**
   * The APIs that it provides.
   *
   * @default - none
   */
  readonly apis?: CatalogApi[];
  /**
   * APIs of other repositories that it consumes, by name. Those of services of the same app follow from `connectTo`.
   *
   * @default - none
   */
  readonly consumesApis?: string[];
  /**
   * What it depends on besides what it is connected to, by reference, such as `resource:stripe`.
   *
   * @default - none
   */
  readonly dependsOn?: string[];
  /**
   * What the catalog has from elsewhere and the platform's `catalog` does not list, by reference, such as `component:sap`.
   *
   * @default - none
   */
  readonly externals?: string[];
  /**
   * The repository of its code, on the server that the platform's `catalog` names.
   *
   * @default - `<organization>/<service>`
   */
  readonly repository?: string;
  /**
   * Whether its repository has documentation for TechDocs, a `mkdocs.yml` at its root.
   *
   * @default true
   */
  readonly techDocs?: boolean;
  /**
   * More annotations, or other values than the library's own, for the plugins of your catalog.
   *
   * @default - the library's own
   */
  readonly annotations?: Record<string, string>;
  /**
   * More labels of the component.
   *
   * @default - the label of the team
   */
  readonly labels?: Record<string, string>;
  /**
   * Other names of data in the catalog, by kind and name: `{ 'topic/payments': 'payments-topic' }`, if two have the same name.
   *
   * @default - the names that services give their data
   */
  readonly resourceNames?: Record<string, string>;
}
