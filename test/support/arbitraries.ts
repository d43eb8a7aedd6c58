import fc from 'fast-check';

/** A prop's value, and whether it is allowed by itself. */
export interface Candidate<T> {
  readonly value: T;
  readonly valid: boolean;
}

/** Text that some language between here and the cluster would read as code. */
export const HOSTILE_TEXTS = [
  '${file("/etc/passwd")}',
  '%{ if true }yes%{ endif }',
  '$${escaped}',
  '$$${twice}',
  '%%{ escaped }',
  '${',
  '%{',
  '"}{"',
  'a "quoted" \'text\'',
  'back\\slash \\n \\u0041 \\${x}',
  'two\nlines\r\nand\ttabs',
  'null \u0000 and \u001b[31m',
  'ünïcödé 日本語 🚀 \u2028 \u202e',
  '{{ .Values }} ${{ github.token }}',
  '# comment // comment /* comment */',
  '<<EOT\nheredoc\nEOT',
  'x'.repeat(10_000),
];

/** A sentence of a user: plain words, or words around something hostile. */
export const sentence = fc.oneof(
  fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((text) => /\S/.test(text) && !text.includes('TfToken')),
  fc
    .tuple(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ maxLength: 20 }))
    .map((parts) => parts.join(' '))
    .filter((text) => text.length <= 16384),
);

/** What a caller who ignores the types may pass. */
export const junk = fc.oneof(
  fc.constantFrom<unknown>(null, NaN, Infinity, -1, 0, 1.5, '', ' ', 'true', {}, [], 10n, Symbol('x'), () => 1, new Date(0)),
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.anything(),
);

export const candidates = <T>(valid: fc.Arbitrary<T>, invalid: fc.Arbitrary<unknown>): fc.Arbitrary<Candidate<T | undefined>> =>
  fc.oneof(
    { weight: 6, arbitrary: valid.map((value) => ({ value, valid: true })) },
    { weight: 2, arbitrary: fc.constant({ value: undefined, valid: true }) },
    { weight: 1, arbitrary: invalid.map((value) => ({ value: value as T, valid: false })) },
  );

export const integers = (min: number, max: number) =>
  candidates(
    fc.integer({ min, max }),
    junk.filter((value) => value !== undefined && !(Number.isInteger(value) && (value as number) >= min && (value as number) <= max)),
  );

export const booleans = candidates(
  fc.boolean(),
  junk.filter((value) => value !== undefined && typeof value !== 'boolean'),
);
