import { trace } from '@opentelemetry/api';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { SERVICE } from './service.js';

export type Logger = FastifyBaseLogger;

/** Writes one line of JSON for each event, with the trace that it belongs to. */
export function createLogger(destination?: DestinationStream): Logger {
  return pino({
    base: { service: SERVICE },
    messageKey: 'message',
    errorKey: 'error',
    timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ severity: label.toUpperCase() }) },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
    },
  }, destination);
}
