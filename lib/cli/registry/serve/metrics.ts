/** The upper bounds of the buckets, in seconds. */
const BOUNDS = [0.005, 0.025, 0.1, 0.5, 2.5];

/**
 * Counts of requests in the format of Prometheus. They name no modules, since anybody may read them.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly buckets = BOUNDS.map(() => 0);
  private count = 0;
  private sum = 0;
  private damaged = 0;

  public add(kind: string, status: number, seconds: number): void {
    const labels = `{kind="${kind}",status="${status}"}`;
    this.requests.set(labels, (this.requests.get(labels) ?? 0) + 1);
    BOUNDS.forEach((bound, index) => (this.buckets[index] += seconds <= bound ? 1 : 0));
    this.count += 1;
    this.sum += seconds;
  }

  public addDamaged(): void {
    this.damaged += 1;
  }

  public text(): string {
    const names = ['requests_total', 'request_seconds', 'damaged_total'];
    const [requests, seconds, damaged] = names.map((name) => `golden_path_registry_${name}`);
    const counted = [...this.requests].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      `# HELP ${requests} Requests, by what was asked for and the status of the answer.`,
      `# TYPE ${requests} counter`,
      ...counted.map(([labels, count]) => `${requests}${labels} ${count}`),
      `# HELP ${seconds} Time to answer a request.`,
      `# TYPE ${seconds} histogram`,
      ...BOUNDS.map((bound, index) => `${seconds}_bucket{le="${bound}"} ${this.buckets[index]}`),
      `${seconds}_bucket{le="+Inf"} ${this.count}`,
      `${seconds}_sum ${this.sum}`,
      `${seconds}_count ${this.count}`,
      `# HELP ${damaged} Files of the registry that were damaged when they were asked for.`,
      `# TYPE ${damaged} counter`,
      `${damaged} ${this.damaged}`,
      '',
    ].join('\n');
  }
}
