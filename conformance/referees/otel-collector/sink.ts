import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A value of OTLP in JSON. */
interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly kvlistValue?: { readonly values: readonly KeyValue[] };
  readonly arrayValue?: { readonly values: readonly AnyValue[] };
}

interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

interface Sent {
  readonly resourceLogs?: readonly {
    readonly resource: { readonly attributes?: readonly KeyValue[] };
    readonly scopeLogs: readonly { readonly logRecords: readonly SentRecord[] }[];
  }[];
}

interface SentRecord {
  readonly timeUnixNano?: string;
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly body?: AnyValue;
  readonly attributes?: readonly KeyValue[];
}

/** A record as a backend has it. */
export interface LogRecord {
  /** Nanoseconds since 1970. */
  readonly time: string;
  readonly severity: number;
  readonly trace: string;
  readonly span: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A receiver of OTLP over HTTP on loopback, which keeps what it is sent. */
export interface Sink {
  readonly address: string;
  readonly records: readonly LogRecord[];
  readonly close: () => void;
}

/** @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export async function openSink(): Promise<Sink> {
  const records: LogRecord[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      records.push(...recordsOf(JSON.parse(Buffer.concat(parts).toString('utf8')) as Sent));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    records,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function recordsOf({ resourceLogs = [] }: Sent): LogRecord[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords.map((record) => ({
    time: record.timeUnixNano ?? '0',
    severity: record.severityNumber ?? 0,
    trace: record.traceId ?? '',
    span: record.spanId ?? '',
    body: valueOf(record.body ?? {}),
    attributes: mapOf(record.attributes ?? []),
    resource: mapOf(resource.attributes ?? []),
  }))));
}

function mapOf(pairs: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, valueOf(value)]));
}

function valueOf(value: AnyValue): unknown {
  if (value.kvlistValue) return mapOf(value.kvlistValue.values ?? []);
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(valueOf);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue;
}
