// What makes a stack one of a platform's: nothing else loads it before platform.applyTo() is called.
import './stack/stack-context';

/** What the platform team decides once. */
export { Platform } from './platform/platform';
export type { PlatformProps } from './platform/platform';
export type { PlatformDefaults } from './platform/defaults';
export { Environment } from './platform/environment';
export { CrossplaneApi, NetworkPolicyEngine, Provisioner, SecretBackend } from './platform/environment-props';
export type { EnvironmentProps } from './platform/environment-props';
export { ImagePolicyMode } from './platform/image-rules';
export type { ImageException, ImageRules } from './platform/image-rules';
export { StateBackend } from './platform/state-backend';
export type { CloudStateProps, IStateBackend, S3StateProps } from './platform/state-backend';
export type { KubernetesKind } from './platform/kubernetes-kind';
export type { QuotaLimit } from './platform/quota-limit';
export { Team } from './platform/team';
export type { TeamProps } from './platform/team';
export type { CacheTierProps, DatabaseTierProps } from './platform/tiers';

/** One stack for each service and environment. */
export { PlatformStack } from './stack/platform-stack';
export type { PlatformStackProps } from './stack/platform-stack';
export { ServiceStack } from './stack/service-stack';
export type { ServiceStackProps } from './stack/service-stack';

/** What holds of every app. */
export { Guarantees } from './stack/guarantees';

/** What a product team writes. */
export { MicroserviceInfra } from './service/microservice-infra';
export type { MicroserviceInfraProps } from './service/microservice-infra-props';
export type { IMicroserviceInfra } from './service/imported-service';
export { Peer } from './service/peer';
export { NetworkProtocol } from './service/ports';
export type { PortOptions } from './service/ports';
export { ServiceNetwork } from './service/service-network';
export { ServicePermissions } from './service/service-permissions';
export { ServiceScaling } from './service/service-scaling';

/** How a service is connected to what it depends on. */
export { Access, ConnectOption } from './service/connection';
export { DependencyKind } from './service/dependency-kind';
export type {
  Connection,
  ConnectionEgress,
  ConnectionGrant,
  ConnectOptions,
  Dependency,
  EnvironmentVariable,
  IConnectable,
} from './service/connection';

/** What a platform team extends for companions of its own. */
export { Companion } from './data/shared/companion';
export type { CompanionObjectProps, CompanionProps, Guarantee } from './data/shared/companion';

/** The data of a service. */
export { DynamoTable } from './data/table/dynamo-table';
export { TableKeyType, TableStream } from './data/table/props';
export type { DynamoTableProps, TableIndex, TableKey } from './data/table/props';
export { KafkaTopic } from './data/topic/kafka-topic';
export type { IKafkaTopic, KafkaTopicProps } from './data/topic/kafka-topic';
export { ObjectBucket } from './data/bucket/object-bucket';
export type { IObjectBucket } from './data/bucket/connection';
export type { ObjectBucketProps } from './data/bucket/object-bucket';
export { PostgresDatabase } from './data/postgres/postgres-database';
export type { PostgresDatabaseProps } from './data/postgres/postgres-database-props';
export { RedisCache } from './data/redis/redis-cache';
export type { RedisCacheProps } from './data/redis/redis-cache';
export { SnsTopic } from './data/notifications/sns-topic';
export type { SnsTopicProps, SubscribeOptions } from './data/notifications/sns-topic';
export { SqsQueue } from './data/queue/sqs-queue';
export type { SqsQueueProps } from './data/queue/sqs-queue';
export { ServiceSecret } from './data/secret/service-secret';
export type { ServiceSecretProps } from './data/secret/service-secret';
export type { ISharedData } from './data/shared/shared-data';
export { CacheTier, DatabaseTier } from './data/shared/tiers';

/** What new services start from, run by the platform team. */
export { ServiceLanguage } from './repository/skeletons/service-language';
export { SoftwareTemplate } from './repository/template/software-template';
export type { SoftwareTemplateProps } from './repository/template/software-template-props';

/** What serves requests for data, run by the platform team. */
export { DataPlatform } from './data/platform/data-platform';
export type { DataPlatformProps } from './data/platform/data-platform';

