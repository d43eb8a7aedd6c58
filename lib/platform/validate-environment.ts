import { breach } from '../core/limits';
import { show } from '../core/problems';
import type { Validation } from '../core/validation';
import { isProductionName, issuerOf, soundsLikeProduction, withoutScheme } from './environment-facts';
import { BACKEND_EXAMPLE } from './environment-forms';
import type { EnvironmentProps } from './environment-props';
import { ENVIRONMENT_SETTINGS } from './environment-settings';
import { partitionOf } from './region';

/** The limits of the environment's single values. */
export const ENVIRONMENT_LIMITS = ENVIRONMENT_SETTINGS.limits;

/** Checks one environment of the platform. Returns whether it is an object. */
export function validateEnvironment(validation: Validation, path: string, props: EnvironmentProps): boolean {
  if (!ENVIRONMENT_SETTINGS.validate(validation, path, props)) return false;
  validateIssuer(validation, path, props);
  validateProduction(validation, path, props);
  validateBackend(validation, path, props);
  return true;
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
function validateBackend(validation: Validation, path: string, props: EnvironmentProps): void {
  if (props.backend !== undefined || ENVIRONMENT_SETTINGS.resolve(props, 'production') !== true) return;
  const allowed = 'a shared and locked state for a production environment';
  validation.add({ path: `${path}.backend`, got: 'nothing', allowed, fix: BACKEND_EXAMPLE });
}

/** A rule about several values has nothing to say where one of them is refused already. */
function areSound(props: EnvironmentProps, ...keys: (keyof EnvironmentProps)[]): boolean {
  return keys.every((key) => breach(key, props[key], ENVIRONMENT_LIMITS[key]) === undefined);
}
