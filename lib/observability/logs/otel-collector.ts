import { LOG_SEVERITIES } from './log-line';
import { MASK, SECRET_FIELDS, SECRET_VALUES } from './secrets';

/** What of a collector's configuration the platform decides. */
export interface CollectorSettings {
  /** Where logs are sent: the base address of a receiver of OTLP over HTTP. */
  readonly endpoint: string;
  /** The name of the environment, which every record carries. */
  readonly environment: string;
  /** The namespace of the collector, whose own output it does not read. */
  readonly namespace: string;
}

/** The most that one event may be, in bytes; what is longer arrives in parts. */
export const LARGEST_EVENT = 1_048_576;

/** Where a collector says whether it works, and where Prometheus reads its metrics. */
export const HEALTH_PORT = 13_133;
export const METRICS_PORT = 8888;

/** The folder of a node in which the kubelet keeps the output of containers. */
export const POD_LOGS = '/var/log/pods';

/** The folder of a node that remembers how far files were read. */
export const CHECKPOINTS = '/var/lib/otel-collector';

/**
 * A line that goes on with the event before it: indented, as frames of a stack trace are, or one of the words between them. What
 * begins with a brace is a line of JSON, and never goes on.
 */
const CONTINUES = `^(?:${[
  '[ \\t]+',
  'Caused by: ',
  'Suppressed: ',
  '\\.\\.\\. [0-9]+ more',
  '\\}',
  'goroutine [0-9]+ \\[',
  'During handling of the above exception',
  'The above exception was the direct cause',
].join('|')})`;

/** A line of JSON, and the trace that follows it. The collector's regular expressions are Go's, which take linear time. */
const LINE_AND_TRACE = ['(?P<line>\\{[^\\n]*\\})', '(?P<trace>[\\s\\S]*)'].join('\\n');

/** A text that has a frame of a stack trace. */
const IS_TRACE = '(?m)^(?:[ \\t]+at [^ ]|  File "|Traceback \\(most recent call last\\)|goroutine [0-9]+ \\[)';

const SOURCE = 'attributes["log.source"]';
const STACK_TRACE = 'attributes["exception.stacktrace"]';

const TIMESTAMP = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$';
const TRACE_ID = '^[0-9a-f]{32}$';
const SPAN_ID = '^[0-9a-f]{16}$';

/** @see https://opentelemetry.io/docs/collector/internal-telemetry/ */
const METRICS = { pull: { exporter: { prometheus: { host: '${env:POD_IP}', port: METRICS_PORT } } } };

const QUIET = { on_error: 'send_quiet' };

/**
 * The configuration of an OpenTelemetry collector that runs on every node and reads what containers write.
 *
 * It puts together what the container runtime cut, and the lines of a stack trace. From a line of JSON it takes time, severity,
 * trace and message; a line that is none stays whole. At the end it masks what looks like a secret.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filelogreceiver
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor
 */
export function collectorConfiguration(settings: CollectorSettings): Record<string, unknown> {
  return {
    extensions: {
      // Also where the health of the pod is asked for.
      health_check: { endpoint: `\${env:POD_IP}:${HEALTH_PORT}` },
      file_storage: { directory: CHECKPOINTS, create_directory: true },
    },
    receivers: { filelog: receiver(settings) },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      resource: { attributes: [{ key: 'deployment.environment.name', value: settings.environment, action: 'upsert' }] },
      redaction: {
        allow_all_keys: true,
        redact_all_types: true,
        // What the platform itself writes is no secret, however it looks.
        ignored_key_patterns: ['^k8s\\.', '^log\\.'],
        blocked_key_patterns: [SECRET_FIELDS],
        blocked_values: SECRET_VALUES.map(({ expression }) => expression),
        masking_string: MASK,
        summary: 'silent',
      },
      batch: { send_batch_size: 1000, timeout: '1s' },
    },
    exporters: {
      otlphttp: {
        endpoint: settings.endpoint,
        sending_queue: { storage: 'file_storage' },
        retry_on_failure: { max_elapsed_time: '0s' },
      },
    },
    service: {
      telemetry: { metrics: { level: 'normal', readers: [METRICS] } },
      extensions: ['health_check', 'file_storage'],
      pipelines: {
        logs: { receivers: ['filelog'], processors: ['memory_limiter', 'resource', 'redaction', 'batch'], exporters: ['otlphttp'] },
      },
    },
  };
}

