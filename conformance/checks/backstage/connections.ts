import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What the output says of a service, without a word of its catalog entry. */
export interface Service {
  readonly name: string;
  /** The catalog's group of its team. */
  readonly group: string;
  /** What its pods are connected to, in any environment: `resource:payments-db`, `component:ledger-worker`. */
  readonly connections: ReadonlySet<string>;
}

interface StackRecord {
  readonly codeOwner: string;
  readonly environment: string;
  readonly awsAccountId: string;
}

interface Values {
  readonly env?: Readonly<Record<string, string>>;
  readonly secretEnv?: Readonly<Record<string, { readonly secret: string }>>;
}

interface NetworkPolicy {
  readonly spec: { readonly egress?: readonly { readonly to?: readonly Peer[] }[] };
}

interface Peer {
  readonly namespace_selector?: { readonly match_labels?: Readonly<Record<string, string>> };
}

/**
 * Reads from what Terraform and Argo CD will apply who is connected to what: the variables that the pods get, and the namespaces that
 * the network lets them reach. `connectTo` opens and gives both, so it is what the catalog's relations have to equal.
 */
export function readServices(outdir: string): Service[] {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'golden-path.json'), 'utf8')) as { stacks: Record<string, StackRecord> };
  const apps = join(outdir, 'gitops', 'apps');
  const names = existsSync(apps) ? readdirSync(apps).sort() : [];
  return names.map((name) => {
    const own = Object.entries(stacks).filter(([stack, { environment }]) => stack === `${name}-${environment}`);
    const connections = own.flatMap(([stack, record]) => [
      ...resourcesIn(valuesOf(join(apps, name, `values-${record.environment}.yaml`)), record),
      ...componentsIn(join(outdir, 'stacks', stack, 'cdk.tf.json'), record, names),
    ]);
    return { name, group: own[0]?.[1].codeOwner.split('/')[1] ?? '', connections: new Set(connections) };
  });
}

/** What a service keeps, by the variables of its pods: a secret's name, a topic's, a bucket's with environment and account. */
function resourcesIn({ env = {}, secretEnv = {} }: Values, { environment, awsAccountId }: StackRecord): string[] {
  const secrets = Object.values(secretEnv).flatMap(({ secret }) => before(secret, '-connection'));
  const topics = Object.entries(env).flatMap(([name, value]) => (name.endsWith('_TOPIC') ? [value] : []));
  const buckets = Object.entries(env).flatMap(([name, value]) =>
    (name.endsWith('_BUCKET') ? before(value, `-${environment}-${awsAccountId}`) : []));
  return [...secrets, ...topics, ...buckets].map((name) => `resource:${name}`);
}

/** The other services whose namespaces its policies let it reach. */
function componentsIn(stack: string, { environment }: StackRecord, services: readonly string[]): string[] {
  const { resource } = JSON.parse(readFileSync(stack, 'utf8')) as {
    resource: { kubernetes_network_policy_v1?: Record<string, NetworkPolicy> };
  };
  const policies = Object.values(resource.kubernetes_network_policy_v1 ?? {});
  const peers = policies.flatMap(({ spec: { egress = [] } }) => egress.flatMap(({ to = [] }) => to));
  const reached = new Set(peers.map((peer) => peer.namespace_selector?.match_labels?.['kubernetes.io/metadata.name']));
  return services.filter((name) => reached.has(`${name}-${environment}`)).map((name) => `component:${name}`);
}

function valuesOf(file: string): Values {
  return existsSync(file) ? (load(readFileSync(file, 'utf8')) as Values) : {};
}

function before(text: string, end: string): string[] {
  return text.endsWith(end) ? [text.slice(0, -end.length)] : [];
}
