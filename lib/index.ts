/** What the platform team decides once. */
export { Platform, PlatformProps } from './platform/platform';
export { PlatformDefaults } from './platform/defaults';
export { Environment } from './platform/environment';
export { CrossplaneApi, EnvironmentProps, SecretBackend } from './platform/environment-props';
export { CloudStateProps, IStateBackend, S3StateProps, StateBackend } from './platform/state-backend';
export { Team, TeamProps } from './platform/team';

/** One stack for each service and environment. */
export { PlatformStack, PlatformStackProps } from './platform/platform-stack';
export { ServiceStack, ServiceStackProps } from './platform/service-stack';

/** What a product team writes. */
export { MicroserviceInfra } from './service/microservice-infra';
export { MicroserviceInfraProps } from './service/microservice-infra-props';
export { IMicroserviceInfra } from './service/imported-service';
export { Peer } from './service/peer';
