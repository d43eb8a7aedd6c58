/** What a service of the example organisation has, as far as exporters see it. */
export interface ServiceHistory {
  readonly service: string;
  readonly environment: string;
  readonly team: string;
  readonly account: string;
  readonly replicas: number;
  readonly serves: boolean;
  /** The job that runs at fixed times. */
  readonly cronJob?: string;
  readonly databases?: readonly string[];
  readonly caches?: readonly string[];
  readonly buckets?: readonly string[];
  readonly queues?: readonly string[];
  readonly tables?: readonly string[];
  readonly notifications?: readonly string[];
  readonly topics?: readonly string[];
}

/** When the history begins and ends, in seconds, and how often it was scraped. */
export interface Period {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

type Labels = Readonly<Record<string, string>>;

/** The value of a series at a time: a number of seconds since the history began, and the share of the whole that it is. */
type Shape = (seconds: number, share: number) => number;

/** The same for a series that is not always there. */
type MaybeShape = (seconds: number, share: number) => number | undefined;

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Requests per second of one pod: a wave, as days have it. */
const traffic = (base: number): Shape => (_, share) => base * (1 + 0.4 * Math.sin(share * 4 * Math.PI));

/** Between these shares of the history one request in ten fails. */
const INCIDENT = { from: 0.55, to: 0.62 };

/** When the new version was deployed. */
const DEPLOYED = 0.5;

/**
 * What a Prometheus would have scraped, in the text format of OpenMetrics, written from the exporters' own documentation and not
 * from what the dashboards ask.
 *
 * @param hasPlatform whether it has the platform too, of which there is one for all services
 */
export function openMetrics(services: readonly ServiceHistory[], period: Period, hasPlatform = true): string {
  const text = new History(period);
  for (const service of services) {
    const namespace = `${service.service}-${service.environment}`;
    if (service.serves) requests(text, service, namespace);
    kubernetes(text, service, namespace);
    data(text, service);
    ownWork(text, service, namespace);
  }
  if (!hasPlatform) return text.toString();
  platform(text);
  for (const environment of new Set(services.map((each) => each.environment))) platformAlert(text, environment);
  return text.toString();
}

function requests(text: History, { replicas, service }: ServiceHistory, namespace: string): void {
  const routes = [['GET', '/orders/{id}', 12, 0.01], ['POST', '/orders', 4, 0.02], ['GET', '/search', 2, 0.03]] as const;
  for (let pod = 0; pod < replicas; pod += 1) {
    const target = { container: 'app', endpoint: 'metrics', instance: `10.0.0.${pod}:9090` };
    const own = { namespace, job: service, pod: podOf(service, pod), service, ...target };
    text.gauge('up', own, () => 1);
    for (const [method, route, perSecond, seconds] of routes) {
      for (const [status, share] of [['200', okShare], ['404', () => 0.01], ['500', failedShare]] as const) {
        const labels = {
          ...own, http_request_method: method, http_route: route, http_response_status_code: status, url_scheme: 'http',
          ...(status === '500' && { error_type: '500' }),
        };
        const rate: Shape = (at, part) => traffic(perSecond)(at, part) * share(at, part);
        text.histogram('http_server_request_duration_seconds', labels, rate, seconds);
      }
    }
  }
}

const isIncident = (share: number) => share >= INCIDENT.from && share < INCIDENT.to;
const failedShare: Shape = (_, share) => (isIncident(share) ? 0.005 : 0.0001);
const okShare: Shape = (at, share) => 0.99 - failedShare(at, share);

function kubernetes(text: History, { cronJob, replicas, service }: ServiceHistory, namespace: string): void {
  for (let pod = 0; pod < replicas; pod += 1) {
    const own = { namespace, pod: podOf(service, pod) };
    const container = { ...own, container: 'app' };
    text.gauge('kube_pod_status_ready', { ...own, condition: 'true' }, () => 1);
    text.gauge('kube_pod_status_phase', { ...own, phase: 'Running' }, () => 1);
    text.counter('kube_pod_container_status_restarts', container, (_, share) => (pod === 0 && isIncident(share) ? 1 / 600 : 0));
    for (const [resource, unit, requested, limit] of [['cpu', 'core', 0.5, 1], ['memory', 'byte', 2 ** 28, 2 ** 29]] as const) {
      text.gauge('kube_pod_container_resource_requests', { ...container, resource, unit }, () => requested);
      text.gauge('kube_pod_container_resource_limits', { ...container, resource, unit }, () => limit);
    }
    text.counter('container_cpu_usage_seconds', container, (at, share) => 0.02 * traffic(12)(at, share) + 0.01 * pod);
    text.counter('container_cpu_cfs_periods', container, () => 10);
    text.counter('container_cpu_cfs_throttled_periods', container, (_, share) => (isIncident(share) ? 2 : 0.1));
    text.gauge('container_memory_working_set_bytes', container, (_, share) => 2 ** 28 * (0.6 + 0.25 * share));
  }
  text.gauge('kube_deployment_spec_replicas', { namespace, deployment: service }, () => replicas);
  text.gauge('kube_deployment_status_replicas_available', { namespace, deployment: service }, () => replicas);
  text.gauge('kube_horizontalpodautoscaler_spec_max_replicas', { namespace, horizontalpodautoscaler: service }, () => replicas * 2);
  for (const [resource, hard, used] of [['requests.cpu', 8, 3], ['requests.memory', 2 ** 34, 2 ** 32], ['pods', 40, 12]] as const) {
    const quota = { namespace, resourcequota: service, resource };
    text.gauge('kube_resourcequota', { ...quota, type: 'hard' }, () => hard);
    text.gauge('kube_resourcequota', { ...quota, type: 'used' }, (_, share) => used * (0.9 + 0.2 * share));
  }
  text.gauge('kube_replicaset_created', { namespace, replicaset: `${service}-7d4b9c` }, () => text.at(DEPLOYED), DEPLOYED);
  if (cronJob) jobs(text, { namespace, cronjob: cronJob });
}

function jobs(text: History, labels: Labels): void {
  const hourly = (seconds: number) => text.at(0) + Math.floor(seconds / 3600) * 3600;
  text.gauge('kube_cronjob_status_last_schedule_time', labels, hourly);
  text.gauge('kube_cronjob_status_last_successful_time', labels, (seconds) => hourly(Math.max(seconds - 90, 0)) + 90);
  text.gauge('kube_cronjob_status_active', labels, (seconds) => (seconds % 3600 < 90 ? 1 : 0));
}

/** By the names of YACE for CloudWatch and of kafka_exporter. */
function data(text: History, given: ServiceHistory): void {
  const { account, environment, service } = given;
  const { buckets = [], caches = [], databases = [], notifications = [], queues = [], tables = [], topics = [] } = given;
  const wave = (base: number): Shape => (_, share) => base * (1 + 0.3 * Math.sin(share * 6 * Math.PI));
  for (const name of databases) {
    const labels = { dimension_DBInstanceIdentifier: `${name}-${environment}` };
    text.gauge('aws_rds_free_storage_space_average', labels, (_, share) => 60e9 - 20e9 * share);
    text.gauge('aws_rds_database_connections_average', labels, wave(30));
    text.gauge('aws_rds_cpuutilization_average', labels, wave(35));
    text.gauge('aws_rds_replica_lag_average', labels, wave(0.2));
  }
  for (const name of caches) {
    const labels = { dimension_CacheClusterId: `${name}-${environment}-001` };
    text.gauge('aws_elasticache_database_memory_usage_percentage_average', labels, wave(55));
    text.gauge('aws_elasticache_evictions_sum', labels, (_, share) => (isIncident(share) ? 4 : 0));
    text.gauge('aws_elasticache_engine_cpuutilization_average', labels, wave(20));
  }
  for (const name of buckets) {
    const labels = { dimension_BucketName: `${name}-${environment}-${account}` };
    text.gauge('aws_s3_5xx_errors_sum', labels, () => 0);
    text.gauge('aws_s3_all_requests_sum', labels, wave(200));
  }
  for (const name of queues) {
    const labels = { dimension_QueueName: `${name}-${environment}` };
    text.gauge('aws_sqs_approximate_age_of_oldest_message_maximum', labels, wave(20));
    text.gauge('aws_sqs_approximate_number_of_messages_visible_average', labels, wave(8));
  }
  for (const name of tables) {
    const labels = { dimension_TableName: `${name}-${environment}` };
    text.gauge('aws_dynamodb_throttled_requests_sum', labels, () => 0);
    text.gauge('aws_dynamodb_successful_request_latency_average', labels, wave(6));
  }
  for (const name of notifications) {
    const labels = { dimension_TopicName: `${name}-${environment}` };
    text.gauge('aws_sns_number_of_notifications_failed_sum', labels, () => 0);
    text.gauge('aws_sns_number_of_messages_published_sum', labels, wave(50));
  }
  for (const name of topics) {
    // Kafka's exporter knows no environment: each has a Kafka of its own.
    for (const partition of environment === 'production' ? ['0', '1'] : []) {
      text.gauge('kafka_consumergroup_lag', { topic: name, partition, consumergroup: `${service}.main` }, wave(120));
    }
  }
}

/** What a service says of its own work, and an alert that fires at each team. */
function ownWork(text: History, { environment, service, team }: ServiceHistory, namespace: string): void {
  text.gauge('ledger_last_booking_timestamp_seconds', { namespace, job: service }, (seconds) => text.at(0) + seconds - 30);
  const labels = { alertname: 'ReplicasShort', alertstate: 'firing', severity: 'ticket', environment, namespace, service, team };
  text.gauge('ALERTS', labels, () => 1, 0.9);
}

function platformAlert(text: History, environment: string): void {
  const own = { service: 'platform', slo: 'plan', team: 'platform' };
  const labels = { alertname: 'ErrorBudgetBurn1d', alertstate: 'firing', severity: 'ticket', environment, ...own };
  text.gauge('ALERTS', labels, () => 1, 0.9);
}

/** What carries metrics and logs, and what the platform promises. */
function platform(text: History): void {
  const backstage = { namespace: 'backstage', job: 'backstage' };
  text.histogram('scaffolder_task_duration_seconds', backstage, () => 0.01, 40, [60, 300, 600]);
  const plan = { namespace: 'runners', job_name: 'plan', job_workflow_ref: 'acme/workflows/.github/workflows/plan.yml@refs/tags/v1' };
  text.histogram('gha_job_execution_duration_seconds', plan, () => 0.05, 30, [30, 60, 180, 600]);
  text.histogram('http_server_request_duration_seconds', { ...backstage, http_route: '/api/search/query' }, () => 2, 0.06);
  const collector = { namespace: 'observability', pod: 'otel-collector-x2v4p' };
  text.counter('otelcol_receiver_accepted_log_records', collector, traffic(300), '');
  text.counter('otelcol_exporter_sent_log_records', collector, traffic(299), '');
  text.counter('otelcol_receiver_refused_log_records', collector, () => 0, '');
  text.gauge('otelcol_exporter_queue_size', collector, (_, share) => (isIncident(share) ? 40 : 2));
  text.gauge('prometheus_rule_group_last_duration_seconds', { rule_group: 'one' }, () => 0.012);
}

function podOf(service: string, index: number): string {
  return `${service}-7d4b9c-${'abcdef'[index]}`;
}

/** Series in the text format of OpenMetrics, each family once. */
class History {
  private readonly families = new Map<string, { readonly type: string; readonly lines: string[] }>();

