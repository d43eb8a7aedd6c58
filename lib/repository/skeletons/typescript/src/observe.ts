import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestDuration } from './metrics.js';
import { SERVICE } from './service.js';

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span;
    failure?: Error;
  }
  interface FastifyContextConfig {
    /** Not logged, traced or measured: for probes. */
    unobserved?: boolean;
  }
}

const METHODS = new Set(['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE']);

/** Gives every request a span, a measurement and one line in the log. */
export function observe(app: FastifyInstance): void {
  app.decorateRequest('span');
  app.decorateRequest('failure');
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.unobserved) return done();
    const parent = propagation.extract(context.active(), request.headers);
    const { method, route } = names(request);
    const attributes = { 'http.request.method': method, 'http.route': route, 'url.scheme': request.protocol };
    const span = trace.getTracer(SERVICE).startSpan(route ? `${method} ${route}` : method, { kind: SpanKind.SERVER, attributes }, parent);
    request.span = span;
    context.with(trace.setSpan(parent, span), done);
  });
  app.addHook('onError', (request, _reply, error, done) => {
    request.failure = error;
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    finish(app, request, reply.elapsedTime, reply.statusCode);
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    finish(app, request, 0);
    done();
  });
}

/** @param status what was answered; nothing if the client went away before */
function finish(app: FastifyInstance, request: FastifyRequest, milliseconds: number, status?: number): void {
  const { span, failure } = request;
  if (!span) return;
  request.span = undefined;
  const { method, route } = names(request);
  const failed = status === undefined || status >= 500;
  const errorType = failed ? String(status ?? 'aborted') : undefined;
  requestDuration.observe(withoutUndefined({
    http_request_method: method,
    http_route: route,
    http_response_status_code: status,
    url_scheme: request.protocol,
    error_type: errorType,
  }), milliseconds / 1000);
  span.setAttributes({ 'http.response.status_code': status, 'error.type': errorType });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  if (failed && failure) span.recordException(failure);
  context.with(trace.setSpan(context.active(), span), () => {
    app.log[failed ? 'error' : 'info']({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'duration_ms': milliseconds,
      'error': failed ? failure?.message ?? errorType : undefined,
    }, [method, route, status ?? 'aborted'].filter(Boolean).join(' '));
  });
  span.end();
}

/** The method and the route by names that are few, whatever a client sends. */
function names({ method, routeOptions }: FastifyRequest): { method: string; route?: string } {
  return { method: METHODS.has(method) ? method : '_OTHER', route: routeOptions.url?.replace(/:(\w+)/g, '{$1}') };
}

function withoutUndefined(labels: Record<string, string | number | undefined>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
