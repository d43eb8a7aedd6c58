import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import { CrossplaneApi } from '../../platform/environment-props';
import type { Platform } from '../../platform/platform';
import { API_VERSION, compositeOf, compositionName } from './data-api';
import type { DataApi } from './data-api';
import type { Patch } from './patches';
import { CROSSPLANE_NAMESPACE } from './versions';

/** Where a key of a connection secret comes from. */
type ConnectionDetail =
  | { readonly name: string; readonly type: 'FromConnectionSecretKey'; readonly fromConnectionSecretKey: string }
  | { readonly name: string; readonly type: 'FromFieldPath'; readonly fromFieldPath: string };

/** One resource that a request is turned into. */
export interface ComposedResource {
  readonly name: string;
  readonly base: Json;
  readonly patches: readonly Patch[];
  readonly connectionDetails?: readonly ConnectionDetail[];
}

/**
 * How a kind of request is served: from templates. The composite is ready when all of its resources are.
 *
 * @see https://docs.crossplane.io/latest/composition/compositions/
 */
export function compositionOf(
  api: DataApi,
  platform: Platform,
  environment: Environment,
  resources: readonly ComposedResource[],
): ManifestProps {
  const { kind } = compositeOf(api, environment);
  return {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: compositionName(api, platform, environment) },
    spec: {
      compositeTypeRef: { apiVersion: `${platform.domain}/${API_VERSION}`, kind },
      mode: 'Pipeline',
      ...(environment.crossplaneApi === CrossplaneApi.V1 && { writeConnectionSecretsToNamespace: CROSSPLANE_NAMESPACE }),
      pipeline: [
        {
          step: 'patch-and-transform',
          functionRef: { name: 'function-patch-and-transform' },
          input: { apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources: [...resources] },
        },
        { step: 'auto-ready', functionRef: { name: 'function-auto-ready' } },
      ],
    },
  };
}
