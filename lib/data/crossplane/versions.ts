/**
 * The packages that serve requests for data, each at one version.
 *
 * @see https://docs.crossplane.io/latest/packages/
 */
export const FUNCTIONS = {
  'function-patch-and-transform': 'xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.3',
  'function-auto-ready': 'xpkg.crossplane.io/crossplane-contrib/function-auto-ready:v0.7.0',
} as const;

const CONTRIB = 'xpkg.crossplane.io/crossplane-contrib';

/** The version of the AWS providers, which is one for the whole family. */
const PROVIDER_VERSION = 'v2.0.0';

/** The package that defines the kind of the providers' configuration. The others depend on it. */
export const FAMILY_PACKAGE = { 'provider-family-aws': `${CONTRIB}/provider-family-aws:${PROVIDER_VERSION}` };

/** The package of an AWS service, such as `rds`. */
export function providerPackage(service: string): Readonly<Record<string, string>> {
  return { [`provider-aws-${service}`]: `${CONTRIB}/provider-aws-${service}:${PROVIDER_VERSION}` };
}

/** The namespace that Crossplane runs in. */
export const CROSSPLANE_NAMESPACE = 'crossplane-system';

/** The service account that all AWS providers run under, so that one role can trust it. */
export const PROVIDER_SERVICE_ACCOUNT = 'provider-aws';