function receiver({ namespace }: CollectorSettings): Record<string, unknown> {
  return {
    include: [`${POD_LOGS}/*/*/*.log`],
    // What it writes about a line would be a line again.
    exclude: [`${POD_LOGS}/${namespace}_*/otel-collector/*.log`],
    start_at: 'beginning',
    include_file_path: true,
    include_file_name: false,
    storage: 'file_storage',
    retry_on_failure: { enabled: true },
    operators: operators(),
  };
}

/** Each is one step; `on_error: send_quiet` lets a line that a step cannot read go on as it is. */
function operators(): Record<string, unknown>[] {
  return [
    { type: 'container', max_log_size: LARGEST_EVENT },
    ...eventOperators(),
    ...lineOperators(),
    {
      type: 'severity_parser',
      if: `attributes.severity == nil and ${matches('body', IS_TRACE)}`,
      parse_from: 'attributes["log.iostream"]',
      // Whichever stream a trace is on.
      mapping: { error: ['stdout', 'stderr'] },
      ...QUIET,
    },
    { type: 'remove', field: 'attributes.severity', if: 'attributes.severity != nil', ...QUIET },
  ];
}

/** Puts together the lines of one event. */
function eventOperators(): Record<string, unknown>[] {
  return [
    // Both streams of a container are in one file, and a trace on one of them must not take lines of the other.
    { type: 'add', field: SOURCE, value: 'EXPR((attributes["log.file.path"] ?? "") + (attributes["log.iostream"] ?? ""))' },
    {
      type: 'recombine',
      combine_field: 'body',
      is_first_entry: `not (${matches('body', CONTINUES)})`,
      source_identifier: SOURCE,
      overwrite_with: 'oldest',
      max_log_size: LARGEST_EVENT,
      max_unmatched_batch_size: 1,
      force_flush_period: '2s',
    },
    { type: 'remove', field: SOURCE },
    // A line of JSON that a trace follows is still a line of JSON.
    {
      type: 'regex_parser',
      if: matches('body', '^\\{[^\\n]*\\}\\n'),
      regex: `^${LINE_AND_TRACE}$`,
      parse_to: 'attributes["log.event"]',
      ...QUIET,
    },
    { type: 'move', if: 'attributes["log.event"] != nil', from: 'attributes["log.event"].line', to: 'body', ...QUIET },
    { type: 'move', if: 'attributes["log.event"] != nil', from: 'attributes["log.event"].trace', to: STACK_TRACE, ...QUIET },
    { type: 'remove', if: 'attributes["log.event"] != nil', field: 'attributes["log.event"]', ...QUIET },
  ];
}

/** What a line of JSON says, to where the data model of OpenTelemetry has it. The other fields become attributes. */
function lineOperators(): Record<string, unknown>[] {
  const from = (field: string, form: string) => (
    { if: `attributes.${field} != nil and ${matches(`string(attributes.${field})`, form)}`, ...QUIET }
  );
  const taken = (field: string, form: string) => ({ type: 'remove', field: `attributes.${field}`, ...from(field, form) });
  return [
    { type: 'json_parser', if: matches('body', '^\\{'), parse_ints: true, ...QUIET },
    {
      type: 'time_parser',
      parse_from: 'attributes.timestamp',
      layout_type: 'gotime',
      layout: '2006-01-02T15:04:05.999999999Z07:00',
      ...from('timestamp', TIMESTAMP),
    },
    taken('timestamp', TIMESTAMP),
    {
      type: 'severity_parser',
      parse_from: 'attributes.severity',
      mapping: Object.fromEntries(LOG_SEVERITIES.map((name) => [name.toLowerCase(), name])),
      ...from('severity', '.'),
    },
    {
      type: 'trace_parser',
      trace_id: { parse_from: 'attributes.trace_id' },
      span_id: { parse_from: 'attributes.span_id' },
      ...from('trace_id', TRACE_ID),
    },
    taken('trace_id', TRACE_ID),
    taken('span_id', SPAN_ID),
    { type: 'move', from: 'attributes.message', to: 'body', ...from('message', '.') },
  ];
}

function matches(expression: string, form: string): string {
  return `${expression} matches ${JSON.stringify(form)}`;
}
