/** A service in one environment, as metrics know it. */
export interface Subject {
  readonly service: string;
  readonly environment: string;
  /** The AWS account of the environment. */
  readonly account: string;
  /** Its namespace, which no other service has: with it alone every metric of Kubernetes is told apart. */
  readonly namespace: string;
}

/**
 * The labels of everything that Prometheus reads from the pods that serve. The operator writes them: `job` is the name of the
 * Service, unless a ServiceMonitor says otherwise.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec
 */
export function scraped({ namespace, service }: Subject): Record<string, string> {
  return { namespace, job: service };
}
