import Ajv from 'ajv';
import { LOG_LINE_SCHEMA } from '../../../lib/observability/logs/log-line';
import { SKELETON_LINES } from '../../support/logs/skeleton-lines';

const isLogLine = new Ajv({ strict: true, allowUnionTypes: true }).compile(LOG_LINE_SCHEMA);

const line = { timestamp: '2026-11-28T03:16:06.097Z', severity: 'INFO', message: 'listening', service: 'shop' };

describe('a line of the log', () => {
  test.each(Object.entries(SKELETON_LINES).flatMap(([language, lines]) => lines.map((text) => [language, text])))(
    'of the skeleton in %s keeps to the schema: %s',
    (_, text) => {
      expect([isLogLine(JSON.parse(text)), isLogLine.errors]).toEqual([true, null]);
    },
  );

  test.each([
    ['no severity', { ...line, severity: undefined }],
    ['a severity of another list', { ...line, severity: 'WARNING' }],
    ['a time without a zone', { ...line, timestamp: '2026-11-28T03:16:06.097' }],
    ['a time in another zone', { ...line, timestamp: '2026-11-28T05:16:06+02:00' }],
    ['a message that is an object', { ...line, message: {} }],
    ['a trace in capitals', { ...line, trace_id: '50583C073F75768B986393A372ADFDEF' }],
    ['a span without its trace', { ...line, span_id: 'ed3f254f6997c1e3' }],
    ['a status that is text', { ...line, 'http.response.status_code': '200' }],
    ['an error without a message', { ...line, error: { stack: 'at main' } }],
  ])('with %s does not keep to the schema', (_, wrong) => {
    expect(isLogLine(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  });

  test('may have fields of its own', () => {
    expect(isLogLine({ ...line, port: 8080, error: { message: 'failed', code: 7 } })).toBe(true);
  });
});
