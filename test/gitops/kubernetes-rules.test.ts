import { EXACT_HOST, HOST } from '../../lib/core/host-name';
import { breach } from '../../lib/core/limits';
import type { Limit } from '../../lib/core/limits';
import { cronFault } from '../../lib/gitops/limits/cron';
import { IMAGE, IMAGE_REFERENCE } from '../../lib/gitops/limits/image-reference';
import { HTTP_ROUTE_PATH, PORT_NAME, ROUTE_PATH, TEXT } from '../../lib/gitops/limits/kubernetes-limits';
import { TIME_ZONE } from '../../lib/gitops/limits/time-zone';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const HOSTS_AND_PATHS = { EXACT_HOST, HOST, HTTP_ROUTE_PATH, ROUTE_PATH } satisfies Record<string, Limit>;
const LIMITS = { ...HOSTS_AND_PATHS, IMAGE, IMAGE_REFERENCE, PORT_NAME, TEXT, TIME_ZONE } satisfies Record<string, Limit>;
const fixOf = (kind: keyof typeof LIMITS, value: string) => breach('value', value, LIMITS[kind])?.fix;

test.each<[keyof typeof LIMITS, string]>([
  ['EXACT_HOST', 'argocd.internal.acme.io'],
  ['HOST', 'x.acme.io'],
  ['HOST', '*.acme.io'],
  ['HOST', `${'a'.repeat(63)}.io`],
  ['HTTP_ROUTE_PATH', '/'],
  ['HTTP_ROUTE_PATH', '/a%20b/~c'],
  ['IMAGE', 'app'],
  ['IMAGE', 'localhost:5000/app'],
  ['IMAGE', 'GHCR.io/acme/a__b.c--d'],
  ['IMAGE', '[fd00::1]:5000/app'],
  ['IMAGE_REFERENCE', 'envoy:1'],
  ['IMAGE_REFERENCE', `registry:5000/envoy@${DIGEST}`],
  ['IMAGE_REFERENCE', `registry:5000/envoy:1@${DIGEST}`],
  ['PORT_NAME', 'grpc'],
  ['PORT_NAME', '8080-tcp'],
  ['ROUTE_PATH', '/a/b'],
  ['TEXT', 'käse\n\t'],
  ['TIME_ZONE', 'Europe/Berlin'],
  ['TIME_ZONE', 'Etc/UTC'],
  ['TIME_ZONE', 'US/Eastern'],
  ['TIME_ZONE', 'America/Port-au-Prince'],
  ['TIME_ZONE', 'EST5EDT'],
  ['TIME_ZONE', 'Etc/GMT+5'],
])('%s takes %s', (kind, value) => {
  expect(fixOf(kind, value)).toBeUndefined();
});

test.each<[keyof typeof LIMITS, string, string]>([
  ['EXACT_HOST', '*.acme.io', "write it like 'payments.internal.acme.io'"],
  ['HOST', '10.0.0.1', 'give the name in DNS that leads to this address'],
  ['HOST', '2001:db8::1', 'give the name in DNS that leads to this address'],
  ['HOST', 'https://x.acme.io/', "did you mean 'x.acme.io'?"],
  ['HOST', 'X.Acme.io', "did you mean 'x.acme.io'?"],
  ['HOST', 'а.acme.io', "did you mean 'a.acme.io'? 'а' (U+0430, Cyrillic) at position 1 is not ASCII"],
  ['HOST', `${'a'.repeat(64)}.io`, "shorten 'aaaaaaaaaaaa…' by 1: a label has at most 63 characters"],
  ['HOST', '*', "write it like 'payments.internal.acme.io'"],
  ['HOST', 'a.*.acme.io', "write it like 'payments.internal.acme.io'"],
  ['HOST', `${'a.'.repeat(126)}io`, 'shorten it by 1 of its 254 characters'],
  ['ROUTE_PATH', 'payments', "did you mean '/payments'?"],
  ['ROUTE_PATH', '/a//b', "write '/a/b'"],
  ['ROUTE_PATH', '/a/../b', "write the path without '/../'"],
  ['ROUTE_PATH', '/a/..', "write the path without '/..'"],
  ['ROUTE_PATH', '/a%2Fb', "write the path without '%2F'"],
  ['ROUTE_PATH', '/a\0', 'remove U+0000, the character at position 3'],
  ['HTTP_ROUTE_PATH', '/a#b', "write it like '/payments'"],
  ['HTTP_ROUTE_PATH', '/a%2', "write it like '/payments'"],
  ['PORT_NAME', '8080', "write it like 'grpc'"],
  ['PORT_NAME', 'a--b', "did you mean 'a-b'?"],
  ['PORT_NAME', 'GRPC', "did you mean 'grpc'?"],
  ['PORT_NAME', 'a-very-long-name', 'shorten it by 1 of its 16 characters'],
  ['IMAGE', 'ghcr.io/a/b:1.0', "write image: 'ghcr.io/a/b', imageTag: '1.0'"],
  ['IMAGE', 'app:5000', "write image: 'app', imageTag: '5000'"],
  ['IMAGE', `ghcr.io/a/b@${DIGEST}`, `write image: 'ghcr.io/a/b', imageDigest: '${DIGEST}'`],
  ['IMAGE', 'https://ghcr.io/a/b', "did you mean 'ghcr.io/a/b'?"],
  ['IMAGE', 'ghcr.io/Acme/App', "did you mean 'ghcr.io/acme/app'?"],
  ['IMAGE', 'ghcr.io/a..b', "write it like 'ghcr.io/acme/payment-service'"],
  ['IMAGE', 'ghcr.io/a___b', "write it like 'ghcr.io/acme/payment-service'"],
  ['IMAGE_REFERENCE', 'envoy', "name its version, as in 'envoy:1.0.0'"],
  ['IMAGE_REFERENCE', 'registry:5000/envoy', "name its version, as in 'registry:5000/envoy:1.0.0'"],
  ['IMAGE_REFERENCE', 'envoy@sha256:12', "write it like 'envoyproxy/envoy:v1.34.1'"],
  ['TEXT', 'a\0b', 'remove U+0000, the character at position 2'],
  ['TIME_ZONE', 'Berlin', "did you mean 'Europe/Berlin'?"],
  ['TIME_ZONE', 'europe/berlin', "did you mean 'Europe/Berlin'?"],
  ['TIME_ZONE', 'EUROPE/BERLIN', "did you mean 'Europe/Berlin'?"],
  ['TIME_ZONE', 'Europe/Berlln', "did you mean 'Europe/Berlin'?"],
  ['TIME_ZONE', 'Mars/Olympus', "use a name of the IANA database, as in 'Europe/Berlin'"],
  ['TIME_ZONE', '+01:00', "use a name of the IANA database, as in 'Europe/Berlin'"],
  ['TIME_ZONE', 'Local', "use a name of the IANA database, as in 'Europe/Berlin'"],
])('%s refuses %j: %s', (kind, value, fix) => {
  expect(fixOf(kind, value)).toBe(fix);
  const [, proposed] = /^(?:did you mean|write|write it like|name its version, as in|use .*, as in) '(\S*)'/.exec(fix) ?? [];
  if (proposed !== undefined && !fix.includes('write the path without')) expect(fixOf(kind, proposed)).toBeUndefined();
});

