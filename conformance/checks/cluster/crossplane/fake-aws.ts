import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

/** What AWS says of what it made, as its providers write it. */
const MADE: Readonly<Record<string, object>> = {
  Instance: {
    address: 'db.eu-west-1.rds.amazonaws.com',
    port: 5432,
    masterUserSecret: [{ secretArn: 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:rds-1' }],
  },
  ReplicationGroup: { primaryEndpointAddress: 'cache.example', readerEndpointAddress: 'reader.example' },
  Bucket: { arn: 'arn:aws:s3:::a-bucket' },
};

/** What a provider writes into a connection secret. */
const CONNECTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ReplicationGroup: { 'primary_endpoint_address': 'cache.example', 'port': '6379', 'attribute.auth_token': 'secret' },
};

/** Stands in for the providers of AWS and External Secrets, once: all that a request has composed exists and is ready. */
export async function playAws(api: KubernetesApi, request: KubernetesObject): Promise<void> {
  const { spec } = (await api.read(request)).body as Json;
  for (const { apiVersion, kind, name } of spec?.crossplane?.resourceRefs ?? []) {
    const object = { apiVersion, kind, metadata: { name, namespace: request.metadata!.namespace } };
    const { status, body } = await api.read(object);
    if (status === 200) await play(api, body);
  }
}

async function play(api: KubernetesApi, object: Json): Promise<void> {
  const time = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const isProviders = String(object.apiVersion).includes('.upbound.io/');
  const types = isProviders ? ['Ready', 'Synced'] : ['Ready'];
  const conditions = types.map((type) => ({ type, status: 'True', reason: 'Available', lastTransitionTime: time }));
  const made = MADE[object.kind as string];
  await api.patch(object, { status: { conditions, ...(made && { atProvider: made }) } }, '/status');
  await writeSecret(api, object);
}

/** The secret of a managed resource, or what External Secrets makes: its data by the template. */
async function writeSecret(api: KubernetesApi, { kind, metadata, spec }: Json): Promise<void> {
  const { writeConnectionSecretToRef: ref, target, data = [] } = spec;
  const name = ref?.name ?? target?.name;
  if (!name) return;
  const keys = Object.keys(target?.template?.data ?? {});
  const values = (keys.length > 0 ? keys : data.map(({ secretKey }: Json) => secretKey)).map((key: string) => [key, 'a value']);
  const stringData = CONNECTIONS[kind as string] ?? (Object.fromEntries(values) as object);
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: metadata.namespace as string }, stringData };
  await api.apply(secret, { manager: 'provider', force: true });
}
