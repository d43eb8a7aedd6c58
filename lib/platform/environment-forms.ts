import { cidrFix } from '../core/cidr';
import type { Limit } from '../core/limits';
import { LABEL_KEY, LABEL_VALUE } from '../core/names';
import { show } from '../core/problems';
import type { Form } from '../core/settings';
import type { Validation } from '../core/validation';

export const HTTPS_URL: Limit = {
  type: 'string',
  pattern: '^https://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?$',
  example: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  description: 'a URL that begins with https://',
};
const CIDR: Limit = { type: 'string', description: 'a network such as 10.0.0.0/16' };
export const NAME: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  example: 'services-private',
  maxLength: 253,
  description: 'a name of letters, digits, dots, hyphens and underscores',
};

export const ENVIRONMENT_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
  example: 'production',
  maxLength: 40,
  description: 'lowercase letters, digits and hyphens, beginning with a letter, at most 40 characters',
};
export const ACCOUNT: Limit = {
  type: 'string',
  pattern: '^\\d{12}$',
  example: '111122223333',
  description: "an AWS account's twelve digits, as a string",
};
export const CLUSTER_NAME: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$',
  example: 'acme-production',
  description: "an EKS cluster's name: letters, digits, hyphens and underscores, at most 100 characters",
};
export const CERTIFICATE: Limit = {
  type: 'string',
  minLength: 4,
  pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  example: 'LS0tLS1CRUdJTi4uLg==',
  description: 'base64, as `aws eks describe-cluster` gives it',
  fault: (text) => (text.includes('BEGIN CERTIFICATE') ? 'encode the certificate in base64' : undefined),
};
export const POLICY_ARN: Limit = {
  type: 'string',
  pattern: '^arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/[A-Za-z0-9+=,.@_/-]+$',
  example: 'arn:aws:iam::111122223333:policy/service-boundary',
  description: "a policy's ARN such as arn:aws:iam::111122223333:policy/service-boundary",
};
export const OIDC_PROVIDER_ARN: Limit = {
  type: 'string',
  pattern: '^arn:aws[a-z-]*:iam::\\d{12}:oidc-provider/[A-Za-z0-9._/-]+$',
  example: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC',
  description: 'an ARN such as arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC',
};
const SECURITY_GROUP: Limit = {
  type: 'string',
  pattern: '^sg-[0-9a-f]{8,17}$',
  example: 'sg-0123456789abcdef0',
  description: "a security group's id such as sg-0123456789abcdef0",
};

export const NETWORK: Form = { kind: 'value', limit: CIDR, check: validateCidr };
export const NETWORKS: Form = { kind: 'list', limit: CIDR, check: validateCidr };
export const SECURITY_GROUPS: Form = { kind: 'list', limit: SECURITY_GROUP };
export const LABELS: Form = { kind: 'map', keys: LABEL_KEY, limit: LABEL_VALUE };

/** How a shared state is given. */
export const BACKEND_EXAMPLE = "give backend: StateBackend.s3({ bucket: '...', region: '...' })";

/** Checks that a backend can be asked to bind itself to a stack. */
export function isBackend(validation: Validation, path: string, backend: unknown): void {
  if (typeof (backend as { bind?: unknown } | null)?.bind === 'function') return;
  const allowed = 'StateBackend.s3, StateBackend.cloud, StateBackend.local, or an object with a method bind(stack)';
  validation.add({ path, got: show(backend), allowed, fix: BACKEND_EXAMPLE });
}

function validateCidr(validation: Validation, path: string, cidr: unknown): void {
  const fix = typeof cidr === 'string' ? cidrFix(cidr) : undefined;
  if (fix) validation.add({ path, got: show(cidr), allowed: 'a network: its first address and prefix length', fix });
}
