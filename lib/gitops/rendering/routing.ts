import type { ManifestProps } from '../../output/manifests';
import type { AppValues, HttpRouteValues, ServiceValues } from '../values/app-values';
import { k8s } from './k8s';
import { objectMetadata } from './metadata';
import { HTTP } from './service';
import { afterMigration } from './sync-order';

/** An HTTPRoute, as far as one is written here. */
interface HttpRouteSpec {
  readonly parentRefs: readonly { readonly name: string; readonly namespace: string; readonly sectionName?: string }[];
  readonly hostnames: readonly string[];
  readonly rules: readonly {
    readonly matches: readonly { readonly path: { readonly type: 'PathPrefix'; readonly value: string } }[];
    readonly backendRefs: readonly { readonly name: string; readonly port: number }[];
  }[];
}

/** The Ingress by which requests for the application's host come in. */
export function ingress(values: AppValues): ManifestProps {
  const { className, host, path, annotations, tlsSecret } = values.ingress;
  const backend = { service: { name: values.name, port: { name: HTTP } } };
  return k8s().KubeIngress.manifest({
    metadata: objectMetadata(values, values.name, { annotations: { ...afterMigration(values), ...annotations } }),
    spec: {
      ingressClassName: className,
      rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
      tls: tlsSecret === undefined ? undefined : [{ hosts: [host!], secretName: tlsSecret }],
    },
  }) as ManifestProps;
}

/**
 * The HTTPRoute by which they come in where the environment has a gateway.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
export function httpRoute(values: AppValues): ManifestProps {
  // What is enabled has all of these.
  const { host, path, gateway } = values.httpRoute as Required<HttpRouteValues>;
  const { port } = values.service as Required<ServiceValues>;
  const { name, namespace, sectionName } = gateway;
  const spec: HttpRouteSpec = {
    parentRefs: [{ name, namespace, ...(sectionName !== undefined && { sectionName }) }],
    hostnames: [host],
    rules: [{ matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [{ name: values.name, port }] }],
  };
  const metadata = objectMetadata(values, values.name, { annotations: afterMigration(values) });
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec };
}
