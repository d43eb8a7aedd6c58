import type { CollectorSettings } from './otel-collector';
import { CHECKPOINTS, POD_LOGS } from './otel-collector';
import { MASK } from './secrets';

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

/**
 * What Fluent Bit has no filter for: the message of what is no JSON, severities as numbers, where a line is from, and secrets. Lua
 * has no alternatives in patterns, so each form is one pattern.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/filters/lua
 */
export const FLUENT_BIT_SCRIPT = `-- Severities as OpenTelemetry numbers them.
local severities = { TRACE = 1, DEBUG = 5, INFO = 9, WARN = 13, ERROR = 17, FATAL = 21 }

local values = {
  "%-%-%-%-%-BEGIN [A-Z ]*PRIVATE KEY%-%-%-%-%-.*",
  "eyJ[%w_-]+%.[%w_-]+%.[%w_-]*",
  "[Bb]earer%s+[%w+/=._~-]+",
  "[Bb]asic%s+[%w+/=]+=",
  "AKIA[A-Z0-9]+",
  "ASIA[A-Z0-9]+",
  "gh[pousr]_%w+",
  "github_pat_[%w_]+",
  "xox[abeprs]%-[%w-]+",
  "[rs]k_live_%w+",
  "[rs]k_test_%w+",
  "://[^%s/:@]*:[^%s/@]+@",
  "%f[%d][4-6]%d%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d%f[%D]",
}

local words = {
  "password", "passwd", "pwd", "secret", "token", "api[_-]?key", "access[_-]?key", "private[_-]?key", "authorization", "cookie",
}

-- The last word of a name in camel case.
local camel = {
  "Password", "Passwd", "Pwd", "Secret", "Token", "A[Pp][Ii]Key", "AccessKey", "PrivateKey", "Authorization", "Cookie",
}

local function is_secret_field(name)
  local lower = string.lower(name)
  for _, word in ipairs(words) do
    if string.find(lower, "^" .. word .. "$") or string.find(lower, "[._-]" .. word .. "$") then return true end
  end
  for _, word in ipairs(camel) do
    if string.find(name, "%w" .. word .. "$") then return true end
  end
  return false
end

local function insensitive(word)
  return (string.gsub(word, "%l", function(letter) return "[" .. letter .. string.upper(letter) .. "]" end))
end

-- Letters inside of a set are no words.
local assignments = {}
for _, word in ipairs({ "password", "passwd", "pwd", "secret", "token", "api_key", "apikey", "access_key" }) do
  table.insert(assignments, insensitive(word) .. "[\\"']?%s*[:=]%s*[\\"']?[^%s\\"',;&}]+")
end

local function masked(value)
  if type(value) == "string" then
    for _, pattern in ipairs(values) do value = string.gsub(value, pattern, "${MASK}") end
    for _, pattern in ipairs(assignments) do value = string.gsub(value, pattern, "${MASK}") end
    return value
  end
  if type(value) == "table" then
    for key, each in pairs(value) do
      if type(key) == "string" and is_secret_field(key) then value[key] = "${MASK}" else value[key] = masked(each) end
    end
  end
  return value
end

function line(tag, timestamp, record)
  if type(record.message) ~= "string" then record.message = record.log end
  record.log = nil
  local severity = record.severity
  if severity == nil and type(record.message) == "string" and string.find(record.message, "\\n%s+at ") then severity = "ERROR" end
  record.severity = severities[severity] and severity or nil
  record.severity_number = severities[severity]
  local file = record.file
  record.file = nil
  record = masked(record)
  if type(file) == "string" then
    local namespace, pod, container = string.match(file, "([^/_]+)_([^/_]+)_[^/_]+/([^/]+)/%d+%.log$")
    record["k8s.namespace.name"], record["k8s.pod.name"], record["k8s.container.name"] = namespace, pod, container
  end
  return 2, timestamp, record
end
`;
