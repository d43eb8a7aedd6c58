import { cidrFix } from '../core/cidr';
import { DNS_LABEL, LABEL_KEY, LABEL_VALUE, PORT } from '../core/names';
import { show } from '../core/problems';
import { breach } from '../core/rules';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';
import { isProductionName, issuerOf, soundsLikeProduction, withoutScheme } from './environment';
import type { EnvironmentProps } from './environment-props';
import { CrossplaneApi, Provisioner, SecretBackend } from './environment-props';
import { partitionOf, REGION } from './region';

const HTTPS_URL: Limit = {
  type: 'string',
  pattern: '^https://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?$',
  example: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  description: 'a URL that begins with https://',
};
const CIDR: Limit = { type: 'string', description: 'a network such as 10.0.0.0/16' };
const NAME: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  example: 'services-private',
  maxLength: 253,
  description: 'a name of letters, digits, dots, hyphens and underscores',
};

/** The limits of the environment's single values. */
export const ENVIRONMENT_LIMITS: Record<string, Limit> = {
  name: {
    type: 'string',
    pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
    example: 'production',
    maxLength: 40,
    description: 'lowercase letters, digits and hyphens, beginning with a letter, at most 40 characters',
  },
  production: { type: 'boolean' },
  awsAccountId: {
    type: 'string',
    pattern: '^\\d{12}$',
    example: '111122223333',
    description: "an AWS account's twelve digits, as a string",
  },
  awsRegion: REGION,
  clusterName: {
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$',
    example: 'acme-production',
    description: "an EKS cluster's name: letters, digits, hyphens and underscores, at most 100 characters",
  },
  clusterEndpoint: HTTPS_URL,
  clusterCertificateAuthority: {
    type: 'string',
    minLength: 4,
    pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    example: 'LS0tLS1CRUdJTi4uLg==',
    description: 'base64, as `aws eks describe-cluster` gives it',
    fault: (text) => (text.includes('BEGIN CERTIFICATE') ? 'encode the certificate in base64' : undefined),
  },
  permissionsBoundaryArn: {
    type: 'string',
    pattern: '^arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/[A-Za-z0-9+=,.@_/-]+$',
    example: 'arn:aws:iam::111122223333:policy/service-boundary',
    description: "a policy's ARN such as arn:aws:iam::111122223333:policy/service-boundary",
  },
  oidcProviderArn: {
    type: 'string',
    pattern: '^arn:aws[a-z-]*:iam::\\d{12}:oidc-provider/[A-Za-z0-9._/-]+$',
    example: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC',
    description: 'an ARN such as arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC',
  },
  oidcIssuer: HTTPS_URL,
  vpcCidr: CIDR,
  databaseSubnetGroup: NAME,
  cacheSubnetGroup: NAME,
  dnsNamespace: DNS_LABEL,
  ingressClass: NAME,
  ingressNamespace: DNS_LABEL,
  gatewayName: DNS_LABEL,
  monitoringNamespace: DNS_LABEL,
  secretStoreName: NAME,
  secretBackend: { type: 'string', enum: Object.values(SecretBackend) },
  dataProvisioner: { type: 'string', enum: Object.values(Provisioner) },
  crossplaneApi: { type: 'string', enum: Object.values(CrossplaneApi) },
  crossplaneProviderConfig: NAME,
  kafkaNamespace: DNS_LABEL,
  kafkaCluster: DNS_LABEL,
  kafkaPort: PORT,
  argoCdDestination: HTTPS_URL,
  argoCdNamespace: DNS_LABEL,
};

const REQUIRED = ['name', 'awsAccountId', 'awsRegion', 'clusterName', 'clusterEndpoint', 'clusterCertificateAuthority'];
const SECURITY_GROUP: Limit = {
  type: 'string',
  pattern: '^sg-[0-9a-f]{8,17}$',
  example: 'sg-0123456789abcdef0',
  description: "a security group's id such as sg-0123456789abcdef0",
};
const CIDR_LISTS = ['awsEndpointCidrs', 'dnsCidrs', 'ingressCidrs'] as const;
const LABEL_MAPS = ['dnsPodLabels', 'ingressPodLabels', 'monitoringSelectorLabels'] as const;

/** Checks one environment of the platform. */
export function validateEnvironment(validation: Validation, path: string, props: EnvironmentProps): void {
  validation.fields(path, props, {
    limits: ENVIRONMENT_LIMITS,
    required: REQUIRED,
    others: [...CIDR_LISTS, ...LABEL_MAPS, 'databaseSecurityGroupIds', 'backend'],
  });
  validateNetworks(validation, path, props);
  validateIssuer(validation, path, props);
  validateProduction(validation, path, props);
  validateBackend(validation, path, props);
}

