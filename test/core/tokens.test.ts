import { Lazy, Token } from 'cdktf';
import { isToken, plainText, plainTextAroundTokens } from '../../lib/core/tokens';

const token = () => Lazy.stringValue({ produce: () => 'later' });

test.each([
  ['${file("/etc/passwd")}', '$${file("/etc/passwd")}'],
  ['%{ if true }yes%{ endif }', '%%{ if true }yes%%{ endif }'],
  ['$${x}', '$$${x}'],
  ['costs $5 or 10%', 'costs $5 or 10%'],
  ['$', '$'],
])('%s is written for Terraform as %s', (text, escaped) => {
  expect(plainText(text)).toBe(escaped);
});

test('tokens are found wherever they hide', () => {
  for (const value of [
    token(),
    `a ${token()} b`,
    Token.asNumber({ resolve: () => 1 }),
    Token.asList({ resolve: () => [] }),
    [token()],
  ]) {
    expect(isToken(value)).toBe(true);
  }
  for (const value of ['plain', '${var.x}', 5, [], ['a'], {}, null, undefined, true]) expect(isToken(value)).toBe(false);
});

test('text beside a token is escaped, the token is not', () => {
  const arn = token();
  expect(plainTextAroundTokens(`${arn}/\${aws:username}/*`)).toBe(`${arn}/$\${aws:username}/*`);
});
