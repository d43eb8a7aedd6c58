/**
 * The packages that serve requests for data, each at one version.
 *
 * @see https://docs.crossplane.io/latest/packages/
 */
export const FUNCTIONS = {
  'function-patch-and-transform': 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.3',
  'function-auto-ready': 'xpkg.crossplane.io/crossplane-contrib/function-auto-ready:v0.7.0',
} as const;

/** The family package brings the provider configuration's kind, and the others depend on it. */
export const PROVIDERS = {
  'provider-family-aws': 'xpkg.crossplane.io/crossplane-contrib/provider-family-aws:v2.0.0',
  'provider-aws-elasticache': 'xpkg.crossplane.io/crossplane-contrib/provider-aws-elasticache:v2.0.0',
  'provider-aws-rds': 'xpkg.crossplane.io/crossplane-contrib/provider-aws-rds:v2.0.0',
  'provider-aws-s3': 'xpkg.crossplane.io/crossplane-contrib/provider-aws-s3:v2.0.0',
} as const;

/** The namespace that Crossplane runs in. */
export const CROSSPLANE_NAMESPACE = 'crossplane-system';

/** The service account that all AWS providers run under, so that one role can trust it. */
export const PROVIDER_SERVICE_ACCOUNT = 'provider-aws';
