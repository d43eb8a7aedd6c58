import { FLUENT_BIT_SCRIPT } from '../../../lib/observability/logs/fluent-bit-script';
import { CASES } from '../../support/logs/cases';
import type { Case, Expected } from '../../support/logs/cases';
import { runFluentBit } from '../../support/logs/run-fluent-bit';
import type { FluentBitRecord } from '../../support/logs/run-fluent-bit';
import { HARMLESS, LEFT, SECRET_FIELDS, SECRETS } from '../../support/logs/secrets';

/** The cases in which a line is an event, and those of a trace, whose lines the filter before the script puts together. */
const BY_LINE = ['go', 'typescript', 'python', 'other-types', 'forged'] as const;
const BY_EVENT = ['java-trace', 'python-trace'] as const;

const ORIGIN = { 'k8s.namespace.name': 'shop-staging', 'k8s.pod.name': 'go-7f', 'k8s.container.name': 'app' };

const json = (value: unknown) => JSON.stringify(value).replaceAll('\\\\n', '\\n');
const values = Object.values(SECRETS);

/** Every place of a line in which a secret may stand. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'a line that is no JSON': values.map((value) => `it said ${value.replaceAll('\\n', ' ')} and ended`),
  'a message': values.map((message) => json({ message, severity: 'INFO' })),
  'a field': values.map((note) => json({ message: 'event', note })),
  'a field of a field': values.map((stack) => json({ message: 'event', error: { message: 'failed', stack, list: [stack] } })),
};

/** What of a record is not as expected. */
function differences(record: FluentBitRecord, { attributes = {}, body, severity, span, trace }: Expected): unknown[] {
  const wanted = {
    ...attributes,
    ...(body !== undefined && { message: body }),
    ...(severity !== undefined && { severity_number: severity === 0 ? undefined : severity }),
    ...(trace !== undefined && { trace_id: trace || undefined }),
    ...(span !== undefined && { span_id: span || undefined }),
  };
  return Object.entries(wanted).filter(([name, value]) => JSON.stringify(record[name]) !== JSON.stringify(value));
}

function unmasked(records: readonly FluentBitRecord[]): string[] {
  return Object.keys(SECRETS).filter((name, index) => JSON.stringify(records[index]).includes(LEFT[name]));
}

describe('the script for Fluent Bit', () => {
  test.each(BY_LINE)('reads the lines of %s', (name) => {
    const { expected, lines } = CASES[name] as Case & { readonly lines: readonly string[] };
    const records = runFluentBit(lines);
    expect(records.map((record, index) => differences(record, expected[index]))).toEqual(lines.map(() => []));
    expect(records).toEqual(lines.map(() => expect.objectContaining(ORIGIN)));
  });

  test.each(BY_EVENT)('knows how severe %s is', (name) => {
    const { expected } = CASES[name];
    const records = runFluentBit(expected.map(({ body }) => body as string));
    expect(records.map((record, index) => differences(record, expected[index]))).toEqual(expected.map(() => []));
  });

  test('takes no severity that nobody knows', () => {
    const [loud, low, none] = runFluentBit(['{"message":"a","severity":"LOUD"}', '{"message":"a","severity":"warn"}', 'plain']);
    expect([loud.severity, loud.severity_number]).toEqual([undefined, undefined]);
    expect([low.severity, low.severity_number]).toEqual(['WARN', 13]);
    expect(none).toEqual({ ...ORIGIN, message: 'plain' });
  });

  test.each(Object.entries(PLACES))('masks secrets in %s', (_, events) => {
    expect(unmasked(runFluentBit(events))).toEqual([]);
  });

  test('masks fields by their name', () => {
    const records = runFluentBit(SECRET_FIELDS.map((name) => json({ message: 'event', [name]: 'plain-value', deep: { [name]: 'plain-value' } })));
    expect(records.filter((record) => JSON.stringify(record).includes('plain-value'))).toEqual([]);
    expect(records.map(({ message }) => message)).toEqual(SECRET_FIELDS.map(() => 'event'));
  });

  test('masks a value in quotes as a whole', () => {
    const [record] = runFluentBit(['it said password: "two words", secret = \'three more words\' and ended']);
    expect(record.message).toBe('it said ****, **** and ended');
  });

  test('leaves what is no secret', () => {
    expect(runFluentBit(HARMLESS)).toEqual(HARMLESS.map((message) => ({ ...ORIGIN, message })));
  });

  // What began again at each of them would take many seconds.
  test('reads what could begin a secret anywhere in one go', () => {
    const text = 'eyJ'.repeat(7_000);
    expect(runFluentBit([text])).toEqual([{ ...ORIGIN, message: text }]);
  });

  test('is found out without its forms', () => {
    const script = FLUENT_BIT_SCRIPT.replace('for _, form in ipairs(values)', 'for _, form in ipairs({})');
    expect(script).not.toBe(FLUENT_BIT_SCRIPT);
    expect(unmasked(runFluentBit(PLACES['a field'], script))).toEqual(expect.arrayContaining(['AWS', 'card', 'web token']));
  });
});
