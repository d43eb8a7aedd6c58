import type { CollectorSettings } from './otel-collector';
import { CHECKPOINTS, POD_LOGS } from './otel-collector';

/** Where Fluent Bit says whether it works, and where Prometheus reads its metrics. */
export const FLUENT_BIT_PORT = 2020;

/** Where a ConfigMap puts the files of Fluent Bit. */
export const FLUENT_BIT_FOLDER = '/fluent-bit/etc/golden-path';

/**
 * The same work as the OpenTelemetry collector does, by Fluent Bit: parts of lines and stack traces put together, fields taken from
 * JSON, secrets masked, and everything sent by OTLP.
 *
 * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml
 * @see https://docs.fluentbit.io/manual/pipeline/outputs/opentelemetry
 */
export function fluentBitConfiguration({ endpoint, environment, namespace }: CollectorSettings): Record<string, unknown> {
  const { hostname, pathname, port, protocol } = new URL(endpoint);
  const isTls = protocol === 'https:';
  return {
    service: {
      flush: 1,
      log_level: 'warn',
      http_server: true,
      http_listen: '0.0.0.0',
      http_port: FLUENT_BIT_PORT,
      health_check: true,
      'storage.path': `${CHECKPOINTS}/buffers`,
      parsers_file: `${FLUENT_BIT_FOLDER}/parsers.yaml`,
    },
    pipeline: {
      inputs: [{
        name: 'tail',
        tag: 'pods.*',
        path: `${POD_LOGS}/*/*/*.log`,
        exclude_path: `${POD_LOGS}/${namespace}_*/fluent-bit/*.log`,
        path_key: 'file',
        'multiline.parser': 'cri',
        db: `${CHECKPOINTS}/positions.db`,
        read_from_head: true,
        buffer_max_size: '2MB',
        skip_long_lines: true,
        'storage.type': 'filesystem',
      }],
      filters: [
        { name: 'multiline', match: 'pods.*', 'multiline.key_content': 'log', 'multiline.parser': 'java,python,go' },
        { name: 'parser', match: 'pods.*', key_name: 'log', parser: 'json-line', reserve_data: true, preserve_key: true },
        { name: 'lua', match: 'pods.*', script: `${FLUENT_BIT_FOLDER}/line.lua`, call: 'line' },
      ],
      outputs: [{
        name: 'opentelemetry',
        match: 'pods.*',
        host: hostname,
        port: port === '' ? (isTls ? 443 : 80) : Number(port),
        logs_uri: `${pathname.replace(/\/$/, '')}/v1/logs`,
        tls: isTls,
        logs_body_key: '$message',
        logs_body_key_attributes: true,
        logs_severity_text_message_key: 'severity',
        logs_severity_number_message_key: 'severity_number',
        logs_trace_id_message_key: 'trace_id',
        logs_span_id_message_key: 'span_id',
        add_label: `deployment.environment.name ${environment}`,
        retry_limit: 'no_limits',
      }],
    },
  };
}

/** Reads a line of JSON; the time of the line is kept where it has none. */
export const FLUENT_BIT_PARSERS = {
  parsers: [{
    name: 'json-line',
    format: 'json',
    time_key: 'timestamp',
    time_format: '%Y-%m-%dT%H:%M:%S.%L%z',
    time_keep: false,
  }],
};
