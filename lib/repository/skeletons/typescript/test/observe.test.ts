import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { registry } from '../src/metrics.js';
import { startTracing } from '../src/tracing.js';
import { testApp } from './support.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

let tracing: NodeTracerProvider;
before(() => {
  tracing = startTracing({});
});
after(() => tracing.shutdown());

test('logs one line for each request, as part of the caller\'s trace', async () => {
  const { app, lines } = testApp();
  await app.inject({ url: '/greetings/Ada', headers: { traceparent: `00-${TRACE}-b7ad6b7169203331-01` } });
  const [line, ...others] = lines();
  assert.equal(others.length, 0);
  assert.equal(line?.trace_id, TRACE);
  assert.match(String(line?.span_id), /^[0-9a-f]{16}$/);
  assert.deepEqual(
    [line?.severity, line?.message, line?.['http.request.method'], line?.['http.route'], line?.['http.response.status_code']],
    ['INFO', 'GET /greetings/{name} 200', 'GET', '/greetings/{name}', 200],
  );
  assert.equal(typeof line?.duration_ms, 'number');
});

test('does not log what a user typed', async () => {
  const { app, lines } = testApp();
  await app.inject('/greetings/Ada?token=1');
  await app.inject('/nowhere/Ada');
  assert.doesNotMatch(JSON.stringify(lines()), /Ada|token/);
});

test('leaves probes out', async () => {
  const { app, lines } = testApp();
  await app.inject('/live');
  assert.deepEqual(lines(), []);
});

test('measures by route', async () => {
  const { app } = testApp();
  await app.inject('/greetings/Ada');
  const text = await registry.metrics();
  const labels = 'http_request_method="GET",http_route="/greetings/{name}",http_response_status_code="200",url_scheme="http"';
  assert.ok(text.includes(`http_server_request_duration_seconds_count{${labels}}`), text);
  assert.doesNotMatch(text, /Ada/);
});
