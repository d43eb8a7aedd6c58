import { SKELETON_LINES } from './skeleton-lines';

/** What a record has to be, by OpenTelemetry's data model of logs; what is left out may be anything. */
export interface Expected {
  /** Nanoseconds since 1970. */
  readonly time?: string;
  readonly severity?: number;
  readonly trace?: string;
  readonly span?: string;
  readonly body?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What one pod wrote, and what has to arrive, in this order. */
export interface Case {
  readonly lines: readonly Written[];
  readonly expected: readonly Expected[];
  /** Whether the records are compared in the order of their times: two streams wait for each other in no certain order. */
  readonly byTime?: boolean;
}

/** A line, on standard output unless it says otherwise. */
export type Written = string | { readonly stderr: string };

export const INFO = 9;
export const WARN = 13;
export const ERROR = 17;

const JAVA_TRACE = [
  'Exception in thread "main" java.lang.IllegalStateException: no answer from the ledger',
  '\tat io.acme.Payments.charge(Payments.java:42)',
  '\tat io.acme.Main.main(Main.java:7)',
  'Caused by: java.net.ConnectException: Connection refused',
  '\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
  '\t... 2 more',
];

const PYTHON_TRACE = ['Traceback (most recent call last):', '  File "/app/main.py", line 3, in <module>', '    charge()'];

const MANY = Array.from({ length: 500 }, (_, index) => `{"message":"event ${index}","severity":"INFO"}`);

const LARGE = 'x'.repeat(1_000_000);
const TOO_LARGE = 'y'.repeat(2_500_000);

const SKELETON_CASES = Object.fromEntries(
  Object.entries(SKELETON_LINES).map(([language, lines]) => [language, { lines, expected: lines.map(skeletonRecord) }]),
);

/** A pod each, by its name. */
export const CASES: Readonly<Record<string, Case>> = {
  ...SKELETON_CASES,
  'java-trace': {
    lines: [...JAVA_TRACE.map((stderr) => ({ stderr })), { stderr: 'next' }],
    expected: [{ body: JAVA_TRACE.join('\n'), severity: ERROR }, { body: 'next', severity: 0 }],
  },
  'trace-between-lines': {
    // The other stream writes in the middle of a trace.
    lines: [{ stderr: JAVA_TRACE[0] }, '{"message":"on the other stream","severity":"INFO"}', { stderr: JAVA_TRACE[1] }],
    expected: [{ body: JAVA_TRACE.slice(0, 2).join('\n'), severity: ERROR }, { body: 'on the other stream', severity: INFO }],
    byTime: true,
  },
  'trace-after-json': {
    lines: ['{"message":"failed","severity":"WARN"}', ...JAVA_TRACE.slice(1, 3), '{"message":"next","severity":"INFO"}'],
    expected: [
      { body: 'failed', severity: WARN, attributes: { 'exception.stacktrace': JAVA_TRACE.slice(1, 3).join('\n') } },
      { body: 'next', severity: INFO },
    ],
  },
  'python-trace': { lines: PYTHON_TRACE, expected: [{ body: PYTHON_TRACE.join('\n'), severity: ERROR }] },
  'broken-json': {
    lines: [
      '{"message":"cut',
      '{"message":"whole","severity":"INFO"}',
      '{"message":"a","severity":"LOUD","timestamp":"yesterday","trace_id":"x"}',
      '',
    ],
    expected: [
      { body: '{"message":"cut' },
      { body: 'whole', severity: INFO },
      { body: 'a', severity: 0, trace: '', attributes: { timestamp: 'yesterday', trace_id: 'x' } },
      { body: '' },
    ],
  },
  'other-types': {
    lines: ['{"message":{"a":1},"severity":7,"timestamp":12,"list":[1,"b"],"none":null}', '[1,2]', '{}', 'null'],
    expected: [{ attributes: { list: [1, 'b'] } }, { body: '[1,2]' }, { body: '{}' }, { body: 'null' }],
  },
  'forged': {
    // Who wrote a line is said by the path of its file, and by nothing inside of it.
    lines: ['{"message":"I am another","k8s.namespace.name":"payments","service.name":"payments"}'],
    expected: [{ body: 'I am another' }],
  },
  'megabyte': {
    lines: [`{"message":"${LARGE}","severity":"INFO"}`, '{"message":"after","severity":"INFO"}'],
    expected: [{ body: LARGE, severity: INFO }, { body: 'after', severity: INFO }],
  },
  'order': { lines: MANY, expected: MANY.map((_, index) => ({ body: `event ${index}`, severity: INFO })) },
};

/** Longer than the largest event: it arrives in parts, of which nothing is lost. */
export const CUT = { pod: 'too-large', line: TOO_LARGE } as const;

function skeletonRecord(line: string): Expected {
  const { timestamp, severity, message, trace_id: trace = '', span_id: span = '', ...rest } = JSON.parse(line) as Record<string, string>;
  const [, fraction = ''] = /\.(\d+)/.exec(timestamp) ?? [];
  const seconds = Date.parse(timestamp.replace(/\.\d+/, '')) / 1000;
  return {
    time: `${seconds}${fraction.padEnd(9, '0')}`,
    severity: { INFO, WARN, ERROR }[severity]!,
    body: message,
    trace,
    span,
    attributes: rest,
  };
}
