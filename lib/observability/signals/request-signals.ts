import { RequestMetrics } from './request-metrics';
import { matching, narrowed, selector } from './selector';
import type { Matcher, Selector } from './selector';
import { scraped } from './subject';
import type { Subject } from './subject';

/** How one family of metrics counts and times requests. */
export interface RequestSignal {
  /** What it counts, for people. */
  readonly title: string;
  /** The page that names the metrics. */
  readonly source: string;
  /** Whether the pods of the service itself export it. */
  readonly ofPods: boolean;
  /** The counter of all requests of a service. */
  readonly requests: (subject: Subject) => Selector;
  /** What only the requests have that the service failed to answer. */
  readonly failed: Matcher;
  /** The same for those that it answered, errors of the caller included. */
  readonly answered: Matcher;
  /** The histogram of durations, without `_bucket`. */
  readonly duration: string;
  /** How many of the histogram's units a second has. */
  readonly perSecond: number;
  /** The bounds of the histogram in its unit; nothing else can be told apart. */
  readonly bounds: readonly number[];
  /** The label with the route, the method or the path of a request. */
  readonly route: string;
  /** The label with the status. */
  readonly status: string;
}

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration */
const OPENTELEMETRY_HTTP: RequestSignal = {
  title: 'HTTP requests',
  source: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration',
  ofPods: true,
  requests: (subject) => selector('http_server_request_duration_seconds_count', scraped(subject)),
  failed: { label: 'http_response_status_code', operator: '=~', value: '5..' },
  answered: { label: 'http_response_status_code', operator: '!~', value: '5..' },
  duration: 'http_server_request_duration_seconds',
  perSecond: 1,
  bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  route: 'http_route',
  status: 'http_response_status_code',
};

/** @see https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/#exposed-metrics */
const INGRESS_NGINX: RequestSignal = {
  title: 'Requests through ingress-nginx',
  source: 'https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/#exposed-metrics',
  ofPods: false,
  requests: ({ namespace, service }) => selector('nginx_ingress_controller_requests', {
    exported_namespace: namespace, exported_service: service,
  }),
  failed: { label: 'status', operator: '=~', value: '5..' },
  answered: { label: 'status', operator: '!~', value: '5..' },
  duration: 'nginx_ingress_controller_request_duration_seconds',
  perSecond: 1,
  bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  route: 'path',
  status: 'status',
};

/** @see https://istio.io/latest/docs/reference/config/metrics/ */
const ISTIO: RequestSignal = {
  title: 'Requests through Istio',
  source: 'https://istio.io/latest/docs/reference/config/metrics/',
  ofPods: false,
  requests: ({ namespace, service }) => selector('istio_requests_total', {
    reporter: 'destination', destination_service_namespace: namespace, destination_service_name: service,
  }),
  failed: { label: 'response_code', operator: '=~', value: '5..' },
  answered: { label: 'response_code', operator: '!~', value: '5..' },
  duration: 'istio_request_duration_milliseconds',
  perSecond: 1000,
  bounds: [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000],
  route: 'request_protocol',
  status: 'response_code',
};

/** The codes that are the server's fault. @see https://grpc.io/docs/guides/status-codes/ */
const GRPC_FAILURES = 'DataLoss|DeadlineExceeded|Internal|Unavailable|Unimplemented|Unknown';

/** @see https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus */
const GRPC: RequestSignal = {
  title: 'gRPC calls',
  source: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus',
  ofPods: true,
  requests: (subject) => selector('grpc_server_handled_total', scraped(subject)),
  failed: { label: 'grpc_code', operator: '=~', value: GRPC_FAILURES },
  answered: { label: 'grpc_code', operator: '!~', value: GRPC_FAILURES },
  duration: 'grpc_server_handling_seconds',
  perSecond: 1,
  bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  route: 'grpc_method',
  status: 'grpc_code',
};

const SIGNALS: Readonly<Record<RequestMetrics, RequestSignal>> = {
  [RequestMetrics.OPENTELEMETRY_HTTP]: OPENTELEMETRY_HTTP,
  [RequestMetrics.INGRESS_NGINX]: INGRESS_NGINX,
  [RequestMetrics.ISTIO]: ISTIO,
  [RequestMetrics.GRPC]: GRPC,
};

/** How a family of metrics counts and times requests. */
export function requestSignal(metrics: RequestMetrics): RequestSignal {
  return SIGNALS[metrics];
}

/** The requests that a service failed to answer. */
export function failedRequests(signal: RequestSignal, subject: Subject): Selector {
  return narrowed(signal.requests(subject), signal.failed);
}

/** The requests by the bounds of how long they took. */
export function durations(signal: RequestSignal, subject: Subject): Selector {
  return { metric: `${signal.duration}_bucket`, matchers: signal.requests(subject).matchers };
}

/**
 * The matcher of one bound. Prometheus 3 and OpenMetrics write a whole number as `1.0`, other clients as `1`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function upTo(bound: number): Matcher {
  const text = String(bound);
  return Number.isInteger(bound) ? matching('le', `${text}(\\.0)?`) : { label: 'le', operator: '=', value: text };
}
