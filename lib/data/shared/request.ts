import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import { ofObject } from '../../guardrails/expectations';
import type { ObjectExpectation } from '../../guardrails/expectations';
import { OBJECT_GUARDRAILS } from '../../guardrails/rows/own-requests';
import { KEEP } from '../../guardrails/rows/requests';
import { connectionSecretOf } from '../../platform/agreed-names';
import { CrossplaneApi } from '../../platform/environment-props';
import { API_VERSION } from '../crossplane/data-api';
import type { DataApi } from '../crossplane/data-api';
import type { ServiceScope } from './service-scope';

/** Adds a request for data to the documents of a service. */
export function addRequest(construct: IConstruct, scope: ServiceScope, api: DataApi, name: string, parameters: Json): ApiObject {
  const { context, environment, platform, namespace, folder } = scope;
  const isLegacy = environment.crossplaneApi === CrossplaneApi.V1;
  const hasSecret = api.connectionKeys.length > 0;
  const fields: Json = {
    ...(isLegacy && { compositeDeletePolicy: 'Foreground' }),
    ...(isLegacy && hasSecret && { writeConnectionSecretToRef: { name: connectionSecretOf(name) } }),
  };
  const identity = { apiVersion: `${platform.domain}/${API_VERSION}`, kind: api.kind };
  const metadata = { name, namespace, annotations: KEEP };
  return context.manifests.add(construct, folder, { ...identity, metadata, spec: { parameters, ...fields } }, [
    withinLimits(api, fields),
  ]);
}

/** A request uses the platform's own Composition, within the limits of its parameters. */
function withinLimits({ parameters, required }: DataApi, fields: Json): ObjectExpectation {
  const limits = Object.fromEntries(Object.entries(parameters).map(([name, { limit }]) => [name, { ...limit, description: undefined }]));
  return ofObject(OBJECT_GUARDRAILS.request, { fields, limits, required });
}
