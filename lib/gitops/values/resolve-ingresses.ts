import { nameFrom } from '../../core/names';
import type { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { AppRoute } from '../props/route-props';
import { ROUTE_SETTINGS } from '../settings/route-settings';
import { exceptionOf, plainHttpOf } from './plain-http';
import { allRoutes, targetOf } from './route-targets';
import type { FurtherIngressValues, IngressRuleValues, IngressSpecValues, IngressValues } from './route-values';

/** By which cert-manager makes a certificate for each Secret of an Ingress. */
const CLUSTER_ISSUER = 'cert-manager.io/cluster-issuer';
/** The same with an issuer of the namespace, of which there can be only one of the two. */
const ISSUER = 'cert-manager.io/issuer';

type Tls = NonNullable<IngressSpecValues['tls']>;

/** The Ingress of an application with one host. */
export function ingressOf(app: GitOpsAppProps, context: StackContext): IngressValues {
  const { host, path = '/' } = app;
  const isPlain = plainHttpOf(app, context) !== undefined;
  const secret = isPlain ? undefined : secretOf(app, context, allRoutes(app)[0]);
  return {
    enabled: true,
    className: context.environment.ingressClass,
    host,
    path,
    annotations: annotationsOf(app, context, allRoutes(app)),
    ...(!isPlain && { tls: true }),
    ...(secret !== undefined && { tlsSecret: secret }),
  };
}

/** The Ingresses of an application with routes: one, and one for each name that routes give. */
export function ingressesOf(app: GitOpsAppProps, context: StackContext): Record<string, FurtherIngressValues> {
  const routes = allRoutes(app);
  const names = [...new Set(routes.map(({ ingressName }) => ingressName))];
  return Object.fromEntries(
    names.map((name) => {
      const own = routes.filter(({ ingressName }) => ingressName === name);
      const annotations = annotationsOf(app, context, own);
      const { serviceName } = app.service;
      const ingress = { ...(Object.keys(annotations).length > 0 && { annotations }), spec: specOf(app, context, own) };
      return [name === undefined ? serviceName : `${serviceName}-${name}`, ingress];
    }),
  );
}

function specOf(app: GitOpsAppProps, context: StackContext, routes: readonly AppRoute[]): IngressSpecValues {
  const hosts = hostsOf(routes);
  return {
    ingressClassName: context.environment.ingressClass,
    rules: hosts.map((host) => ruleOf(app, host, routes)),
    ...(plainHttpOf(app, context) === undefined && { tls: tlsOf(app, context, routes) }),
  };
}

function ruleOf(app: GitOpsAppProps, host: string, routes: readonly AppRoute[]): IngressRuleValues {
  const paths = routes
    .filter((route) => route.host === host)
    .flatMap((route) => {
      const { name, serviceName } = targetOf(app, route)!;
      const { exact, paths: all } = ROUTE_SETTINGS.resolveAll(route);
      const backend = { service: { name: serviceName, port: { name } } };
      return all.map((path) => ({ path, pathType: exact ? ('Exact' as const) : ('Prefix' as const), backend }));
    });
  return { host, http: { paths } };
}

/** A certificate for each host; those of the controller itself have no name. */
function tlsOf(app: GitOpsAppProps, context: StackContext, routes: readonly AppRoute[]): Tls {
  const secrets = hostsOf(routes).map((host) => ({ host, secret: secretOf(app, context, routeWithSecret(routes, host)) }));
  const named = secrets.flatMap(({ host, secret }) => (secret === undefined ? [] : [{ hosts: [host], secretName: secret }]));
  const unnamed = secrets.flatMap(({ host, secret }) => (secret === undefined ? [host] : []));
  return [...named, ...(unnamed.length > 0 ? [{ hosts: unnamed }] : [])];
}

function routeWithSecret(routes: readonly AppRoute[], host: string): AppRoute {
  const own = routes.filter((route) => route.host === host);
  return own.find(({ tlsSecretName }) => tlsSecretName !== undefined) ?? own[0];
}

/** The Secret of a host. Its name follows from the host, so that no other route changes it. */
function secretOf(app: GitOpsAppProps, { environment }: StackContext, { host, tlsSecretName }: AppRoute): string | undefined {
  if (tlsSecretName !== undefined) return tlsSecretName;
  if (environment.certificateIssuer === undefined) return undefined;
  const { serviceName } = app.service;
  return host === app.host ? `${serviceName}-tls` : `${serviceName}-${nameFrom(host)}-tls`;
}

/** What the platform says, then what the team says. */
function annotationsOf(app: GitOpsAppProps, context: StackContext, routes: readonly AppRoute[]): Record<string, string> {
  const { certificateIssuer, ingressAnnotations } = context.environment;
  const given = { ...app.ingressAnnotations, ...Object.assign({}, ...routes.map((route) => route.ingressAnnotations)) };
  const isIssued =
    certificateIssuer !== undefined &&
    plainHttpOf(app, context) === undefined &&
    !Object.hasOwn(given, ISSUER) &&
    hostsOf(routes).some((host) => routeWithSecret(routes, host).tlsSecretName === undefined);
  return {
    ...ingressAnnotations,
    ...(isIssued && { [CLUSTER_ISSUER]: certificateIssuer }),
    ...given,
    ...exceptionOf(app, context),
  };
}

function hostsOf(routes: readonly AppRoute[]): string[] {
  return [...new Set(routes.map(({ host }) => host))];
}
