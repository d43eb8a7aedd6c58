import { byCode } from '../../../core/by-code';

/** The upper bounds of the buckets in seconds, as OpenTelemetry advises them. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** The methods that are answered; any other is counted as one. */
const METHODS = ['GET', 'HEAD'];

const REQUESTS = 'http_server_request_duration_seconds';
const DAMAGED = 'golden_path_registry_damaged_total';

/** Requests with the same labels. */
interface Series {
  readonly buckets: number[];
  count: number;
  sum: number;
}

/**
 * Requests by the names of OpenTelemetry, which the objectives of a service read if none are given, in the format of Prometheus. The
 * routes name no modules, since anybody may read them.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export class Metrics {
  private readonly requests = new Map<string, Series>();
  private damaged = 0;

  /** @param method any text, since anybody may send it */
  public add(method: string | undefined, route: string, status: number, seconds: number): void {
    const known = METHODS.find((each) => each === method) ?? '_OTHER';
    const labels = `http_request_method="${known}",http_route="${route}",http_response_status_code="${status}",url_scheme="http"`;
    const series = this.requests.get(labels) ?? { buckets: BOUNDS.map(() => 0), count: 0, sum: 0 };
    this.requests.set(labels, series);
    BOUNDS.forEach((bound, index) => (series.buckets[index] += seconds <= bound ? 1 : 0));
    series.count += 1;
    series.sum += seconds;
  }

  public addDamaged(): void {
    this.damaged += 1;
  }

  public text(): string {
    const requests = [...this.requests].sort(([one], [other]) => byCode(one, other));
    return [
      `# HELP ${REQUESTS} Time to answer a request, by what was asked for and the status of the answer.`,
      `# TYPE ${REQUESTS} histogram`,
      ...requests.flatMap(([labels, { buckets, count, sum }]) => [
        ...BOUNDS.map((bound, index) => `${REQUESTS}_bucket{${labels},le="${bound}"} ${buckets[index]}`),
        `${REQUESTS}_bucket{${labels},le="+Inf"} ${count}`,
        `${REQUESTS}_sum{${labels}} ${sum}`,
        `${REQUESTS}_count{${labels}} ${count}`,
      ]),
      `# HELP ${DAMAGED} Files of the registry that were damaged when they were asked for.`,
      `# TYPE ${DAMAGED} counter`,
      `${DAMAGED} ${this.damaged}`,
      '',
    ].join('\n');
  }
}
