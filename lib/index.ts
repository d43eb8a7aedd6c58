/** What the platform team decides once. */
export { Platform } from './platform/platform';
export type { PlatformProps } from './platform/platform';
export type { PlatformDefaults } from './platform/defaults';
export { Environment } from './platform/environment';
export { CrossplaneApi, SecretBackend } from './platform/environment-props';
export type { EnvironmentProps } from './platform/environment-props';
export { StateBackend } from './platform/state-backend';
export type { CloudStateProps, IStateBackend, S3StateProps } from './platform/state-backend';
export { Team } from './platform/team';
export type { TeamProps } from './platform/team';

/** One stack for each service and environment. */
export { PlatformStack } from './platform/platform-stack';
export type { PlatformStackProps } from './platform/platform-stack';
export { ServiceStack } from './platform/service-stack';
export type { ServiceStackProps } from './platform/service-stack';

/** What a product team writes. */
export { MicroserviceInfra } from './service/microservice-infra';
export type { MicroserviceInfraProps } from './service/microservice-infra-props';
export type { IMicroserviceInfra } from './service/imported-service';
export { Peer } from './service/peer';

/** What an error lists. */
export type { Problem } from './core/problems';
