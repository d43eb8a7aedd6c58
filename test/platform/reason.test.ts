import { breach } from '../../lib/core/limits';
import { isReason, REASON, WHY } from '../../lib/platform/reason';

test.each(['the export tool lists every bucket', 'für Prüfer\nund Revision\t(2)', '数据导出', '  - why: it has to "${be}"', '🚀 abc', 'a.b.c'])(
  '%j is a reason',
  (text) => {
    expect(isReason(text)).toBe(true);
    expect(breach('why', text, WHY)).toBeUndefined();
  },
);

test.each(['', '.', '- - -', 'ab', '  \n'])('%j says nothing', (text) => expect(isReason(text)).toBe(false));

test.each(['\u001b[31m', '\u0000', '\r', '\u202e'])('%j is shown escaped, and is no letter of a reason', (sign) => {
  expect(breach('reason', `a reason${sign}`, REASON)).toBeUndefined();
  expect(breach('reason', sign.replace('[31m', '').repeat(3), REASON)?.allowed).toBe('a sentence that says why, at most 16384 characters');
});

test('a long text without a reason is refused in no time', () => {
  expect(isReason('.'.repeat(16384))).toBe(false);
  expect(isReason(`aa${'.'.repeat(16382)}`)).toBe(false);
});
