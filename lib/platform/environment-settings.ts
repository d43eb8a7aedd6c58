import { DNS_LABEL, PORT } from '../core/names';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import { isProductionName, issuerOf } from './environment-facts';
import {
  ACCOUNT,
  CERTIFICATE,
  CLUSTER_NAME,
  ENVIRONMENT_NAME,
  HTTPS_URL,
  isBackend,
  LABELS,
  NAME,
  OIDC_PROVIDER_ARN,
  POLICY_ARN,
  SECURITY_GROUPS,
} from './environment-forms';
import type { EnvironmentProps } from './environment-props';
import { CrossplaneApi, Provisioner, SecretBackend } from './environment-props';
import { IMAGE_RULES_SETTINGS } from './image-rules';
import { NETWORK_SETTINGS } from './network-settings';
import { REGION } from './region';
import { ROUTING_SETTINGS } from './routing-settings';
import { StateBackend } from './state-backend';

const TABLE = {
  name: {
    form: value(ENVIRONMENT_NAME),
    required: true,
    text: 'The suffix of namespaces, roles and stacks; preferably at most 12 characters',
  },
  production: {
    form: value({ type: 'boolean' }),
    default: ({ name }) => isProductionName(name),
    defaultText: 'true if the name is production or prod, otherwise false; required for any other name that sounds like production',
    text:
      'Whether users depend on it. In production, namespaces are protected from destruction, shared state ' +
      'is required, and databases and caches are Multi-AZ',
  },
  awsAccountId: {
    form: value(ACCOUNT),
    required: true,
    text: 'Twelve digits, as a string; the AWS provider refuses any other account',
  },
  awsRegion: {
    form: value(REGION),
    required: true,
    text: 'Such as `eu-west-1`',
  },
  clusterName: {
    form: value(CLUSTER_NAME),
    required: true,
    text: 'The EKS cluster',
  },
  clusterEndpoint: {
    form: value(HTTPS_URL),
    required: true,
    text: 'The URL of its API server',
  },
  clusterCertificateAuthority: {
    form: value(CERTIFICATE),
    required: true,
    text: 'Its certificate authority in base64, as EKS returns it',
  },
  permissionsBoundaryArn: {
    form: value(POLICY_ARN),
    default: undefined,
    defaultText: 'no boundary',
    text:
      'The managed policy that limits the roles of services. Every role of a service has it, and roles ' +
      'that a team adds to its own stack must have it too',
  },
  oidcProviderArn: {
    form: value(OIDC_PROVIDER_ARN),
    default: undefined,
    defaultText: 'workload identity by EKS Pod Identity',
    text: 'The IAM OIDC provider; if you set it, services get their role by IRSA',
  },
  oidcIssuer: {
    form: value(HTTPS_URL),
    default: ({ oidcProviderArn }) => issuerOf(oidcProviderArn),
    defaultText: 'the one that oidcProviderArn ends with; none without it',
    text: "The issuer's URL; it must match the ARN",
  },
  ...NETWORK_SETTINGS,
  ...ROUTING_SETTINGS,
  databaseSubnetGroup: {
    form: value(NAME),
    default: ({ name }) => `${name}-database`,
    defaultText: '`<name>-database`',
    text: 'The RDS subnet group for databases',
  },
  cacheSubnetGroup: {
    form: value(NAME),
    default: ({ name }) => `${name}-cache`,
    defaultText: '`<name>-cache`',
    text: 'The ElastiCache subnet group for caches',
  },
  secretStoreName: {
    form: value(NAME),
    default: 'platform-secrets',
    text: 'The ClusterSecretStore that secrets are read through',
  },
  secretBackend: {
    form: value({ type: 'string', enum: Object.values(SecretBackend) }),
    default: SecretBackend.AWS_SECRETS_MANAGER,
    defaultText: '`SecretBackend.AWS_SECRETS_MANAGER`',
    text: 'Where the values of secrets are stored; the other choice is `VAULT`',
  },
  dataProvisioner: {
    form: value({ type: 'string', enum: Object.values(Provisioner) }),
    default: Provisioner.CROSSPLANE,
    defaultText: '`Provisioner.CROSSPLANE`',
    text: 'What creates databases and buckets that do not set `provisioner`; the other choice is `TERRAFORM`',
  },
  crossplaneApi: {
    form: value({ type: 'string', enum: Object.values(CrossplaneApi) }),
    default: CrossplaneApi.V2,
    defaultText: '`CrossplaneApi.V2`',
    text: "The version of Crossplane's API in the cluster; the other choice is `V1`",
  },
  crossplaneProviderConfig: {
    form: value(NAME),
    default: ({ name }) => `aws-${name}`,
    defaultText: '`aws-<name>`',
    text: "The name of Crossplane's provider configuration for AWS",
  },
  kafkaNamespace: {
    form: value(DNS_LABEL),
    default: 'kafka',
    text: "The namespace of the Kafka cluster, which Strimzi's topic and user operators watch",
  },
  kafkaCluster: {
    form: value(DNS_LABEL),
    default: 'platform',
    text: 'The name of the Kafka cluster',
  },
  kafkaPort: {
    form: value(PORT),
    default: 9093,
    text: 'The port of its listener with TLS and SCRAM-SHA-512',
  },
  imageRules: {
    form: { kind: 'props', table: IMAGE_RULES_SETTINGS },
    default: undefined,
    defaultText: 'an audit without exceptions, where the platform has an ImagePolicy',
    text: '[Which images](image-policy.md#the-rules) services may run, and whether any other is refused',
  },
  argoCdDestination: {
    form: value(HTTPS_URL),
    default: 'https://kubernetes.default.svc',
    text: 'The API server that Argo CD deploys to',
  },
  argoCdNamespace: {
    form: value(DNS_LABEL),
    default: 'argocd',
    text: 'The namespace of Argo CD',
  },
  databaseSecurityGroupIds: {
    form: SECURITY_GROUPS,
    default: [],
    defaultText: 'none: AWS gives them the default group of the VPC',
    text: 'The security groups of databases and caches',
  },
  monitoringSelectorLabels: {
    form: LABELS,
    default: { release: 'kube-prometheus-stack' },
    text: 'The labels by which Prometheus selects monitors and rules',
  },
  backend: {
    form: { kind: 'object', check: isBackend },
    default: () => StateBackend.local(),
    defaultText: 'a file beside cdktf.json; refused for a production environment',
    text: 'Where Terraform keeps [state](#state)',
  },
} as const satisfies Settings<EnvironmentProps>;

/**
 * Every setting of an environment: what it may be, what it is if it is left out, and what the tables of the documentation say.
 * The check, the Environment and the tables are made of this one.
 */
export const ENVIRONMENT_SETTINGS = new SettingsTable<EnvironmentProps, typeof TABLE>(TABLE);
