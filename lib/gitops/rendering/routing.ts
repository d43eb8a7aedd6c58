import type { ManifestProps } from '../../output/manifests';
import type { AppValues, ServiceValues } from '../values/app-values';
import type {
  FurtherHttpRouteValues,
  FurtherIngressValues,
  HttpRouteSpecValues,
  HttpRouteValues,
  IngressSpecValues,
} from '../values/route-values';
import { sortedEntries } from './k8s';
import { objectMetadata } from './metadata';
import { portNameOf, servicePortOf } from './service';
import { afterMigration } from './sync-order';

/** Every object by which requests come in from outside the cluster. */
export function routingObjects(values: AppValues): ManifestProps[] {
  const { ingress: byIngress, httpRoute: byRoute, ingresses = {}, httpRoutes = {} } = values;
  return [
    ...(byIngress.enabled ? [ingress(values)] : []),
    ...sortedEntries(ingresses).map(([name, one]) => furtherIngress(values, name, one)),
    ...(byRoute.enabled ? [httpRoute(values)] : []),
    ...sortedEntries(httpRoutes).map(([name, one]) => furtherHttpRoute(values, name, one)),
  ];
}

/** The Ingress by which requests for the application's host come in. */
function ingress(values: AppValues): ManifestProps {
  const { className, host, path, annotations, tlsSecret, tls = tlsSecret !== undefined } = values.ingress;
  const backend = { service: { name: values.name, port: { name: portNameOf(values.service) } } };
  const spec: IngressSpecValues = {
    ...(className !== undefined && { ingressClassName: className }),
    rules: [{ host: host!, http: { paths: [{ path: path!, pathType: 'Prefix', backend }] } }],
    ...(tls && { tls: [{ hosts: [host!], ...(tlsSecret !== undefined && { secretName: tlsSecret }) }] }),
  };
  return furtherIngress(values, values.name, { annotations, spec });
}

function furtherIngress(values: AppValues, name: string, { annotations, spec }: FurtherIngressValues): ManifestProps {
  const metadata = objectMetadata(values, name, { annotations: { ...afterMigration(values), ...annotations } });
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec };
}

/**
 * The HTTPRoute by which they come in where the environment has a gateway. What is a default of the API inside of a list is
 * written out: Argo CD would see a difference for ever.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
function httpRoute(values: AppValues): ManifestProps {
  // What is enabled has all of these.
  const { host, path, gateway, annotations } = values.httpRoute as Required<HttpRouteValues>;
  const port = servicePortOf(values.service as Required<ServiceValues>);
  const { name, namespace, sectionName } = gateway;
  const spec: HttpRouteSpecValues = {
    parentRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name,
        namespace,
        ...(sectionName !== undefined && { sectionName }),
      },
    ],
    hostnames: [host],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: path } }],
        backendRefs: [{ group: '', kind: 'Service', name: values.name, port, weight: 1 }],
      },
    ],
  };
  return furtherHttpRoute(values, values.name, { annotations, spec });
}

function furtherHttpRoute(values: AppValues, name: string, { annotations, spec }: FurtherHttpRouteValues): ManifestProps {
  const metadata = objectMetadata(values, name, { annotations: { ...afterMigration(values), ...annotations } });
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec };
}
