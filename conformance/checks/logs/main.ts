// Has a real OpenTelemetry collector read lines of all kinds by the platform's configuration, and prints the outcome.
import { isDeepStrictEqual } from 'node:util';
import { panelsOf } from '../../../lib/observability/dashboards/panels';
import { platformDashboard } from '../../../lib/observability/dashboards/platform-dashboard';
import { OPENTELEMETRY_SIGNALS } from '../../../lib/observability/logs/collector-signals';
import { collectorConfiguration, LARGEST_EVENT } from '../../../lib/observability/logs/otel-collector';
import { CASES, CUT } from '../../../test/support/logs/cases';
import type { Expected } from '../../../test/support/logs/cases';
import { HARMLESS, LEFT, SECRET_FIELDS, SECRETS } from '../../../test/support/logs/secrets';
import { buildCollector, collect } from '../../referees/otel-collector/collector';
import type { LogRecord } from '../../referees/otel-collector/sink';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { criFile } from './cri';

const NAMESPACE = 'shop-staging';
const SECRET_PODS = ['secrets-plain', 'secrets-body', 'secrets-field', 'secrets-nested'] as const;

const configuration = () => collectorConfiguration({ endpoint: 'http://unused', environment: 'staging', namespace: 'observability' });

async function outcome(): Promise<Outcome> {
  let binary: string;
  try {
    binary = buildCollector();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  const files = { ...caseFiles(), ...secretFiles(), ...{ [pathOf(CUT.pod)]: criFile([CUT.line]) } };
  const expected = Object.values(CASES).flatMap((each) => each.expected).length
    + Object.keys(SECRETS).length * SECRET_PODS.length
    + SECRET_FIELDS.length + HARMLESS.length + Math.ceil(CUT.line.length / LARGEST_EVENT);
  const given = { configuration: configuration(), files, expected };
  const { metrics, peakMemory, records } = await inWorkFolder((folder) => collect(binary, folder, given));
  const problems = [...problemsOf(records), ...unknownMetrics(metrics), ...await plantedProblems(binary)];
  const note = `${records.length} records of ${Object.keys(files).length} pods; the collector had ${peakMemory} MiB at most`;
  return outcomeOf(expected, problems, note);
}

/** Every metric of a collector that the platform's dashboard asks for is one that a collector has. */
function unknownMetrics(metrics: string): string[] {
  const { panels } = platformDashboard({ environment: 'staging', service: 'platform', links: [], collector: OPENTELEMETRY_SIGNALS });
  const queries = panelsOf(panels).flatMap(({ targets }) => targets);
  const asked = queries.flatMap(({ expr }) => expr.match(/otelcol_\w+/g) ?? []);
  return asked.filter((name) => !new RegExp(`^${name}[{ ]`, 'm').test(metrics)).map((name) => `the collector has no metric ${name}`);
}

function pathOf(pod: string): string {
  return `${NAMESPACE}_${pod}_0f9c7f0e-5a1d-4f6e-9a55-2f6f6f1f1f1f/app/0.log`;
}

function caseFiles(): Record<string, string> {
  return Object.fromEntries(Object.entries(CASES).map(([pod, { lines }]) => [pathOf(pod), criFile(lines)]));
}

function secretFiles(): Record<string, string> {
  const values = Object.values(SECRETS);
  const json = (value: unknown) => JSON.stringify(value).replaceAll('\\\\n', '\\n');
  const lines: Record<string, readonly string[]> = {
    'secrets-plain': values.map((value) => `it said ${value.replaceAll('\\n', ' ')} and ended`),
    'secrets-body': values.map((message) => json({ message, severity: 'INFO' })),
    'secrets-field': values.map((note) => json({ message: 'event', note })),
    'secrets-nested': values.map((stack) => json({ message: 'event', error: { message: 'failed', stack, list: [stack] } })),
    'secret-fields': SECRET_FIELDS.map((name) => json({ message: 'event', [name]: 'plain-value' })),
    'harmless': HARMLESS,
  };
  return Object.fromEntries(Object.entries(lines).map(([pod, each]) => [pathOf(pod), criFile(each)]));
}

function problemsOf(records: readonly LogRecord[]): string[] {
  const of = (pod: string) => records.filter(({ resource }) => resource['k8s.pod.name'] === pod);
  return [
    ...Object.entries(CASES).flatMap(([pod, { byTime = false, expected }]) => (
      caseProblems(pod, byTime ? inTime(of(pod)) : of(pod), expected)
    )),
    ...SECRET_PODS.flatMap((pod) => secretProblems(pod, of(pod))),
    ...of('secret-fields')
      .filter((record) => JSON.stringify(record).includes('plain-value'))
      .map(({ attributes }) => `a secret field arrived: ${JSON.stringify(attributes)}`),
    ...caseProblems('secret-fields', of('secret-fields'), SECRET_FIELDS.map(() => ({ body: 'event' }))),
    ...caseProblems('harmless', of('harmless'), HARMLESS.map((body) => ({ body }))),
    ...cutProblems(of(CUT.pod)),
    ...records
      .filter(({ resource }) => resource['k8s.namespace.name'] !== NAMESPACE || resource['deployment.environment.name'] !== 'staging')
      .map(({ resource }) => `a record without its origin: ${JSON.stringify(resource)}`),
  ];
}

function inTime(records: readonly LogRecord[]): LogRecord[] {
  return [...records].sort((one, other) => (BigInt(one.time) < BigInt(other.time) ? -1 : 1));
}

/** In the order in which a pod wrote them. */
function caseProblems(pod: string, records: readonly LogRecord[], expected: readonly Expected[]): string[] {
  if (records.length !== expected.length) {
    return [`${pod}: ${records.length} records, not ${expected.length}: ${brief(records.map(({ body }) => body))}`];
  }
  return expected.flatMap(({ attributes = {}, ...fields }, index) => {
    const record = records[index];
    const wrong = Object.entries(fields).filter(([name, value]) => !isDeepStrictEqual(record[name as keyof LogRecord], value));
    const missing = Object.entries(attributes).filter(([name, value]) => !isDeepStrictEqual(record.attributes[name], value));
    return [
      ...wrong.map(([name, value]) => `${pod} ${index}: ${name} is ${brief(record[name as keyof LogRecord])}, not ${brief(value)}`),
      ...missing.map(([name, value]) => `${pod} ${index}: ${name} is ${brief(record.attributes[name])}, not ${brief(value)}`),
    ];
  });
}

function secretProblems(pod: string, records: readonly LogRecord[]): string[] {
  const names = Object.keys(SECRETS);
  if (records.length !== names.length) return [`${pod}: ${records.length} records, not ${names.length}`];
  return names.filter((name, index) => JSON.stringify(records[index]).includes(LEFT[name])).map((name) => `${pod}: ${name} was not masked`);
}

/** A line that is longer than an event may be arrives in parts, and whole. */
function cutProblems(records: readonly LogRecord[]): string[] {
  const length = records.map(({ body }) => String(body).length).reduce((sum, each) => sum + each, 0);
  const longest = Math.max(...records.map(({ body }) => String(body).length));
  return [
    ...(length === CUT.line.length ? [] : [`${CUT.pod}: ${length} characters arrived, not ${CUT.line.length}`]),
    ...(longest <= LARGEST_EVENT + 2 ** 14 ? [] : [`${CUT.pod}: an event of ${longest} characters`]),
  ];
}

/** Without the steps, the same lines have to be found wrong. */
async function plantedProblems(binary: string): Promise<string[]> {
  const planted = configuration() as {
    processors: { redaction: Record<string, unknown> };
    receivers: { filelog: { operators: { type: string }[] } };
  };
  planted.processors.redaction.blocked_values = [];
  const { filelog } = planted.receivers;
  const left = ['recombine', 'severity_parser', 'trace_parser', 'time_parser'];
  filelog.operators = filelog.operators.filter(({ type }) => !left.includes(type));
  const pods = ['go', 'java-trace', 'secrets-plain', 'secrets-field'];
  const all = { ...caseFiles(), ...secretFiles() };
  const files = Object.fromEntries(pods.map((pod) => [pathOf(pod), all[pathOf(pod)]]));
  const { records } = await inWorkFolder((folder) => collect(binary, folder, { configuration: planted, files, expected: 20 }));
  const found = problemsOf(records);
  return [/go 0: time/, /go 0: severity/, /go 2: trace/, /java-trace: 7 records/, /secrets-plain: card/, /secrets-field: web token/]
    .filter((form) => !found.some((problem) => form.test(problem)))
    .map((form) => `planted: nothing was found that reads ${form.source}`);
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 300 ? `${text.slice(0, 140)}... (${text.length})` : text;
}

void outcome().then((result) => console.log(JSON.stringify(result)));
