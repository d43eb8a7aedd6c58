import { breach } from '../../core/limits';
import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import { HTTP_ROUTE_PATH, ROUTE_PATH } from '../limits/kubernetes-limits';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { Routing } from '../props/gitops-app-props';
import type { AppRoute } from '../props/route-props';
import { placeOf } from '../routes';
import { ROUTE_SETTINGS } from '../settings/route-settings';
import { objectsOf } from './objects';
import { isSound } from './sound';
import { validateTarget } from './target-checks';

/** What says something of hosts has nothing to say without one. */
const OF_HOSTS = ['routing', 'plainHttpReason', 'ingressAnnotations'] as const;
const OF_OWN_HOST = ['path', 'tlsSecretName'] as const;
const OF_INGRESS = ['tlsSecretName', 'ingressAnnotations'] as const;

const ROUTE_OF_INGRESS = ['tlsSecretName', 'ingressName', 'ingressAnnotations'] as const;
const ROUTE_OF_HTTP_ROUTE = [
  'listener',
  'requestHeaders',
  'removedRequestHeaders',
  'responseHeaders',
  'removedResponseHeaders',
  'rewritePath',
  'rewriteHost',
  'redirect',
  'timeoutSeconds',
  'backendTimeoutSeconds',
] as const;

/** What is for the process that gets the requests. */
const OF_PROCESS = [
  'workload',
  'port',
  'rewritePath',
  'rewriteHost',
  'requestHeaders',
  'removedRequestHeaders',
  'timeoutSeconds',
  'backendTimeoutSeconds',
] as const;

/** How many paths one rule of an HTTPRoute can have. */
const MATCHES = 64;

/** A route and where it is. */
interface Placed {
  readonly path: string;
  readonly route: AppRoute;
}

/** Checks the host of the application and its routes. */
export function validateRoutes(validation: Validation, props: GitOpsAppProps): void {
  validateHost(validation, props);
  const routes = objectsOf(props.routes).map((route, index): Placed => ({ path: `routes[${index}]`, route }));
  const sound = routes.filter(({ route }) => isSound(ROUTE_SETTINGS, route));
  for (const { path, route } of sound) validateRoute(validation, path, route, props);
  validatePlaces(validation, props, sound);
  validateOneForEachHost(validation, sound);
}

function validateHost(validation: Validation, props: GitOpsAppProps): void {
  const { host, path, port, routes, routing = Routing.INGRESS } = props;
  if (host !== undefined && port === undefined) {
    const allowed = 'a host for an application with a port';
    validation.add({ path: 'host', got: show(host), allowed, fix: 'give port, or remove host' });
  }
  if (routing === Routing.HTTP_ROUTE && path !== undefined && breach('path', path, ROUTE_PATH) === undefined) {
    validation.required('path', path, HTTP_ROUTE_PATH);
  }
  const hasHost = host !== undefined || (Array.isArray(routes) && routes.length > 0);
  for (const key of [...OF_OWN_HOST, ...OF_HOSTS]) {
    const isOfOwn = (OF_OWN_HOST as readonly string[]).includes(key);
    const isMissing = isOfOwn ? host === undefined : !hasHost;
    const isOthers = (OF_INGRESS as readonly string[]).includes(key) && routing !== Routing.INGRESS;
    if (props[key] === undefined || !(isMissing || isOthers)) continue;
    const allowed = isMissing ? 'nothing without a host' : 'nothing beside an HTTPRoute: its gateway has certificates and filters';
    validation.add({ path: key, got: show(props[key]), allowed, fix: isMissing ? 'give host' : `remove ${key}` });
  }
  validatePlain(validation, 'tlsSecretName', props.tlsSecretName, props);
}

/** Whoever serves plain HTTP has no use for a certificate. */
function validatePlain(validation: Validation, path: string, secret: unknown, { plainHttpReason }: GitOpsAppProps): void {
  if (secret === undefined || plainHttpReason === undefined) return;
  const allowed = 'nothing beside plainHttpReason: there is no TLS then';
  validation.add({ path, got: show(secret), allowed, fix: 'remove one of the two' });
}

function validateRoute(validation: Validation, path: string, route: AppRoute, props: GitOpsAppProps): void {
  validateKind(validation, path, route, props);
  validatePlain(validation, `${path}.tlsSecretName`, route.tlsSecretName, props);
  validatePaths(validation, path, route, props);
  validateTarget(validation, path, route, props);
  validateFilters(validation, path, route);
  if (route.ingressAnnotations !== undefined && route.ingressName === undefined) {
    const allowed = 'nothing without ingressName: annotations hold for all of an Ingress';
    const fix = "write ingressName: 'grpc', or move them to the application's ingressAnnotations";
    validation.add({ path: `${path}.ingressAnnotations`, got: show(route.ingressAnnotations), allowed, fix });
  }
}

