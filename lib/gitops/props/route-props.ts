/** Where requests for a host and some paths go. */
export interface AppRoute {
  /** The host under which it is reached from outside the cluster. */
  readonly host: string;
  /**
   * The paths below the host.
   *
   * @default ['/']
   */
  readonly paths?: string[];
  /**
   * Whether only the paths themselves are meant, and not what is below them.
   *
   * @default false
   */
  readonly exact?: boolean;
  /**
   * The name of the further process that gets the requests.
   *
   * @default - the application itself
   */
  readonly workload?: string;
  /**
   * The port of that process that gets them: its port or one of its extraPorts. It opens to the environment's ingress.
   *
   * @default - port
   */
  readonly port?: number;
  /**
   * The Secret with the certificate of the host, for an Ingress.
   *
   * @default - one from the environment's certificateIssuer, or the ingress controller's own certificate
   */
  readonly tlsSecretName?: string;
  /**
   * The name of another Ingress, `<serviceName>-<ingressName>`, for routes that need annotations of their own.
   *
   * @default - the Ingress of the application
   */
  readonly ingressName?: string;
  /**
   * Annotations of the Ingress of that name, beside those of all Ingresses of the application.
   *
   * @default - none
   */
  readonly ingressAnnotations?: Record<string, string>;
  /**
   * The Gateway's listener, its sectionName, for an HTTPRoute.
   *
   * @default - the environment's gatewayListener
   */
  readonly listener?: string;
  /**
   * Headers that requests get, or have instead of their own, for an HTTPRoute.
   *
   * @default - none
   */
  readonly requestHeaders?: Record<string, string>;
  /**
   * Headers that requests lose, for an HTTPRoute.
   *
   * @default - none
   */
  readonly removedRequestHeaders?: string[];
  /**
   * Headers that answers get, or have instead of their own, for an HTTPRoute.
   *
   * @default - none
   */
  readonly responseHeaders?: Record<string, string>;
  /**
   * Headers that answers lose, for an HTTPRoute.
   *
   * @default - none
   */
  readonly removedResponseHeaders?: string[];
  /**
   * What comes instead of the path that the route names, for an HTTPRoute: `/` takes it away.
   *
   * @default - the path stays
   */
  readonly rewritePath?: string;
  /**
   * The host that the application reads instead of the one that was asked for, for an HTTPRoute.
   *
   * @default - the host stays
   */
  readonly rewriteHost?: string;
  /**
   * Where whoever asks is sent instead, for an HTTPRoute. No process gets the request then.
   *
   * @default - nowhere
   */
  readonly redirect?: RouteRedirect;
  /**
   * After how many seconds the gateway gives up a request, from 1 to 86400, for an HTTPRoute.
   *
   * @default - the gateway's own
   */
  readonly timeoutSeconds?: number;
  /**
   * After how many seconds it gives up one attempt, from 1 to 86400, for an HTTPRoute.
   *
   * @default - the gateway's own
   */
  readonly backendTimeoutSeconds?: number;
}

/** Where whoever asks for a route is sent. Something has to differ from what was asked for. */
export interface RouteRedirect {
  /**
   * The host.
   *
   * @default - the host that was asked for
   */
  readonly host?: string;
  /**
   * What comes instead of the path that the route names.
   *
   * @default - the path stays
   */
  readonly path?: string;
  /**
   * Whether browsers and search engines may keep it: 301 instead of 302.
   *
   * @default false
   */
  readonly permanent?: boolean;
}
