import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';

/** The fields of a login in the secret store. */
export const LOGIN_KEYS: readonly string[] = ['username', 'password'];

/** An image registry, as a pull secret names it. */
export const REGISTRY: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([a-z0-9._/-]*[a-z0-9])?)?$',
  example: 'ghcr.io',
  maxLength: 255,
  description: 'a registry without a scheme, with a path if the login is only for this path, such as ghcr.io or registry.gitlab.com/acme',
};

/** Docker Hub is known by the address of its first version. */
const DOCKER_HUB = ['docker.io', 'index.docker.io'];
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/**
 * The template of a Secret that the kubelet takes as a login to a registry. External Secrets writes the fields as JSON, so a
 * password may contain any character.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
 * @see https://external-secrets.io/latest/guides/templating/
 */
export function pullSecretTemplate(registry: string): Json {
  const key = DOCKER_HUB.includes(registry) ? DOCKER_HUB_KEY : registry;
  const login = 'dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc)';
  return {
    type: 'kubernetes.io/dockerconfigjson',
    engineVersion: 'v2',
    mergePolicy: 'Replace',
    data: { '.dockerconfigjson': `{{ dict "auths" (dict "${key}" (${login})) | toJson }}` },
  };
}

/** The fields of a login are the same for every registry. */
export function validateLoginKeys(validation: Validation, keys: unknown): void {
  if (keys === undefined) return;
  const allowed = `nothing beside a registry: the secret has the fields ${LOGIN_KEYS.join(' and ')}`;
  validation.add({ path: 'keys', got: show(keys), allowed, fix: 'remove keys' });
}
