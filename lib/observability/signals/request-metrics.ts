/** Which metrics the requests of a service are counted by. */
export enum RequestMetrics {
  /** OpenTelemetry's HTTP semantic conventions, as the skeletons export them. */
  OPENTELEMETRY_HTTP = 'opentelemetry-http',
  /** ingress-nginx: what the ingress answered, pods that are not there included. */
  INGRESS_NGINX = 'ingress-nginx',
  /** Istio's standard metrics, as the proxy of the called pod reports them. */
  ISTIO = 'istio',
  /** The interceptors of go-grpc-middleware and java-grpc-prometheus. */
  GRPC = 'grpc',
}