function validateNetworks(validation: Validation, path: string, props: EnvironmentProps): void {
  validation.list(`${path}.databaseSecurityGroupIds`, props.databaseSecurityGroupIds, SECURITY_GROUP);
  for (const key of LABEL_MAPS) validation.map(`${path}.${key}`, props[key], LABEL_KEY, LABEL_VALUE);
  validateCidr(validation, `${path}.vpcCidr`, props.vpcCidr);
  for (const key of CIDR_LISTS) {
    if (!validation.list(`${path}.${key}`, props[key], CIDR)) continue;
    props[key]?.forEach((cidr, index) => validateCidr(validation, `${path}.${key}[${index}]`, cidr));
  }
}

function validateCidr(validation: Validation, path: string, cidr: unknown): void {
  const fix = typeof cidr === 'string' ? cidrFix(cidr) : undefined;
  if (fix) validation.add({ path, got: show(cidr), allowed: 'a network: its first address and prefix length', fix });
}

/** A provider of another account, or an issuer other than the provider's, would trust nobody. */
function validateIssuer(validation: Validation, path: string, props: EnvironmentProps): void {
  const { awsAccountId, awsRegion, oidcIssuer, oidcProviderArn } = props;
  if (oidcProviderArn !== undefined && areSound(props, 'awsAccountId', 'awsRegion', 'oidcProviderArn')) {
    const expected = `arn:${partitionOf(awsRegion)}:iam::${awsAccountId}:oidc-provider/`;
    const host = /^oidc\.eks\.([a-z0-9-]+)\./.exec(issuerOf(oidcProviderArn) ?? '')?.[1] ?? awsRegion;
    if (!oidcProviderArn.startsWith(expected) || host !== awsRegion) {
      const allowed = `a provider of the environment's own account and region: ${expected}oidc.eks.${awsRegion}...`;
      validation.add({
        path: `${path}.oidcProviderArn`,
        got: show(oidcProviderArn),
        allowed,
        fix: "take the ARN from this environment's cluster",
      });
    }
  }
  if (oidcIssuer === undefined || typeof oidcIssuer !== 'string') return;
  if (oidcProviderArn === undefined) {
    const fix = 'give oidcProviderArn as well, or leave both out for EKS Pod Identity';
    validation.add({ path: `${path}.oidcIssuer`, got: show(oidcIssuer), allowed: 'an issuer beside its oidcProviderArn', fix });
  } else if (typeof oidcProviderArn === 'string' && withoutScheme(oidcIssuer) !== issuerOf(oidcProviderArn)) {
    const allowed = `the issuer of oidcProviderArn, ${show(`https://${issuerOf(oidcProviderArn)}`)}`;
    const fix = 'leave oidcIssuer out: it is read from oidcProviderArn';
    validation.add({ path: `${path}.oidcIssuer`, got: show(oidcIssuer), allowed, fix });
  }
}

/** A name that sounds like production has to say whether it is: the safe defaults hang on it. */
function validateProduction(validation: Validation, path: string, { name, production }: EnvironmentProps): void {
  const sounds = typeof name === 'string' && !isProductionName(name) && soundsLikeProduction(name);
  if (!sounds || production !== undefined) return;
  validation.add({
    path: `${path}.production`,
    got: 'nothing',
    allowed: `true or false, for a name like ${show(name)}`,
    fix: 'write production: true',
  });
}

/** A state that lies on one person's disk is lost with it, and two people can change production at once. */
function validateBackend(validation: Validation, path: string, { name, production, backend }: EnvironmentProps): void {
  const example = "give backend: StateBackend.s3({ bucket: '...', region: '...' })";
  if (backend === undefined) {
    if ((production ?? isProductionName(name)) !== true) return;
    const allowed = 'a shared and locked state for a production environment';
    validation.add({ path: `${path}.backend`, got: 'nothing', allowed, fix: example });
  } else if (typeof backend !== 'object' || typeof backend?.bind !== 'function') {
    const allowed = 'StateBackend.s3, StateBackend.cloud, StateBackend.local, or an object with a method bind(stack)';
    validation.add({ path: `${path}.backend`, got: show(backend), allowed, fix: example });
  }
}

/** A rule about several values has nothing to say where one of them is refused already. */
function areSound(props: EnvironmentProps, ...keys: (keyof EnvironmentProps)[]): boolean {
  return keys.every((key) => breach(key, props[key], ENVIRONMENT_LIMITS[key]) === undefined);
}
