import type { Json } from '../../core/json';
import type { Environment } from '../../platform/environment';
import { SecretBackend } from '../../platform/environment-props';

/** How soon a changed password reaches the cluster. */
export const REFRESH_INTERVAL = '5m0s';

/**
 * The ClusterSecretStore to read from. The secrets of RDS are in AWS Secrets Manager, even if the secrets of teams are
 * not.
 */
export function storeReference({ secretStoreName, secretBackend }: Environment, what: 'team' | 'aws'): Json {
  const ofAws = what === 'aws' && secretBackend !== SecretBackend.AWS_SECRETS_MANAGER;
  return { kind: 'ClusterSecretStore', name: ofAws ? `${secretStoreName}-aws` : secretStoreName };
}

/** The keys of a connection secret: the known ones, and those from the secret that RDS manages. */
export function managedSecretTemplate(known: Record<string, string>, secret = '.'): Json {
  const field = (name: string) => (secret === '.' ? `{{ .${name} }}` : `{{ (${secret} | fromJson).${name} }}`);
  return {
    engineVersion: 'v2',
    mergePolicy: 'Replace',
    data: { ...known, username: field('username'), password: field('password') },
  };
}
