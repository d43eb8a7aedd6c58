import type { Limit } from '../../core/limits';
import { LABEL_KEY } from '../../core/names';
import { isWritable } from '../../core/text';

/** A path that somebody requests over HTTP: a URL has no white space and no control characters. */
export const HTTP_PATH: Limit = {
  type: 'string',
  pattern: '^/[^\\s\\x00-\\x1f\\x7f]*$',
  example: '/healthz',
  maxLength: 1024,
  description: 'a path that begins with / such as /healthz',
};

/** Parts of a path that Ingress and HTTPRoute refuse, since a proxy may resolve them. */
const AMBIGUOUS = ['//', '/./', '/../', '%2f', '%2F'] as const;
const AMBIGUOUS_ENDS = ['/.', '/..'] as const;

/**
 * A path of a route.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go (invalidPathSequences)
 */
export const ROUTE_PATH: Limit = {
  ...HTTP_PATH,
  example: '/payments',
  description: `a path that begins with /, without ${AMBIGUOUS.slice(0, -1).join(', ')}`,
  fault: pathFault,
};

function pathFault(path: string): string | undefined {
  const part = AMBIGUOUS.find((each) => path.includes(each)) ?? AMBIGUOUS_ENDS.find((each) => path.endsWith(each));
  if (part === undefined) return undefined;
  return part === '//' ? `write '${path.replace(/\/+/g, '/')}'` : `write the path without '${part}'`;
}

/**
 * What the path of an HTTPRoute consists of: the characters of RFC 3986, without the start of a fragment.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch
 */
export const HTTP_ROUTE_PATH: Limit = {
  ...ROUTE_PATH,
  pattern: "^/([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})*$",
  description: 'a path of the characters that a URL may have, others as % and two hexadecimal digits',
};

/**
 * The name of a container's port: at most 15 characters with one letter or more, no hyphen at an end or beside another.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go (IsValidPortName)
 */
export const PORT_NAME: Limit = {
  type: 'string',
  pattern: '^([0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  example: 'grpc',
  maxLength: 15,
  description: 'lowercase letters, digits and single hyphens, one letter or more, at most 15 characters',
};

/** The protocols that Kubernetes itself names; others are those of IANA. */
const OF_KUBERNETES = ['h2c', 'ws', 'wss'];

/**
 * What is spoken on a port: a name of IANA, or one with a prefix.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
 */
export const APP_PROTOCOL: Limit = {
  ...LABEL_KEY,
  example: 'grpc',
  description: 'a protocol such as grpc, https or kubernetes.io/h2c',
  fault: (name) => (OF_KUBERNETES.includes(name) ? `write 'kubernetes.io/${name}'` : undefined),
};

/** What Kubernetes takes as text, within reason; no argument and no variable of a program can have NUL. */
export const TEXT: Limit = {
  type: 'string',
  maxLength: 131072,
  description: 'text without NUL, at most 131072 characters',
  fault: (text) => (isWritable(text) ? undefined : 'remove NUL'),
};
