import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../support/arbitraries';

export type Text = fc.Arbitrary<string>;

/** What YAML, a template, a shell or Kubernetes would read as something else than text. */
const TELLING = ['', ' ', 'true', 'no', 'null', '~', '1e3', '0x10', '2024-01-01', '- a', 'a: b', '{{', '}}', '{{ fail "no" }}', '$(HOME)', '%', '\n'];

/** A text of a user: anything at all, and often something hostile. */
export const anyText: Text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...TELLING), fc.string({ maxLength: 60, unit: 'grapheme' }));

/** How many of a thing an application has at most, so that a failure stays readable. */
export const FEW = 3;

export const dnsLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/);
export const labelValue = fc.stringMatching(/^([A-Za-z0-9]([A-Za-z0-9_.-]{0,20}[A-Za-z0-9])?)?$/);
export const labelKey = fc.stringMatching(/^(acme\.io\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,20}[A-Za-z0-9])?$/);
export const variable = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,20}$/);
export const secretVariable = variable.map((name) => `${name}_SECRET`);
export const absolutePath = fc.stringMatching(/^(\/[A-Za-z0-9._@+-]{1,12}){1,3}$/);
export const urlPath = fc.stringMatching(/^\/[!-~]{0,30}$/);
export const host = fc.stringMatching(/^(\*\.)?[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?){1,3}$/);
export const checksum = fc.stringMatching(/^[0-9a-f]{64}$/);
export const digest = checksum.map((hash) => `sha256:${hash}`);
export const tag = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/), fc.constantFrom('1.10', '1e3', 'true', '0755'));
export const repository = fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,2}(\/[a-z0-9]{1,8}){1,2}$/);

export const count = (min: number, max: number) => fc.integer({ min, max });
export const port = count(1, 65535);
export const memory = count(8, 4096).map((amount) => `${amount}Mi`);
export const cpu = fc.oneof(count(1, 4000).map((milli) => `${milli}m`), count(1, 9).map(String));

export const mapOf = <T>(key: Text, value: fc.Arbitrary<T>) => fc.dictionary(key, value, { maxKeys: FEW, noNullPrototype: true });
export const someOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: FEW });
