import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { breach } from '../../core/rules';
import type { ManifestGuard } from '../../output/manifests';
import { connectionSecretOf } from '../../platform/agreed-names';
import { CrossplaneApi } from '../../platform/environment-props';
import { API_VERSION } from '../crossplane/data-api';
import type { DataApi } from '../crossplane/data-api';
import type { ServiceScope } from './service-scope';

/**
 * Argo CD neither prunes nor deletes what carries this: data outlives a mistake in Git.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export const KEEP = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

/** Adds a request for data to the documents of a service. */
export function addRequest(construct: IConstruct, scope: ServiceScope, api: DataApi, name: string, parameters: Json): ApiObject {
  const { context, environment, platform, namespace, folder } = scope;
  const isLegacy = environment.crossplaneApi === CrossplaneApi.V1;
  const hasSecret = api.connectionKeys.length > 0;
  const spec: Json = {
    parameters,
    ...(isLegacy && { compositeDeletePolicy: 'Foreground' }),
    ...(isLegacy && hasSecret && { writeConnectionSecretToRef: { name: connectionSecretOf(name) } }),
  };
  const identity = { apiVersion: `${platform.domain}/${API_VERSION}`, kind: api.kind };
  const guards = [keptGuard(), sameRequestGuard(api, spec)];
  return context.manifests.add(construct, folder, { ...identity, metadata: { name, namespace, annotations: KEEP }, spec }, guards);
}

/** Requires of a document that Argo CD keeps what it stands for. */
export function keptGuard(): ManifestGuard {
  const [[key, value]] = Object.entries(KEEP);
  return {
    rule: `the annotation ${key}: ${value}, so that data outlives its request`,
    breach: ({ metadata }) => {
      const { annotations } = metadata as { annotations?: Record<string, string> };
      return annotations?.[key] === value ? undefined : `the annotation ${key}: ${show(annotations?.[key])}`;
    },
  };
}

/** A request asks the platform's own Composition, within the limits of its parameters. */
function sameRequestGuard(api: DataApi, expected: Json): ManifestGuard {
  return {
    rule: `${Object.keys(expected).join(', ')} and nothing beside them, each parameter within its limits`,
    breach: ({ spec }) => changedSpec(api, expected, (spec ?? {}) as Json),
  };
}

function changedSpec(api: DataApi, expected: Json, actual: Json): string | undefined {
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter((field) => field !== 'parameters');
  const changed = fields.find((field) => canonical(expected[field]) !== canonical(actual[field]));
  if (changed) return `the field ${changed}: ${show(actual[changed])}`;
  const given = (actual.parameters ?? {}) as Json;
  const unknown = Object.keys(given).find((key) => !(key in api.parameters));
  if (unknown) return `the parameter ${unknown}`;
  const broken = Object.entries(api.parameters).find(([key, { limit }]) => {
    const isLeftOut = given[key] === undefined && !api.required.includes(key);
    return !isLeftOut && breach(key, given[key], limit) !== undefined;
  });
  return broken ? `${broken[0]}: ${show(given[broken[0]])}` : api.breach?.(given);
}