/** A service as a running application. */
export { GitOpsApp } from './gitops/gitops-app';
export { Rendering, Routing } from './gitops/props/gitops-app-props';
export type { GitOpsAppProps } from './gitops/props/gitops-app-props';
export { Share } from './gitops/props/container-props';
export type { AppContainer, AppPort, UserProps } from './gitops/props/container-props';
export type { JobProps, ScheduledJob } from './gitops/props/job-props';
export type { AppRoute, RouteRedirect } from './gitops/props/route-props';
export type { AppWorkload, WorkloadProps } from './gitops/props/workload-props';
export { ObjectPatch } from './gitops/patches/object-patch';
export type { PatchOperation, PatchOptions } from './gitops/patches/object-patch';
export type { EnvProps } from './gitops/props/configuration-props';
export { EnvFrom } from './gitops/sources/env-from';
export type { EnvFromOptions } from './gitops/sources/env-from';
export { EnvSource } from './gitops/sources/env-source';
export type { EnvSourceOptions } from './gitops/sources/env-source';
export { FileSource } from './gitops/sources/file-source';
export { PodManagementPolicy, WorkloadKind } from './gitops/props/volume-props';
export type { ControllerProps, VolumeProps } from './gitops/props/volume-props';
export { AppVolume } from './gitops/volumes/app-volume';
export { ProjectedSource } from './gitops/volumes/projected-source';
export { VolumeAccess } from './gitops/volumes/volume-access';
export type {
  EmptyDirOptions,
  EphemeralVolumeOptions,
  ExistingVolumeOptions,
  PersistentVolumeOptions,
  ServiceAccountTokenOptions,
} from './gitops/volumes/volume-options';
export type { IPullSecret } from './service/pull-secret';
export { Autoscaling } from './gitops/scaling/autoscaling';
export { ScalingMetric } from './gitops/scaling/scaling-metric';
export type { ExternalMetricOptions, MetricObject } from './gitops/scaling/scaling-metric';
export type {
  HpaOptions,
  KedaOptions,
  ScalingBehavior,
  ScalingRules,
  ScalingSchedule,
  ScalingTrigger,
} from './gitops/scaling/scaling-options';
export { RolloutStrategy } from './gitops/props/rollout-props';
export type { AppRollout, RolloutProps } from './gitops/props/rollout-props';
export { Architecture, TaintEffect } from './gitops/props/scheduling-props';
export type { AppScheduling, AppToleration, ScheduledProps } from './gitops/props/scheduling-props';
export { Spread } from './gitops/scheduling/spread';
export type { SpreadOptions } from './gitops/scheduling/spread';
export { Probe } from './gitops/probe';
export type { PortProbeOptions, ProbeOptions } from './gitops/probe';

/** What deploys applications, run by the platform team. */
export { ArgoCd } from './gitops/argo-cd/argo-cd';
export type { ArgoCdProps } from './gitops/argo-cd/argo-cd';
export { PlatformApplication } from './gitops/argo-cd/platform-application';
export type { PlatformApplicationProps } from './gitops/argo-cd/platform-application';
export { ServiceApplicationSet } from './gitops/argo-cd/service-application-set';
export { ServicesProject } from './gitops/argo-cd/services-project';

/** A service, and what the platform offers, in a Backstage catalog. */
export type { CatalogDomain, CatalogSettings, CatalogSystem } from './platform/catalog-settings';
export { CatalogEntry } from './repository/catalog/catalog-entry';
export { ApiType, Lifecycle } from './repository/catalog/catalog-entry-props';
export type { CatalogApi, CatalogEntryProps, CatalogLink } from './repository/catalog/catalog-entry-props';
export { PlatformCatalog } from './repository/catalog/platform-catalog';
export type { CatalogGroup, PlatformCatalogProps, RoadmapItem } from './repository/catalog/platform-catalog-props';

/** Takes a service's commits into its environments. */
export { DeliveryWorkflow } from './repository/delivery/delivery-workflow';
export { ImagePlatform } from './repository/delivery/delivery-workflow-props';
export type { DeliveryWorkflowProps } from './repository/delivery/delivery-workflow-props';

/** What a service promises, and who is told when it is not kept. */
export { ServiceObservability } from './observability/service-observability';
export type { ServiceObservabilityProps } from './observability/service-observability-props';
export { DashboardDelivery } from './observability/dashboards/dashboard-delivery';
export { ObservabilityPlatform } from './observability/platform/observability-platform';
export { LogCollector } from './observability/platform/observability-platform-props';
export type { ObservabilityPlatformProps } from './observability/platform/observability-platform-props';
export { Severity } from './observability/severity';
export { RequestMetrics } from './observability/signals/request-metrics';
export { Slo } from './observability/slo/slo';
export type {
  ConsumerLagSloOptions,
  FreshnessSloOptions,
  LatencySloOptions,
  RequestSloOptions,
  SloOptions,
} from './observability/slo/slo-options';
export type { AlertChange } from './observability/alerts/alert-settings';
export type { AlertRoutes } from './observability/routes/route-settings';
export type { IApplication } from './service/application';

/** What lets no other image into the cluster. */
export { ImagePolicy } from './gitops/images/image-policy';
export { ImagePolicyEngine } from './gitops/images/image-policy-props';
export type { ImagePolicyProps } from './gitops/images/image-policy-props';

/** What an error lists. */
export type { Problem } from './core/problems';
