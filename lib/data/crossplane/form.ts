import type { Json } from '../../core/json';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { PLATFORM_KEYS } from './owner-keys';
import { fromRequest, required, trimSuffix } from './patches';
import type { Patch } from './patches';
import { CROSSPLANE_NAMESPACE } from './versions';

/** A kind of managed resource of the AWS provider. */
export interface ManagedKind {
  /** The first label of its API group, such as `rds`. */
  readonly service: string;
  readonly kind: string;
  /** Its newest version in the cluster-scoped group, which Crossplane 1.x composes; namespaced ones are v1beta1. */
  readonly clusterScopedVersion: string;
}

/** Everything that differs between Crossplane 1.x and 2.x, so that no other code depends on the version. */
export interface CrossplaneForm {
  /** The field of the composite with the name that the team chose. */
  readonly requestName: string;
  /** The field of the composite with the namespace of the team's request. */
  readonly requestNamespace: string;
  /** A managed resource that is kept if its request is deleted. */
  managed(kind: ManagedKind, forProvider: Json): Json;
  /** A reference to a Secret of a managed resource's own. */
  secretReference(): Json;
}

/**
 * Namespaced composites compose namespaced resources, and have no connection secrets of their own.
 *
 * @see https://docs.crossplane.io/latest/whats-new/
 */
function namespaced({ crossplaneProviderConfig: name }: Environment): CrossplaneForm {
  return {
    requestName: 'metadata.name',
    requestNamespace: 'metadata.namespace',
    managed: ({ service, kind }, forProvider) => ({
      apiVersion: `${service}.aws.m.upbound.io/v1beta1`,
      kind,
      spec: {
        // All but Delete: what is in AWS stays when the request goes away.
        managementPolicies: ['Create', 'LateInitialize', 'Observe', 'Update'],
        providerConfigRef: { kind: 'ClusterProviderConfig', name },
        forProvider,
      },
    }),
    secretReference: () => ({}),
  };
}

/** @see https://docs.crossplane.io/v1.20/concepts/claims/ */
function clusterScoped({ crossplaneProviderConfig: name }: Environment): CrossplaneForm {
  return {
    requestName: 'spec.claimRef.name',
    requestNamespace: 'spec.claimRef.namespace',
    managed: ({ service, kind, clusterScopedVersion }, forProvider) => ({
      apiVersion: `${service}.aws.upbound.io/${clusterScopedVersion}`,
      kind,
      spec: { deletionPolicy: 'Orphan', providerConfigRef: { name }, forProvider },
    }),
    secretReference: () => ({ namespace: CROSSPLANE_NAMESPACE }),
  };
}

export function formOf(environment: Environment): CrossplaneForm {
  return environment.crossplaneApi === CrossplaneApi.V1 ? clusterScoped(environment) : namespaced(environment);
}

/** The tags of a resource that say whose it is; without an owner it is not made. */
export function ownerTags(
  { domain }: Platform,
  { name: environment }: Environment,
  form: CrossplaneForm,
): { tags: Json; patches: Patch[] } {
  const { team, env, costCenter, owner } = PLATFORM_KEYS(domain);
  const tag = (key: string) => `spec.forProvider.tags[${key}]`;
  return {
    tags: { 'app.kubernetes.io/managed-by': 'crossplane', [env]: environment },
    patches: [
      required(`metadata.labels[${team}]`, tag(team)),
      required(`metadata.annotations[${costCenter}]`, tag(costCenter)),
      required(`metadata.annotations[${owner}]`, tag(owner)),
      fromRequest(form.requestNamespace, tag('app.kubernetes.io/name'), trimSuffix(`-${environment}`)),
    ],
  };
}
