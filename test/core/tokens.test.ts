import { Lazy, Token } from 'cdktf';
import { isToken, plainText, plainTextAroundTokens, tokensIn } from '../../lib/core/tokens';

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

test('a token is found in a text in each of its forms', () => {
  const list = Token.asList({ resolve: () => [] })[0];
  const key = Object.keys(Token.asStringMap({ resolve: () => ({}) }))[0];
  const number = Token.asNumber({ resolve: () => 1 });
  for (const value of [list, key, `${number}`, `a ${list} b`, `x${key}`, `port ${number}.`, { [key]: 1 }, { a: [{ b: `${number}` }] }]) {
    expect(tokensIn(value)).toHaveLength(1);
  }
  for (const value of ['#{TfToken', '&{a}', '-1.888e+289', '1e+289', -1.5e289]) expect(tokensIn(value)).toEqual([]);
});

test('text beside a token is escaped, the token is not', () => {
  const arn = token();
  expect(plainTextAroundTokens(`${arn}/\${aws:username}/*`)).toBe(`${arn}/$\${aws:username}/*`);
});
