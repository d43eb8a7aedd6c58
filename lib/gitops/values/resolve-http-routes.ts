import { nameFrom } from '../../core/names';
import type { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { ruleChunks, rulesOf } from './http-rules';
import { exceptionOf, plainHttpOf } from './plain-http';
import { allRoutes } from './route-targets';
import type { FurtherHttpRouteValues, HttpRouteValues, HttpRuleValues, ParentRefValues } from './route-values';

type HttpRoutes = Record<string, FurtherHttpRouteValues>;

/** The HTTPRoute of an application with one host. */
export function httpRouteOf(app: GitOpsAppProps, context: StackContext): HttpRouteValues {
  const { host, path = '/' } = app;
  const { name, namespace, sectionName } = parentOf(app, context);
  const annotations = exceptionOf(app, context);
  return {
    enabled: true,
    host,
    path,
    ...(Object.keys(annotations).length > 0 && { annotations }),
    gateway: { name, namespace, ...(sectionName !== undefined && { sectionName }) },
  };
}

/** The HTTPRoutes of an application with routes, one for each host, or more of them if it has more rules than one may have. */
export function httpRoutesOf(app: GitOpsAppProps, context: StackContext): HttpRoutes {
  const routes = allRoutes(app);
  const annotations = exceptionOf(app, context);
  const hosts = [...new Set(routes.map(({ host }) => host))];
  const entries = hosts.flatMap((host) => {
    const own = routes.filter((route) => route.host === host);
    const parent = parentOf(app, context, own.find(({ listener }) => listener !== undefined)?.listener);
    return ruleChunks(own.flatMap((route) => rulesOf(app, route))).map((rules, index) => {
      const spec = { parentRefs: [parent], hostnames: [host], rules };
      const name = `${nameOf(app, host)}${index === 0 ? '' : `-${index + 1}`}`;
      return [name, { ...(Object.keys(annotations).length > 0 && { annotations }), spec }] as const;
    });
  });
  return Object.fromEntries(entries);
}

/** What sends those who ask for plain HTTP to HTTPS, where the Gateway has a listener for them. */
export function redirectsOf(routes: HttpRoutes, app: GitOpsAppProps, context: StackContext): HttpRoutes {
  const { gatewayHttpListener } = context.environment;
  if (gatewayHttpListener === undefined || plainHttpOf(app, context) !== undefined) return {};
  const entries = Object.entries(routes).map(([name, { spec }]) => {
    const parentRefs = spec.parentRefs.map((parent) => ({ ...parent, sectionName: gatewayHttpListener }));
    return [`${name}-redirect`, { spec: { ...spec, parentRefs, rules: spec.rules.map(toHttps) } }];
  });
  return Object.fromEntries(entries);
}

function toHttps({ matches }: HttpRuleValues): HttpRuleValues {
  return { matches, filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] };
}

function parentOf(app: GitOpsAppProps, context: StackContext, listener?: string): ParentRefValues {
  const { gatewayListener, gatewayName: name, gatewayNamespace: namespace } = context.environment;
  const sectionName = listener ?? (plainHttpOf(app, context) === undefined ? gatewayListener : undefined);
  return {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name,
    namespace,
    ...(sectionName !== undefined && { sectionName }),
  };
}

/** An HTTPRoute is named after its host, so that no other route changes it. */
function nameOf({ host: own, service: { serviceName } }: GitOpsAppProps, host: string): string {
  return host === own ? serviceName : `${serviceName}-${nameFrom(host)}`;
}
