import { cidrContains, cidrFix } from '../../lib/core/cidr';

test.each(['10.0.0.0/16', '0.0.0.0/0', '10.1.2.3/32', '2001:db8::/32', '::/0', '::1/128', 'fd00:ec2::23/128', '::ffff:10.0.0.0/104'])(
  '%s is a network',
  (cidr) => {
    expect(cidrFix(cidr)).toBeUndefined();
  },
);

test.each([
  ['10.0.0.5', "did you mean '10.0.0.5/32'?"],
  ['10.20.0.0', "add the length of its prefix, as in '10.20.0.0/16'"],
  ['10.20.3.0', "add the length of its prefix, as in '10.20.3.0/24'"],
  ['2001:db8::', "add the length of its prefix, as in '2001:db8::/64'"],
  ['2001:db8::1', "did you mean '2001:db8::1/128'?"],
  ['10.0.0.5/16', "did you mean '10.0.0.0/16'?"],
  ['2001:db8::1/32', "did you mean '2001:db8:0:0:0:0:0:0/32'?"],
  ['10.0.0.0/33', 'give a network such as 10.0.0.0/16 or 2001:db8::/32'],
  ['300.0.0.0/8', 'give a network such as 10.0.0.0/16 or 2001:db8::/32'],
  ['', 'give a network such as 10.0.0.0/16 or 2001:db8::/32'],
])('%s is refused: %s', (cidr, fix) => {
  expect(cidrFix(cidr)).toBe(fix);
});

test('a host name is refused with the reason', () => {
  expect(cidrFix('api.stripe.com')).toBe(
    'a NetworkPolicy knows pods, namespaces and CIDRs, but no host names: ' +
    'give the networks that the host publishes, or go through an egress proxy',
  );
});

test.each([
  ['0.0.0.0/0', '169.254.169.254/32', true],
  ['169.254.0.0/16', '169.254.169.254/32', true],
  ['10.0.0.0/8', '169.254.169.254/32', false],
  ['::/0', '169.254.169.254/32', false],
  ['10.0.0.0/24', '10.0.0.0/16', false],
])('%s contains %s: %s', (outer, inner, expected) => {
  expect(cidrContains(outer, inner)).toBe(expected);
});