test.each([
  '0 3 * * *',
  '*/15  0-23/2 1,15 JAN-mar,12 MON-Fri',
  '5/10 ? ? * 0,6',
  '@daily',
  '@midnight',
  '@annually',
  '0 0 1 1 SUN',
])('Kubernetes reads the schedule %s', (schedule) => {
  expect(cronFault(schedule)).toBeUndefined();
});

test.each([
  ['at night', 'write five fields instead of 2: minute, hour, day of the month, month, day of the week'],
  ['', 'write five fields instead of 1: minute, hour, day of the month, month, day of the week'],
  ['0 0 3 * * *', 'write five fields instead of 6: minute, hour, day of the month, month, day of the week'],
  ['60 3 * * *', "change the minute '60': it is 0 to 59"],
  ['0 24 * * *', "change the hour '24': it is 0 to 23"],
  ['0 3 0 * *', "change the day of the month '0': it is 1 to 31"],
  ['0 3 * 13 *', "change the month '13': it is 1 to 12, or jan to dec"],
  ['0 3 * * 7', 'write Sunday as 0: Kubernetes has no day 7'],
  ['0 3 * * monday', "change the day of the week 'monday': it is 0 to 6, or sun to sat"],
  ['0 3 L * *', "change the day of the month 'L': it is 1 to 31"],
  ['*/0 3 * * *', "write a step of 1 or more after the slash of '*/0', the minute"],
  ['*/5/5 3 * * *', "write '*/5/5', the minute, with one slash"],
  ['1-2-3 3 * * *', "write '1-2-3', the minute, as one range such as 0-59"],
  ['0 22-4 * * *', "write '22-4', the hour, as two ranges with a comma: it ends before it begins"],
  ['0 3 * * fri-mon', "write 'fri-mon', the day of the week, as two ranges with a comma: it ends before it begins"],
  ['1, 3 * * *', "change the minute '': it is 0 to 59"],
  ['-1 3 * * *', "change the minute '': it is 0 to 59"],
  ['*-5 3 * * *', "change the minute '*': it is 0 to 59"],
  ['@every 1h', "write five fields, as in '*/15 * * * *' for every 15 minutes"],
  ['@dayly', "did you mean '@daily'?"],
  ['@reboot', 'use one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, or five fields'],
  ['TZ=Europe/Berlin 0 3 * * *', "write schedule: '0 3 * * *', timeZone: 'Europe/Berlin'"],
  ['CRON_TZ=UTC 0 3 * * *', "write schedule: '0 3 * * *', timeZone: 'UTC'"],
  ['0 3 * * * TZ=UTC', "write the time zone into timeZone, as in 'Europe/Berlin'"],
])('Kubernetes does not read the schedule %j: %s', (schedule, fix) => {
  expect(cronFault(schedule)).toBe(fix);
});
