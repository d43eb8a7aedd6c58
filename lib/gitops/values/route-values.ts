/** An Ingress by its own host, as charts have it. */
export interface IngressValues {
  readonly enabled: boolean;
  readonly className?: string;
  readonly host?: string;
  readonly path?: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** Whether it is served over HTTPS, with the controller's own certificate if there is no `tlsSecret`; absent means with that only. */
  readonly tls?: boolean;
  /** The Secret with the certificate of the host. */
  readonly tlsSecret?: string;
}

/** An HTTPRoute by its own host. */
export interface HttpRouteValues {
  readonly enabled: boolean;
  readonly host?: string;
  readonly path?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly gateway?: { readonly name: string; readonly namespace: string; readonly sectionName?: string };
}

/** A further Ingress: what it has besides the application's annotations, and its spec as Kubernetes has it. */
export interface FurtherIngressValues {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: IngressSpecValues;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressSpec */
export interface IngressSpecValues {
  readonly ingressClassName?: string;
  readonly rules: readonly IngressRuleValues[];
  readonly tls?: readonly { readonly hosts: readonly string[]; readonly secretName?: string }[];
}

export interface IngressRuleValues {
  readonly host: string;
  readonly http: {
    readonly paths: readonly {
      readonly path: string;
      readonly pathType: 'Exact' | 'Prefix';
      readonly backend: { readonly service: { readonly name: string; readonly port: { readonly name: string } } };
    }[];
  };
}

/** A further HTTPRoute. */
export interface FurtherHttpRouteValues {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: HttpRouteSpecValues;
}

/**
 * What is a default of the API inside of a list is written out: Argo CD would see a difference for ever.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
export interface HttpRouteSpecValues {
  readonly parentRefs: readonly ParentRefValues[];
  readonly hostnames: readonly string[];
  readonly rules: readonly HttpRuleValues[];
}

export interface ParentRefValues {
  readonly group: 'gateway.networking.k8s.io';
  readonly kind: 'Gateway';
  readonly name: string;
  readonly namespace: string;
  readonly sectionName?: string;
}

export interface HttpRuleValues {
  readonly matches: readonly HttpMatchValues[];
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
  readonly backendRefs?: readonly BackendRefValues[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

export interface HttpMatchValues {
  readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string };
}

export interface BackendRefValues {
  readonly group: '';
  readonly kind: 'Service';
  readonly name: string;
  readonly port: number;
  readonly weight: 1;
}
