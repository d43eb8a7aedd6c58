/** How severe an event is, by the short names of OpenTelemetry. */
export const LOG_SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

/** Text, or an error as a logger of Node writes it. */
const ERROR = {
  description: 'What failed, with its stack trace if there is one. Lines of a trace are separated by \\n inside of the string.',
  anyOf: [
    { type: 'string' },
    {
      type: 'object',
      required: ['message'],
      properties: { type: { type: 'string' }, message: { type: 'string' }, stack: { type: 'string' } },
    },
  ],
};

/**
 * The JSON schema of one line that a service logs to standard output: one JSON object, without a line break. The skeletons write
 * it, and the collectors of an ObservabilityPlatform read it. Names are those of OpenTelemetry's data model and semantic conventions.
 *
 * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export const LOG_LINE_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A line that a service logs',
  type: 'object',
  required: ['timestamp', 'severity', 'message', 'service'],
  properties: {
    'timestamp': {
      description: 'When it happened, in UTC, by RFC 3339.',
      type: 'string',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|\\+00:00)$',
    },
    'severity': { description: 'How severe it is.', enum: LOG_SEVERITIES },
    'message': { description: 'What happened, for people.', type: 'string' },
    'service': { description: 'The service, as in its traces.', type: 'string', minLength: 1 },
    'trace_id': { description: 'The trace that it belongs to.', type: 'string', pattern: '^[0-9a-f]{32}$' },
    'span_id': { description: 'The span that it belongs to.', type: 'string', pattern: '^[0-9a-f]{16}$' },
    'http.request.method': { description: 'The method of a request.', type: 'string' },
    'http.route': { description: 'The route that matched, with placeholders, never the path.', type: 'string' },
    'http.response.status_code': { description: 'The status of the answer.', type: 'integer', minimum: 100, maximum: 599 },
    'duration_ms': { description: 'How long it took, in milliseconds.', type: 'number', minimum: 0 },
    'error': ERROR,
  },
  dependencies: { span_id: ['trace_id'] },
  additionalProperties: true,
} as const;
