import type { KubernetesApi } from '../../../referees/cluster';
import { expecting, together, type Findings } from '../part';

/** The service of the examples that reads credentials of another namespace. */
const SERVICE = 'payment-service';

/** What a service account may, asked with its own token. */
export async function checkRights(api: KubernetesApi, environment: string): Promise<Findings> {
  const namespace = `${SERVICE}-${environment}`;
  for (const name of ['platform-cluster-ca-cert', 'of-somebody-else']) {
    await api.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'kafka' } }, { force: true });
  }
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${SERVICE}/token`;
  const { status, body } = await api.call('POST', path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
  if (status !== 201) return expecting(false, `no token for the service account of ${namespace}: ${body.message}`);
  const service = api.as(body.status.token as string);
  const questions: readonly (readonly [number, string, string])[] = [
    [200, 'GET', '/api/v1/namespaces/kafka/secrets/platform-cluster-ca-cert'],
    [403, 'GET', '/api/v1/namespaces/kafka/secrets/of-somebody-else'],
    [403, 'GET', '/api/v1/namespaces/kafka/secrets'],
    [403, 'DELETE', '/api/v1/namespaces/kafka/secrets/platform-cluster-ca-cert'],
    [403, 'GET', `/api/v1/namespaces/${namespace}/secrets`],
    [403, 'GET', `/api/v1/namespaces/${namespace}/pods`],
    [403, 'GET', '/api/v1/namespaces'],
    [403, 'GET', '/api/v1/nodes'],
  ];
  const outcomes = [];
  for (const [expected, method, where] of questions) {
    const answer = await service.call(method, where);
    outcomes.push(expecting(answer.status === expected, `${SERVICE} gets ${answer.status} and not ${expected} for ${method} ${where}`));
  }
  service.close();
  return { ...together(outcomes), notes: [`${outcomes.length} questions with the token of a service account`] };
}
