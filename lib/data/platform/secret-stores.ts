import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { SecretBackend } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { PLATFORM_KEYS } from '../crossplane/owner-keys';
import { storeReference } from '../shared/external-secret';

/** How External Secrets reaches Vault. */
interface VaultAccess {
  readonly address: string;
  readonly path: string;
  readonly mountPath: string;
  readonly role: string;
}

/**
 * The stores that the secrets of services are read from. Only the namespaces of teams can use them.
 *
 * @see https://external-secrets.io/latest/api/clustersecretstore/
 */
export function secretStores(platform: Platform, environment: Environment, vault?: VaultAccess): ManifestProps[] {
  const aws = { aws: { service: 'SecretsManager', region: environment.awsRegion } };
  const stores = [store(platform, String(storeReference(environment, 'aws').name), aws)];
  if (environment.secretBackend !== SecretBackend.VAULT || !vault) return stores;
  const { address: server, path, mountPath, role } = vault;
  return [...stores, store(platform, environment.secretStoreName, { vault: vaultProvider(server, path, mountPath, role) })];
}

function vaultProvider(server: string, path: string, mountPath: string, role: string): Json {
  return { server, path, version: 'v2', auth: { kubernetes: { mountPath, role } } };
}

function store({ domain }: Platform, name: string, provider: Json): ManifestProps {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec: {
      provider,
      conditions: [{ namespaceSelector: { matchExpressions: [{ key: PLATFORM_KEYS(domain).team, operator: 'Exists' }] } }],
    },
  };
}
