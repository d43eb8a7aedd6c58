import { TYPED } from './requests';
import type { Sent } from './requests';

const NAME = 'http_server_request_duration_seconds';

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const LABELS = ['error_type', 'http_request_method', 'http_response_status_code', 'http_route', 'url_scheme'];

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What is wrong with what Prometheus reads after these requests. */
export function metricsProblems(text: string, sent: readonly Sent[]): string[] {
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map(sampleOf);
  const unread = samples.filter((sample) => sample === undefined).length;
  const own = samples.filter((sample) => sample !== undefined).filter(({ name }) => name.startsWith(NAME));
  const labels = new Set(own.flatMap((sample) => Object.keys(sample.labels)));
  labels.delete('le');
  const strange = [...labels].filter((label) => !LABELS.includes(label));
  const bounds = new Set(own.flatMap(({ labels: { le } }) => (le === undefined ? [] : [le === '+Inf' ? Infinity : Number(le)])));
  const counts = own.filter(({ name }) => name === `${NAME}_count`);
  return [
    ...(unread === 0 ? [] : [`${unread} lines that are no samples`]),
    ...(text.includes(`# TYPE ${NAME} histogram`) ? [] : [`${NAME} is no histogram`]),
    ...strange.map((label) => `the label ${label} is not one of ${LABELS.join(', ')}`),
    ...(same([...bounds], [...BOUNDS, Infinity]) ? [] : [`its bounds are ${[...bounds].join(', ')}`]),
    ...countProblems(counts, sent),
    ...(text.includes(TYPED) ? ['the metrics show what a user typed'] : []),
  ];
}

/** Each request is counted once, by its method, route and status, and nothing else is. */
function countProblems(counts: readonly Sample[], sent: readonly Sent[]): string[] {
  const expected = new Map<string, number>();
  for (const { method, route, status } of sent) {
    const key = keyOf(method, route, String(status), 'http', status >= 500 ? String(status) : undefined);
    expected.set(key, (expected.get(key) ?? 0) + 1);
  }
  const got = new Map(counts.map(({ labels, value }) => [
    keyOf(labels.http_request_method, labels.http_route, labels.http_response_status_code, labels.url_scheme, labels.error_type),
    value,
  ]));
  return [...new Set([...expected.keys(), ...got.keys()])]
    .filter((key) => expected.get(key) !== got.get(key))
    .map((key) => `${key}: counted ${got.get(key) ?? 0}, not ${expected.get(key) ?? 0}`);
}

/** For Prometheus a label that is empty is not there. */
function keyOf(...values: readonly (string | undefined)[]): string {
  return values.map((value) => value || '-').join(' ');
}

function sampleOf(line: string): Sample | undefined {
  const [, name, labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([-+\w.]+)(?: \d+)?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [label, text]);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
