import { add, ceil, choose, divide, equal, input, join, multiply } from '../../../lib/core/formula';
import { argument, block, comment, file } from '../../../lib/modules/hcl/body';
import { call, literal, object, raw, template } from '../../../lib/modules/hcl/expression';
import { formulaHcl } from '../../../lib/modules/hcl/formula';
import { escaped } from '../../../lib/modules/hcl/text';

describe('HCL', () => {
  test.each([
    ['${file("x")}', '$${file(\\"x\\")}'],
    ['%{ if true }', '%%{ if true }'],
    ['$${x}', '$$${x}'],
    ['a\\b', 'a\\\\b'],
    ['two\nlines\r\tx', 'two\\nlines\\r\\tx'],
    ['\u0000\u202e', '\\u0000\\u202e'],
    ['$ % plain', '$ % plain'],
  ])('a text is never code: %j', (text, written) => {
    expect(escaped(text)).toBe(written);
  });

  test('a sign before an expression does not escape it', () => {
    expect(file([argument('a', template(['costs $', raw('var.x'), '%', raw('var.y')]))])).toBe('a = "costs ${"$"}${var.x}${"%"}${var.y}"\n');
  });

  test('a comment stays on its line', () => {
    expect(file([comment('one\ntwo'), block('locals', [], [])])).toBe('# one two\nlocals {}\n');
  });

  test('arguments are aligned, and what takes several lines stands apart', () => {
    const body = [
      argument('name', literal('x')),
      argument('labels', literal({ 'a.b/c': 'd', 'for': 1 })),
      argument('policy', call('jsonencode', object([['Version', literal('1')], ['List', literal(['a', 2, true, null])]]))),
      argument('longer_name', raw('var.x')),
      block('spec', [], [argument('a', literal([]))]),
    ];
    expect(file([block('resource', ['t', 'n'], body)])).toBe(`resource "t" "n" {
  name = "x"

  labels = {
    "a.b/c" = "d"
    "for"   = 1
  }

  policy = jsonencode({
    Version = "1"
    List    = ["a", 2, true, null]
  })

  longer_name = var.x

  spec {
    a = []
  }
}
`);
  });

  test('a formula has the parentheses that it needs', () => {
    const inputs = { a: 'var.a', b: 'var.b' };
    const sum = add(input('a'), input('b'));
    expect(formulaHcl(multiply(sum, 2), inputs)).toBe('(var.a + var.b) * 2');
    expect(formulaHcl(divide(input('a'), multiply(input('b'), 2)), inputs)).toBe('var.a / (var.b * 2)');
    expect(formulaHcl(ceil(sum), inputs)).toBe('ceil(var.a + var.b)');
    expect(formulaHcl(choose(equal(input('a'), 1), '', '50%'), inputs, 'null')).toBe('var.a == 1 ? null : "50%"');
    expect(formulaHcl(add(choose(input('a'), 1, 2), 3), inputs)).toBe('(var.a ? 1 : 2) + 3');
    expect(formulaHcl(join(input('a'), '-', input('b')), inputs)).toBe('"${var.a}-${var.b}"');
  });
});
