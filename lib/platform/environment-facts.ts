/** Whether a name says by itself that users depend on the environment. */
export function isProductionName(name: string): boolean {
  return name === 'production' || name === 'prod';
}

/** Whether a name may mean that: who writes it has to say whether it does. */
export function soundsLikeProduction(name: string): boolean {
  return name.split('-').some((part) => /^(prod|prd|live)/.test(part));
}

/** The issuer that an OIDC provider's ARN names, without `https://`. */
export function issuerOf(oidcProviderArn?: string): string | undefined {
  return oidcProviderArn?.split(':oidc-provider/')[1];
}

/** A URL as AWS writes it in ARNs and condition keys. */
export function withoutScheme(url?: string): string | undefined {
  return url?.replace(/^https:\/\//, '').replace(/\/$/, '');
}
