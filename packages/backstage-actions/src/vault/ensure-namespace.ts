import type { Run } from '../core/action';
import { messageOf, valueAt } from '../core/answer';
import type { HttpAnswer } from '../core/http';
import { failure, show } from '../core/problems';
import type { VaultClient } from './client';
import { ensurePolicy } from './ensure-policy';
import { ensureRole } from './ensure-role';
import type { VaultPlan } from './plan';

/** What `golden-path:vault:namespace:create` gives to later steps. */
export interface NamespaceOutput {
  /** The namespace of the policy and the role, as the header X-Vault-Namespace has it; '' is the root. */
  readonly namespace: string;
  /** Path of the service's key-value engine. */
  readonly mount: string;
  readonly policy: string;
  /** Path of the auth method. */
  readonly authPath: string;
  readonly role: string;
  /** Whether this run made or changed something. */
  readonly created: boolean;
}

/** Gives Vault what the plan says and it does not have yet. Nothing that differs is taken over. */
export async function ensureNamespace(client: VaultClient, plan: VaultPlan, { log }: Run): Promise<NamespaceOutput> {
  const made: string[] = [];
  for (const step of [ensureNewNamespace, ensureMount, ensurePolicy, ensureAuth, ensureAuthConfig, ensureRole]) {
    const what = await step(client, plan);
    if (what === undefined) continue;
    made.push(what);
    log(`wrote ${what}`);
  }
  if (made.length === 0) log(`Vault has everything for the role ${show(plan.role)} already`);
  return outputOf(plan, made.length > 0);
}

/** What a dry run says and gives. */
export function describeNamespace(plan: VaultPlan, { log }: Run): NamespaceOutput {
  const separate = plan.newNamespace === undefined ? [] : [namespaceText(plan)];
  const parts = [...separate, mountText(plan), `policy ${show(plan.policy)}`, `role ${show(plan.role)}`];
  log(`would write to Vault, where it is not there: ${parts.join('; ')}`);
  log(`the policy would be:\n${plan.policyText}`);
  return outputOf(plan, false);
}

async function ensureNewNamespace(client: VaultClient, plan: VaultPlan): Promise<string | undefined> {
  const { newNamespace, parentNamespace } = plan;
  if (newNamespace === undefined) return undefined;
  const path = ['sys', 'namespaces', newNamespace];
  const before = await client.send(parentNamespace, { method: 'GET', path, expect: [404] });
  if (before.status === 200) return undefined;
  const answer = await client.send(parentNamespace, { method: 'POST', path, body: {}, expect: [400, 404, 405] });
  if (answer.status < 300) return namespaceText(plan);
  if (answer.status !== 400) throw withoutNamespaces(answer);
  const meanwhile = await client.send(parentNamespace, { method: 'GET', path, expect: [404] });
  if (meanwhile.status !== 200) throw answer.refusal();
  return undefined;
}

function withoutNamespaces({ status, json }: HttpAnswer): Error {
  const said = messageOf(json);
  const got = `a Vault that knows no namespaces (status ${status}${said === '' ? '' : `: ${said}`})`;
  const fix = 'set goldenPath.vault.layout: mounts in app-config.yaml, or correct parentNamespace';
  return failure('settings', {
    path: 'goldenPath.vault.layout',
    got,
    allowed: 'namespaces only in Vault Enterprise, HCP Vault and OpenBao',
    fix,
  });
}

async function ensureMount(client: VaultClient, plan: VaultPlan): Promise<string | undefined> {
  if (await hasMount(client, plan)) return undefined;
  const body = { type: 'kv', description: `Secrets of services (${plan.policy})`, options: { version: '2' } };
  const path = ['sys', 'mounts', ...plan.mount.split('/')];
  const answer = await client.send(plan.namespace, { method: 'POST', path, body, expect: [400] });
  if (answer.status < 300) return mountText(plan);
  if (!(await hasMount(client, plan))) throw answer.refusal();
  return undefined;
}

