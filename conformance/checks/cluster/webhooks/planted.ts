import type { KubernetesObject } from '../../../../test/support/documents';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document has any form
type Json = any;

/** Something that a definition takes and a webhook refuses. */
export interface Planted {
  readonly name: string;
  readonly kind: string;
  /** What the webhook has to say. */
  readonly caught: RegExp;
  readonly plant: (document: Json) => void;
}

const PLANTED: readonly Planted[] = [
  {
    name: 'a query that cannot be read',
    kind: 'PrometheusRule',
    caught: /parse error/,
    plant: ({ spec }) => Object.assign(spec.groups[0].rules[0], { expr: 'sum(' }),
  },
  {
    name: 'a template that cannot be read',
    kind: 'PrometheusRule',
    caught: /template|unexpected/,
    plant: ({ spec }) => {
      const [{ expr }] = spec.groups[0].rules;
      spec.groups[0].rules.push({ alert: 'Planted', expr, annotations: { summary: '{{ $value' } });
    },
  },
  {
    name: 'a route to nobody',
    kind: 'AlertmanagerConfig',
    caught: /receiver/,
    plant: ({ spec }) => Object.assign(spec.route, { receiver: 'nobody' }),
  },
  {
    name: 'a key of a secret twice',
    kind: 'ExternalSecret',
    caught: /duplicate secretKey/,
    plant: ({ spec }) => {
      const key = { secretKey: 'planted', remoteRef: { key: 'planted' } };
      Object.assign(spec, { target: { ...spec.target, deletionPolicy: 'Retain' }, data: [key, key] });
    },
  },
  {
    name: 'namespaces by a pattern that is none',
    kind: 'ClusterSecretStore',
    caught: /failed to compile/,
    plant: ({ spec }) => Object.assign(spec, { conditions: [{ namespaceRegexes: ['['] }] }),
  },
  {
    name: 'a service account of another namespace',
    kind: 'SecretStore',
    caught: /namespace should/,
    plant: ({ spec }) => {
      Object.assign(spec.provider.aws, { auth: { jwt: { serviceAccountRef: { name: 'planted', namespace: 'other' } } } });
    },
  },
  {
    name: 'a second owner of the pods',
    kind: 'ScaledObject',
    caught: /already managed/,
    plant: ({ metadata }) => Object.assign(metadata, { name: 'planted' }),
  },
  {
    name: 'a fallback from CPU alone',
    kind: 'ScaledObject',
    caught: /fallback/,
    plant: ({ spec }) => Object.assign(spec, {
      minReplicaCount: 1, fallback: { failureThreshold: 3, replicas: 2 }, triggers: [{ type: 'cpu', metadata: { value: '70' } }],
    }),
  },
  {
    name: 'a name that is too long for its autoscaler',
    kind: 'ScaledObject',
    caught: /characters/,
    plant: ({ metadata, spec }) => {
      Object.assign(metadata, { name: 'w'.repeat(60) });
      Object.assign(spec.scaleTargetRef, { name: 'planted' });
    },
  },
];

/** The faults of the kinds that there are documents of, each in the first of its kind. */
export function plantedIn(documents: readonly KubernetesObject[]): (Planted & { readonly document: KubernetesObject })[] {
  return PLANTED.flatMap((planted) => {
    const found = documents.find(({ kind }) => kind === planted.kind);
    if (!found) return [];
    const document = JSON.parse(JSON.stringify(found)) as KubernetesObject;
    planted.plant(document);
    return [{ ...planted, document }];
  });
}
