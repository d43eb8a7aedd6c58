import { EXACT_HOST, HOST } from '../../core/host-name';
import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { SettingsTable } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import { HTTP_ROUTE_PATH, ROUTE_PATH } from '../limits/kubernetes-limits';
import type { AppRoute, RouteRedirect } from '../props/route-props';
import { ANNOTATIONS, BOOLEAN, integer, NAME, PORT_NUMBER, value } from './forms';

/** The name of a header, a token of RFC 9110. */
const HEADER: Limit = {
  type: 'string',
  pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$",
  example: 'X-Frame-Options',
  maxLength: 256,
  description: 'the name of a header such as X-Frame-Options',
};

/** What a header may say: what can be printed, with spaces and tabs between it. */
const HEADER_VALUE: Limit = {
  type: 'string',
  pattern: '^[!-~]([!-~ \\t]*[!-~])?$',
  example: 'DENY',
  maxLength: 4096,
  description: 'printable ASCII on one line, at most 4096 characters',
};

const HEADERS: Form = { kind: 'map', keys: HEADER, limit: HEADER_VALUE };
const HEADER_NAMES: Form = { kind: 'list', limit: HEADER };

const REDIRECT_TABLE = {
  host: { form: value(EXACT_HOST), default: undefined, defaultText: 'the host that was asked for', text: 'The host' },
  path: {
    form: value(HTTP_ROUTE_PATH),
    default: undefined,
    defaultText: 'the path stays',
    text: 'What replaces the path that the route names',
  },
  permanent: { form: BOOLEAN, default: false, text: 'Whether clients may cache it: 301 instead of 302' },
} as const satisfies Settings<RouteRedirect>;

/** Where whoever asks is sent. */
export const REDIRECT_SETTINGS = new SettingsTable<RouteRedirect, typeof REDIRECT_TABLE>(REDIRECT_TABLE);

const ROUTE_TABLE = {
  host: { form: value(HOST), required: true, text: 'The host name' },
  paths: { form: { kind: 'list', limit: ROUTE_PATH }, default: ['/'], text: 'The paths below the host' },
  exact: { form: BOOLEAN, default: false, text: 'Whether only the paths themselves match, and nothing below them' },
  workload: {
    form: NAME,
    default: undefined,
    defaultText: 'the application itself',
    text: 'The name of one of `workloads` that gets the requests',
  },
  port: {
    form: PORT_NUMBER,
    default: undefined,
    defaultText: '`port`',
    text: 'The port that gets them: `port` or one of `extraPorts` of that process',
  },
  tlsSecretName: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: "one from the environment's certificateIssuer, or the ingress controller's own certificate",
    text: "Ingress: the Secret with the host's certificate",
  },
  ingressName: {
    form: NAME,
    default: undefined,
    defaultText: 'the Ingress of the application',
    text: 'Ingress: the name of another Ingress, `<serviceName>-<ingressName>`, for routes with annotations of their own',
  },
  ingressAnnotations: { form: ANNOTATIONS, default: {}, defaultText: 'none', text: 'Ingress: the annotations of that Ingress' },
  listener: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: "the environment's `gatewayListener`",
    text: "HTTPRoute: the Gateway's listener, its `sectionName`",
  },
  requestHeaders: { form: HEADERS, default: {}, defaultText: 'none', text: 'HTTPRoute: headers that are set in requests' },
  removedRequestHeaders: {
    form: HEADER_NAMES,
    default: [],
    defaultText: 'none',
    text: 'HTTPRoute: headers that are removed from requests',
  },
  responseHeaders: { form: HEADERS, default: {}, defaultText: 'none', text: 'HTTPRoute: headers that are set in responses' },
  removedResponseHeaders: {
    form: HEADER_NAMES,
    default: [],
    defaultText: 'none',
    text: 'HTTPRoute: headers that are removed from responses',
  },
  rewritePath: {
    form: value(HTTP_ROUTE_PATH),
    default: undefined,
    defaultText: 'the path stays',
    text: 'HTTPRoute: what replaces the path that the route names; `/` removes it',
  },
  rewriteHost: {
    form: value(EXACT_HOST),
    default: undefined,
    defaultText: 'the host stays',
    text: 'HTTPRoute: the host that the application reads',
  },
  redirect: {
    form: { kind: 'props', table: REDIRECT_SETTINGS },
    default: undefined,
    defaultText: 'nowhere',
    text: 'HTTPRoute: where the client is redirected instead, a `RouteRedirect`',
  },
  timeoutSeconds: {
    form: integer(1, 86400),
    default: undefined,
    defaultText: "the gateway's own",
    text: 'HTTPRoute: the most time for a request, 1 to 86400 seconds',
  },
  backendTimeoutSeconds: {
    form: integer(1, 86400),
    default: undefined,
    defaultText: "the gateway's own",
    text: 'HTTPRoute: the most time for one attempt, at most `timeoutSeconds`',
  },
} as const satisfies Settings<AppRoute>;

/** Where requests for a host go. */
export const ROUTE_SETTINGS = new SettingsTable<AppRoute, typeof ROUTE_TABLE>(ROUTE_TABLE);