/** @see https://developer.hashicorp.com/vault/api-docs/system/mounts */
async function hasMount(client: VaultClient, { namespace, mount }: VaultPlan): Promise<boolean> {
  const answer = await client.send(namespace, { method: 'GET', path: ['sys', 'mounts'] });
  const found = valueAt(answer.json, 'data', `${mount}/`);
  if (found === undefined) return false;
  const [type, version] = [valueAt(found, 'type'), valueAt(found, 'options', 'version')];
  if (type === 'kv' && version === '2') return true;
  const got = `${show(mount)}, at which Vault has an engine of type ${show(type)}, version ${show(version ?? '1')}`;
  throw failure('conflict', {
    path: 'goldenPath.vault.mount',
    got,
    allowed: 'a key-value engine, version 2',
    fix: 'choose another path, or upgrade the engine',
  });
}

async function ensureAuth(client: VaultClient, plan: VaultPlan): Promise<string | undefined> {
  if (await hasAuth(client, plan)) return undefined;
  if (plan.authConfig === undefined) {
    const fix = 'enable and configure it, or correct the path: with the layout mounts all services share it';
    throw failure('settings', {
      path: 'goldenPath.vault.kubernetes.path',
      got: `${show(plan.authPath)}, which Vault does not have`,
      allowed: 'an auth method',
      fix,
    });
  }
  const path = ['sys', 'auth', ...plan.authPath.split('/')];
  const answer = await client.send(plan.namespace, { method: 'POST', path, body: { type: 'kubernetes' }, expect: [400] });
  if (answer.status < 300) return `the auth method ${show(plan.authPath)}`;
  if (!(await hasAuth(client, plan))) throw answer.refusal();
  return undefined;
}

/** @see https://developer.hashicorp.com/vault/api-docs/system/auth */
async function hasAuth(client: VaultClient, { namespace, authPath }: VaultPlan): Promise<boolean> {
  const answer = await client.send(namespace, { method: 'GET', path: ['sys', 'auth'] });
  const found = valueAt(answer.json, 'data', `${authPath}/`);
  if (found === undefined) return false;
  const type = valueAt(found, 'type');
  if (type === 'kubernetes') return true;
  const got = `${show(authPath)}, at which Vault has an auth method of type ${show(type)}`;
  throw failure('conflict', {
    path: 'goldenPath.vault.kubernetes.path',
    got,
    allowed: 'an auth method of type kubernetes',
    fix: 'choose another path',
  });
}

async function ensureAuthConfig(client: VaultClient, { namespace, authPath, authConfig }: VaultPlan): Promise<string | undefined> {
  if (authConfig === undefined) return undefined;
  const path = ['auth', ...authPath.split('/'), 'config'];
  const before = await client.send(namespace, { method: 'GET', path, expect: [404] });
  const host = valueAt(before.json, 'data', 'kubernetes_host');
  if (before.status === 200 && typeof host === 'string' && host !== '') {
    if (host === authConfig.kubernetes_host) return undefined;
    const got = `${show(authConfig.kubernetes_host)}, and an auth method ${show(authPath)} of the cluster ${show(host)}`;
    const fix = 'give each cluster a path of its own, or correct the host';
    throw failure('conflict', {
      path: 'goldenPath.vault.kubernetes.host',
      got,
      allowed: 'the cluster that the auth method is configured for',
      fix,
    });
  }
  await client.send(namespace, { method: 'POST', path, body: authConfig });
  return `the configuration of the auth method ${show(authPath)}`;
}

function outputOf({ namespace, mount, policy, authPath, role }: VaultPlan, created: boolean): NamespaceOutput {
  return { namespace, mount, policy, authPath, role, created };
}

function namespaceText({ namespace }: VaultPlan): string {
  return `namespace ${show(namespace)}`;
}

function mountText({ mount }: VaultPlan): string {
  return `key-value engine ${show(mount)}`;
}
