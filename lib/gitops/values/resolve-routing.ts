import type { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { Routing } from '../props/gitops-app-props';
import type { AppValues } from './app-values';
import { httpRouteOf, httpRoutesOf, redirectsOf } from './resolve-http-routes';
import { ingressesOf, ingressOf } from './resolve-ingresses';

type RoutingValues = Pick<AppValues, 'ingress' | 'httpRoute' | 'ingresses' | 'httpRoutes'>;

const NONE: RoutingValues = { ingress: { enabled: false, annotations: {} }, httpRoute: { enabled: false } };

/** How requests come in: by one host in values that charts know, or by any routes as Kubernetes has them. */
export function routingOf(app: GitOpsAppProps, context: StackContext): RoutingValues {
  const { host, routing = Routing.INGRESS, routes = [] } = app;
  if (host === undefined && routes.length === 0) return NONE;
  const isShort = routes.length === 0;
  if (routing === Routing.INGRESS) {
    return isShort ? { ...NONE, ingress: ingressOf(app, context) } : { ...NONE, ingresses: ingressesOf(app, context) };
  }
  const all = httpRoutesOf(app, context);
  const httpRoutes = { ...(!isShort && all), ...redirectsOf(all, app, context) };
  return {
    ...NONE,
    ...(isShort && { httpRoute: httpRouteOf(app, context) }),
    ...(Object.keys(httpRoutes).length > 0 && { httpRoutes }),
  };
}
