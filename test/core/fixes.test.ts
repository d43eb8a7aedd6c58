import { strangeCharacter, withoutLookAlikes } from '../../lib/core/characters';
import { checkQuantity, CPU, MEMORY } from '../../lib/core/check-quantity';
import type { QuantityKind } from '../../lib/core/check-quantity';
import { breach } from '../../lib/core/limits';
import type { Limit } from '../../lib/core/limits';
import { Validation } from '../../lib/core/validation';
import { SERVICE_NAME } from '../../lib/platform/service-name';
import { thrownBy } from '../support/errors';

const fixOf = (value: unknown, limit: Limit = SERVICE_NAME) => breach('serviceName', value, limit)?.fix;

test.each<[unknown, string]>([
  ['pаyments', "did you mean 'payments'? 'а' (U+0430, Cyrillic) at position 2 is not ASCII"],
  ['pay–ments', "did you mean 'pay-ments'? '–' (U+2013) at position 4 is not ASCII"],
  ['pay\u200bments', "did you mean 'payments'? U+200B at position 4 is not ASCII"],
  ['pay支付ments', "replace '支' (U+652F), the character at position 4"],
  ['pay\0ments', 'remove U+0000, the character at position 4'],
  ['pay\ud800', 'remove U+D800, the character at position 4'],
  ['PaymentService', "did you mean 'payment-service'?"],
  [' payments ', "did you mean 'payments'?"],
  [['payments'], "use 'payments', without square brackets"],
  ['a'.repeat(60), 'shorten it by 10 of its 60 characters'],
  ['ab', 'make it 3 characters long or longer'],
  ['ghcr.io/a/b:1.0', "write it like 'payment-service'"],
  [{}, "write it like 'payment-service'"],
])('%j as a service name is answered with: %s', (value, fix) => {
  expect(fixOf(value)).toBe(fix);
});

test.each<[unknown, Limit, string]>([
  [111122223333, { type: 'string', pattern: '^\\d{12}$' }, "use '111122223333', in quotes"],
  ['yes', { type: 'boolean' }, 'use true, without quotes'],
  ['__proto__', { type: 'boolean' }, 'write true, or false'],
  ['x', { type: 'string', enum: ['blue', 'green'], otherwise: 'declare it' }, "use one of these, such as 'blue', or declare it"],
  ['blu\u0435', { type: 'string', enum: ['blue'] }, "did you mean 'blue'? 'е' (U+0435, Cyrillic) at position 4 is not ASCII"],
  ['green ', { type: 'string', enum: ['blue', 'green'] }, "did you mean 'green'?"],
])('%j for %j is answered with: %s', (value, limit, fix) => {
  expect(fixOf(value, limit)).toBe(fix);
});

test('a list that only Terraform knows is answered with what to write', () => {
  const validation = new Validation('x');
  validation.list('names', ['#{TfToken[TOKEN.0]}'], SERVICE_NAME);
  expect(thrownBy(() => validation.throwIfAny()).problems).toEqual([
    {
      path: 'names',
      got: 'a list that only Terraform knows',
      allowed: 'a list of literals',
      fix: "write the list itself, as in ['a', 'b']: it is needed at synth, and Terraform knows it only later",
    },
  ]);
});

test.each<[string, Parameters<Validation['map']>[1], string]>([
  ['files', { '/etc/app.yaml': 1 }, "files['/etc/app.yaml']"],
  ['labels', { team: 1 }, "labels['team']"],
])('a key of %s is shown as it is written', (path, values, shown) => {
  const validation = new Validation('x');
  validation.map(path, values, { type: 'string' }, { type: 'string', pattern: 'x' });
  const [problem] = thrownBy(() => validation.throwIfAny()).problems;
  expect(problem).toMatchObject({ path: shown, fix: `change ${shown}` });
});

test('a prop that does not exist is shown as it is written', () => {
  const validation = new Validation('x');
  validation.fields('', { 'app.port': 1 }, { limits: {} });
  expect(thrownBy(() => validation.throwIfAny()).problems[0].path).toBe("['app.port']");
});

test.each<[QuantityKind, unknown, string]>([
  [MEMORY, 256, "did you mean '256Mi'? without a unit it counts bytes"],
  [MEMORY, '256', "did you mean '256Mi'? without a unit it counts bytes"],
  [MEMORY, '256m', "did you mean '256Mi'? m is a thousandth of a byte"],
  [MEMORY, 268435456, "use '268435456', in quotes"],
  [MEMORY, '64Ti', "use at most '32Ti'"],
  [MEMORY, '1.5', "use '4Mi' or more: write it like '256Mi'"],
  [CPU, 2, "use '2', in quotes"],
  [CPU, 250, "did you mean '250m'? without a unit it counts whole cores"],
  [CPU, '1 core', "did you mean '1'?"],
  [CPU, '250M', "did you mean '250m'?"],
  [CPU, null, "write it like '250m'"],
])('%j of %j is answered with: %s', (kind, value, fix) => {
  const validation = new Validation('x');
  checkQuantity(validation, 'request', value, kind);
  const [problem] = thrownBy(() => validation.throwIfAny()).problems;
  expect(problem.fix).toBe(fix);
  const [, proposed] = /^(?:did you mean|use(?: at most)?) '([^']*)'/.exec(fix) ?? /'([^']*)'$/.exec(fix)!;
  expect(checkQuantity(new Validation('x'), 'request', proposed, kind)).toBeDefined();
});

test('every look-alike is one character of ASCII', () => {
  const text = [...'авекмнорстухАВЕЅІЈКМНОРСТУХαορνικτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧé–’\u00a0'];
  expect(text.map(withoutLookAlikes).filter((plain) => !/^[\x20-\x7e]$/.test(plain))).toEqual([]);
  expect(strangeCharacter('plain')).toBeUndefined();
});
