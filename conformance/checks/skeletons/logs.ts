import Ajv from 'ajv';
import { LOG_LINE_SCHEMA } from '../../../lib/observability/logs/log-line';
import { traceOf, TYPED } from './requests';
import type { Sent } from './requests';

type Line = Readonly<Record<string, unknown>>;

const isLogLine = new Ajv({ allErrors: true }).compile(LOG_LINE_SCHEMA);

/** What is wrong with the lines that a service wrote while these requests were sent. */
export function logProblems(lines: readonly string[], sent: readonly Sent[], service: string): string[] {
  const parsed = lines.map(parse);
  const unread = lines.filter((_, index) => parsed[index] === undefined).map((line) => `not a line of JSON: ${line}`);
  const objects = parsed.filter((line) => line !== undefined);
  const requests = objects.filter((line) => 'http.request.method' in line);
  return [
    ...unread,
    ...objects.flatMap((line) => lineProblems(line, service)),
    ...(requests.length === sent.length ? [] : [`${requests.length} lines for ${sent.length} requests`]),
    ...sent.flatMap((request, index) => requestProblems(requests.filter((line) => line.trace_id === traceOf(index)), request)),
    ...(lines.join('').includes(TYPED) ? ['the log shows what a user typed'] : []),
  ];
}

function parse(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}

function lineProblems(line: Line, service: string): string[] {
  isLogLine(line);
  return [
    ...(isLogLine.errors ?? []).map(({ instancePath, message }) => `a line of the log: ${instancePath.slice(1) || 'it'} ${message}`),
    ...(line.service === service ? [] : [`service is ${String(line.service)}`]),
  ];
}

function requestProblems(lines: readonly Line[], { method, route, status }: Sent): string[] {
  if (lines.length !== 1) return [`${lines.length} lines in the trace of one ${method}`];
  const [line] = lines;
  const expected: Line = {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
    'message': [method, route, status].filter((part) => part !== undefined).join(' '),
    'severity': status >= 500 ? 'ERROR' : 'INFO',
  };
  const wrong = Object.entries(expected).filter(([name, value]) => line[name] !== value);
  return [
    ...wrong.map(([name, value]) => `${name} of a request is ${String(line[name])}, not ${String(value)}`),
    ...(typeof line.duration_ms === 'number' && line.duration_ms >= 0 ? [] : ['duration_ms of a request is no number']),
    ...(/^[0-9a-f]{16}$/.test(String(line.span_id)) ? [] : ['span_id of a request is none']),
  ];
}
