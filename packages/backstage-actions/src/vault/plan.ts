import type { NamespaceInput } from './input';
import type { VaultSettings } from './settings';

/** What Vault shall have for a service. Everything follows from the input and the settings. */
export interface VaultPlan {
  /** The namespace to create below the parent, or nothing in the layout `mounts`. */
  readonly newNamespace?: string;
  readonly parentNamespace: string;
  /** The namespace of all that follows, as the header X-Vault-Namespace has it; '' is the root. */
  readonly namespace: string;
  /** The key-value engine (version 2). */
  readonly mount: string;
  readonly policy: string;
  readonly policyText: string;
  readonly authPath: string;
  /** The configuration of a new auth method; nothing if the platform team runs the method. */
  readonly authConfig?: Readonly<Record<string, string>>;
  readonly role: string;
  readonly roleBody: RoleBody;
}

/** @see https://developer.hashicorp.com/vault/api-docs/auth/kubernetes#create-update-role */
export interface RoleBody {
  readonly bound_service_account_names: readonly string[];
  readonly bound_service_account_namespaces: readonly string[];
  readonly token_policies: readonly string[];
  readonly token_ttl: string;
  readonly audience?: string;
}

export function planFor(input: Required<NamespaceInput>, settings: VaultSettings): VaultPlan {
  const { namespace, service, kubernetes } = input;
  const { layout, parentNamespace, mount, tokenTtl } = settings;
  const separate = layout === 'namespaces';
  const target = separate ? namespace : undefined;
  const engine = separate ? mount : `${mount}/${namespace}`;
  // Without namespaces of their own, all services share the names of policies and roles.
  const name = separate ? service : `${namespace}-${service}`;
  const { path, host = '', caCertificate, audience } = settings.kubernetes;
  return {
    newNamespace: target,
    parentNamespace,
    namespace: [parentNamespace, target ?? ''].filter((part) => part !== '').join('/'),
    mount: engine,
    policy: name,
    policyText: policyFor(service, engine, input.policies),
    authPath: path,
    authConfig: separate ? { kubernetes_host: host, ...(caCertificate && { kubernetes_ca_cert: caCertificate }) } : undefined,
    role: name,
    roleBody: {
      bound_service_account_names: [kubernetes.serviceAccount],
      bound_service_account_namespaces: [kubernetes.namespace],
      token_policies: [name],
      token_ttl: tokenTtl,
      ...(audience && { audience }),
    },
  };
}

/**
 * The policy in HCL. A key-value engine of version 2 has its values below `data` and their names below `metadata`.
 *
 * Every part was checked to be letters, digits, '-', '_' and '/', so that nothing in it can end a string or a block.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies
 */
function policyFor(service: string, mount: string, paths: readonly string[]): string {
  const rules = [...new Set(paths)].sort().flatMap((path) => [
    rule(`${mount}/data/${service}/${path}`, ['read']),
    rule(`${mount}/metadata/${service}/${path}`, ['list', 'read']),
  ]);
  return `${markOf(service)}\n${rules.join('')}`;
}

/** The first line of a policy, by which a later run knows it as its own. */
export function markOf(service: string): string {
  return `# Managed by golden-path:vault:namespace:create for ${service}`;
}

function rule(path: string, capabilities: readonly string[]): string {
  return `path "${path}" {\n  capabilities = [${capabilities.map((name) => `"${name}"`).join(', ')}]\n}\n`;
}
