import type { Limit } from '../core/limits';
import { DNS_LABEL, LABEL_KEY } from '../core/names';
import { value } from '../core/settings';
import type { Settings } from '../core/settings';
import { NAME } from './environment-forms';
import type { EnvironmentProps } from './environment-props';
import { REASON } from './reason';

/** What a controller reads. */
const ANNOTATION: Limit = { type: 'string', maxLength: 16384, description: 'text of at most 16384 characters' };

/** The settings of an environment that say where TLS ends, and with which certificate. */
export const ROUTING_SETTINGS = {
  certificateIssuer: {
    form: value(NAME),
    default: undefined,
    defaultText: "the ingress controller's own certificate",
    text: "The ClusterIssuer from which cert-manager gets a certificate for each Ingress; a Gateway's listener has its own",
  },
  ingressAnnotations: {
    form: { kind: 'map', keys: LABEL_KEY, limit: ANNOTATION },
    default: {},
    defaultText: 'none',
    text: 'Annotations of every Ingress, for a controller that needs them to serve HTTPS or to redirect to it',
  },
  gatewayListener: {
    form: value(DNS_LABEL),
    default: 'https',
    text: "The Gateway's listener with TLS, its `sectionName`, that HTTPRoutes attach to",
  },
  gatewayHttpListener: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: 'none: no HTTPRoute answers plain HTTP',
    text: "The Gateway's listener without TLS; each HTTPRoute gets a second one there that redirects to HTTPS",
  },
  plainHttpReason: {
    form: value(REASON),
    default: undefined,
    defaultText: 'HTTPS, with a redirect from HTTP',
    text: 'Why requests reach the ingress without TLS, such as a load balancer in front of it that ends TLS and redirects',
  },
} as const satisfies Partial<Settings<EnvironmentProps>>;
