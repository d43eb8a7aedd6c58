import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { AppRoute, RouteRedirect } from '../props/route-props';
import { REDIRECT_SETTINGS, ROUTE_SETTINGS } from '../settings/route-settings';
import { targetOf } from './route-targets';
import type { BackendRefValues, HttpMatchValues, HttpRuleValues } from './route-values';

/** How many rules an HTTPRoute may have, and how many matches in all of them. */
const RULES = 16;
const MATCHES = 128;

type Filter = Readonly<Record<string, unknown>>;

/** The rules of a route. A filter that replaces the path belongs to a single one. */
export function rulesOf(app: GitOpsAppProps, route: AppRoute): HttpRuleValues[] {
  const { exact, paths } = ROUTE_SETTINGS.resolveAll(route);
  const matches = paths.map((value): HttpMatchValues => ({ path: { type: exact ? 'Exact' : 'PathPrefix', value } }));
  const replaces = route.rewritePath !== undefined || route.redirect?.path !== undefined;
  const filters = filtersOf(route);
  const timeouts = timeoutsOf(route);
  const rest = {
    ...(filters.length > 0 && { filters }),
    ...(route.redirect === undefined && { backendRefs: [backendOf(app, route)] }),
    ...(timeouts && { timeouts }),
  };
  return replaces ? matches.map((match) => ({ matches: [match], ...rest })) : [{ matches, ...rest }];
}

/** Rules as the HTTPRoutes of one host can have them. */
export function ruleChunks(rules: readonly HttpRuleValues[]): HttpRuleValues[][] {
  const chunks: HttpRuleValues[][] = [];
  for (const rule of rules) {
    const last = chunks.at(-1);
    const count = (last ?? []).reduce((sum, { matches }) => sum + matches.length, rule.matches.length);
    if (last && last.length < RULES && count <= MATCHES) last.push(rule);
    else chunks.push([rule]);
  }
  return chunks;
}

function backendOf(app: GitOpsAppProps, route: AppRoute): BackendRefValues {
  const { serviceName: name, servicePort: port } = targetOf(app, route)!;
  return { group: '', kind: 'Service', name, port, weight: 1 };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter */
function filtersOf(route: AppRoute): Filter[] {
  const { requestHeaders, removedRequestHeaders, responseHeaders, removedResponseHeaders } = ROUTE_SETTINGS.resolveAll(route);
  return [
    ...headersFilter('RequestHeaderModifier', 'requestHeaderModifier', requestHeaders, removedRequestHeaders),
    ...headersFilter('ResponseHeaderModifier', 'responseHeaderModifier', responseHeaders, removedResponseHeaders),
    ...rewriteFilter(route),
    ...(route.redirect ? [redirectFilter(route.redirect, route.exact)] : []),
  ];
}

function headersFilter(type: string, key: string, headers: Record<string, string>, remove: readonly string[]): Filter[] {
  const set = Object.entries(headers).map(([name, value]) => ({ name, value }));
  if (set.length === 0 && remove.length === 0) return [];
  return [{ type, [key]: { ...(set.length > 0 && { set }), ...(remove.length > 0 && { remove: [...remove] }) } }];
}

function rewriteFilter({ exact, rewriteHost, rewritePath }: AppRoute): Filter[] {
  if (rewriteHost === undefined && rewritePath === undefined) return [];
  const urlRewrite = {
    ...(rewriteHost !== undefined && { hostname: rewriteHost }),
    ...(rewritePath !== undefined && { path: pathModifier(rewritePath, exact) }),
  };
  return [{ type: 'URLRewrite', urlRewrite }];
}

function redirectFilter(given: RouteRedirect, exact?: boolean): Filter {
  const { host, path, permanent } = REDIRECT_SETTINGS.resolveAll(given);
  const requestRedirect = {
    ...(host !== undefined && { hostname: host }),
    ...(path !== undefined && { path: pathModifier(path, exact) }),
    statusCode: permanent ? 301 : 302,
  };
  return { type: 'RequestRedirect', requestRedirect };
}

/** An exact path is replaced as a whole, and that of a prefix keeps what is below it. */
function pathModifier(path: string, exact?: boolean) {
  return exact ? { type: 'ReplaceFullPath', replaceFullPath: path } : { type: 'ReplacePrefixMatch', replacePrefixMatch: path };
}

/** A number has at most five digits there, which a day in seconds has. */
function timeoutsOf({ timeoutSeconds, backendTimeoutSeconds }: AppRoute): HttpRuleValues['timeouts'] {
  if (timeoutSeconds === undefined && backendTimeoutSeconds === undefined) return undefined;
  return {
    ...(timeoutSeconds !== undefined && { request: `${timeoutSeconds}s` }),
    ...(backendTimeoutSeconds !== undefined && { backendRequest: `${backendTimeoutSeconds}s` }),
  };
}