  public constructor(private readonly period: Period) {}

  /** A share of the history, as a time. */
  public at(share: number): number {
    return Math.round(this.period.start + share * (this.period.end - this.period.start));
  }

  public gauge(name: string, labels: Labels, shape: Shape, from = 0): void {
    this.write(name, 'gauge', name, labels, (seconds, share) => (share < from ? undefined : shape(seconds, share)));
  }

  /** @param suffix of the sample; an exporter that does not keep to OpenMetrics has none */
  public counter(name: string, labels: Labels, perSecond: Shape, suffix = '_total'): void {
    this.write(name, suffix === '' ? 'unknown' : 'counter', `${name}${suffix}`, labels, this.growing(perSecond));
  }

  /** @param typical how long half of what is measured takes, in seconds */
  public histogram(name: string, labels: Labels, perSecond: Shape, typical: number, bounds: readonly number[] = BOUNDS): void {
    for (const bound of [...bounds, Infinity]) {
      const share = bound === Infinity ? 1 : 1 - Math.exp(-(bound / typical) * Math.LN2);
      const le = bound === Infinity ? '+Inf' : String(bound);
      this.write(name, 'histogram', `${name}_bucket`, { ...labels, le }, this.growing((at, part) => perSecond(at, part) * share));
    }
    this.write(name, 'histogram', `${name}_count`, labels, this.growing(perSecond));
    this.write(name, 'histogram', `${name}_sum`, labels, this.growing((at, part) => perSecond(at, part) * typical));
  }

  public toString(): string {
    return `${[...this.families].map(([name, { lines, type }]) => `# TYPE ${name} ${type}\n${lines.join('')}`).join('')}# EOF\n`;
  }

  /** A counter that began at some number, and grows. */
  private growing(perSecond: Shape): Shape {
    let total = 1000;
    return (seconds, share) => {
      total += seconds === 0 ? 0 : perSecond(seconds, share) * this.period.step;
      return total;
    };
  }

  private write(family: string, type: string, name: string, labels: Labels, shape: MaybeShape): void {
    const { end, start, step } = this.period;
    const entry = this.families.get(family) ?? { type, lines: [] };
    this.families.set(family, entry);
    const series = `${name}{${Object.entries(labels).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
    const lines: string[] = [];
    for (let time = start; time <= end; time += step) {
      const value = shape(time - start, (time - start) / (end - start));
      if (value !== undefined) lines.push(`${series} ${value} ${time}\n`);
    }
    entry.lines.push(lines.join(''));
  }
}