/** What only the other kind of route has. */
function validateKind(validation: Validation, path: string, route: AppRoute, { routing = Routing.INGRESS }: GitOpsAppProps): void {
  const isIngress = routing === Routing.INGRESS;
  for (const key of isIngress ? ROUTE_OF_HTTP_ROUTE : ROUTE_OF_INGRESS) {
    if (route[key] === undefined) continue;
    const allowed = isIngress
      ? 'nothing beside an Ingress, which has no field for it'
      : 'nothing beside an HTTPRoute: its gateway has the certificates';
    const fix = isIngress
      ? 'write routing: Routing.HTTP_ROUTE, or use an annotation of the ingress controller'
      : `remove ${key}, or write routing: Routing.INGRESS`;
    validation.add({ path: `${path}.${key}`, got: show(route[key]), allowed, fix });
  }
}

function validatePaths(validation: Validation, path: string, { paths }: AppRoute, { routing }: GitOpsAppProps): void {
  if (paths === undefined) return;
  if (paths.length === 0 || paths.length > MATCHES) {
    const fix = paths.length === 0 ? 'leave it out for all paths' : 'make several routes';
    validation.add({ path: `${path}.paths`, got: `${paths.length} paths`, allowed: `1 to ${MATCHES} paths`, fix });
  }
  if (routing !== Routing.HTTP_ROUTE) return;
  paths.forEach((one, index) => {
    validation.required(`${path}.paths[${index}]`, one, HTTP_ROUTE_PATH);
  });
}

function validateFilters(validation: Validation, path: string, route: AppRoute): void {
  const { redirect } = route;
  if (redirect && redirect.host === undefined && redirect.path === undefined) {
    const fix = "write redirect: { host: 'www.acme.io' }";
    validation.add({ path: `${path}.redirect`, got: show(redirect), allowed: 'another host or path', fix });
  }
  for (const key of OF_PROCESS) {
    if (!redirect || route[key] === undefined) continue;
    const allowed = 'nothing beside redirect: no process gets the request';
    validation.add({ path: `${path}.${key}`, got: show(route[key]), allowed, fix: `remove ${key}` });
  }
  validateTimeouts(validation, path, route);
}

function validateTimeouts(validation: Validation, path: string, { timeoutSeconds, backendTimeoutSeconds }: AppRoute): void {
  const isIncomplete = typeof timeoutSeconds !== 'number' || typeof backendTimeoutSeconds !== 'number';
  if (isIncomplete || backendTimeoutSeconds <= timeoutSeconds) return;
  const allowed = `at most timeoutSeconds, which is ${timeoutSeconds}`;
  const fix = 'give up an attempt before the request';
  validation.add({ path: `${path}.backendTimeoutSeconds`, got: show(backendTimeoutSeconds), allowed, fix });
}

/** Two routes at one place: which one gets a request is up to the controller. */
function validatePlaces(validation: Validation, { host, path = '/' }: GitOpsAppProps, routes: readonly Placed[]): void {
  const isOwn = typeof host === 'string' && typeof path === 'string';
  const own = isOwn ? [{ at: 'host', place: placeOf({ host, path, exact: false }) }] : [];
  const further = routes.flatMap(({ path: at, route: { host: one, paths = ['/'], exact = false } }) =>
    paths.map((each, position) => ({
      at: `${at}${paths.length > 1 ? `.paths[${position}]` : ''}`,
      place: placeOf({ host: one, path: each, exact }),
    })),
  );
  const all = [...own, ...further];
  all.forEach(({ at, place }, index) => {
    const other = all.slice(0, index).find((one) => one.place === place);
    if (!other) return;
    const allowed = `a host and path that ${other.at} does not have`;
    validation.add({ path: at, got: show(place), allowed, fix: 'give one of the two another host or path' });
  });
}

/** What a host has once. */
function validateOneForEachHost(validation: Validation, routes: readonly Placed[]): void {
  for (const key of ['tlsSecretName', 'listener'] as const) {
    for (const { path, route } of routes) {
      const first = routes.find(({ route: other }) => other.host === route.host && other[key] !== undefined)?.route[key];
      if (route[key] === undefined || route[key] === first) continue;
      const allowed = `one ${key} for each host, ${show(first)} for this one`;
      validation.add({ path: `${path}.${key}`, got: show(route[key]), allowed, fix: 'give all routes of the host the same' });
    }
  }
}
