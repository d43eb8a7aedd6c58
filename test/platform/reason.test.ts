import { breach } from '../../lib/core/rules';
import { isReason, REASON, WHY } from '../../lib/platform/reason';

test.each(['the export tool lists every bucket', 'für Prüfer\nund Revision\t(2)', '数据导出', '  - why: it has to "${be}"', '🚀 abc', 'a.b.c'])(
  '%j is a reason',
  (text) => {
    expect(isReason(text)).toBe(true);
    expect(breach('why', text, WHY)).toBeUndefined();
  },
);

test.each(['', '.', '- - -', 'ab', '  \n'])('%j says nothing', (text) => expect(isReason(text)).toBe(false));

test.each(['\u001b[31m', '\u0000', '\r', '\u007f', '\u009b', '\u2028', '\u202e', '\u2066'])('a reason must not have %j in it', (sign) => {
  for (const text of [`${sign}a reason`, `a${sign} reason`, `a reason${sign}`]) {
    expect(isReason(text)).toBe(false);
    expect(breach('reason', text, REASON)?.allowed).toBe('a sentence that says why, at most 16384 characters');
    expect(breach('why', text, WHY)).toBeDefined();
  }
});

test('a long text without a reason is refused in no time', () => {
  expect(isReason('.'.repeat(16384))).toBe(false);
  expect(isReason(`${'a'.repeat(16383)}\u001b`)).toBe(false);
});
