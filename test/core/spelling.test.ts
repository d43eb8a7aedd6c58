import { spelt, speltPlace } from '../../lib/core/spelling';

const PYTHON = { connectTo: 'connect_to', constructor: 'never', replicaCount: 'replica_count', timeZone: 'time_zone' };

test.each([
  ['replicaCount: got -1\n     allowed: at most maxReplicas', 'replica_count: got -1\n     allowed: at most maxReplicas'],
  ["jobs[0].timeZone: got 'timeZone'", "jobs[0].time_zone: got 'timeZone'"],
  ["env['replicaCount']: got nothing, beside replicaCount", "env['replicaCount']: got nothing, beside replica_count"],
  ["got 'it's replicaCount', 'the team's timeZone'; allowed: replicaCount", "got 'it's replicaCount', 'the team's timeZone'; allowed: replica_count"],
  ["got 'it\nreplicaCount", "got 'it\nreplica_count"],
  ["the team's replicaCount is the service's", "the team's replica_count is the service's"],
  ['replicaCounts and toString stay', 'replicaCounts and toString stay'],
])('names are those of the language, and what somebody wrote is left: %j', (text, expected) => {
  expect(spelt(text, PYTHON)).toBe(expected);
});

test.each([
  ["x.connectTo(y, { replicaCount: 3, timeZone: 'a, b: c' })", "x.connect_to(y, replica_count=3, time_zone='a, b: c')"],
  ["write new Stack(app, 'one', { platform, environment: 'new X({ a: b })' })", "write Stack(app, 'one', platform=platform, environment='new X({ a: b })')"],
  ['Tier.of({ production: true, tier: Tier.DEV })', 'Tier.of(production=True, tier=Tier.DEV)'],
  ["got 'new X({ a: b })' in a new App, beside { a: b }", "got 'new X({ a: b })' in a new App, beside { a: b }"],
  ["options.timeZone: got nothing\n     fix: give timeZone, as in { timeZone: 'UTC' }", "time_zone: got nothing\n     fix: give time_zone, as in time_zone='UTC'"],
  ['write { access: Access.WRITE }; see the options. [{ a: 1 }, { b: 2 }]', 'write access=Access.WRITE; see the options. [{ a: 1 }, { b: 2 }]'],
  ["got '{ a: 1 })' and 'options.a'", "got '{ a: 1 })' and 'options.a'"],
  ["write production: true, or replicaCount: 3; give it timeZone: 'a, b: c'", "write production=True, or replica_count=3; give it time_zone='a, b: c'"],
  ["add backend: Backend.s3({ replicaCount: 1 }), timeZone: 'x'", "add backend=Backend.s3(replica_count=1), time_zone='x'"],
  ['replicaCount: got true; allowed: a port: 80, true or false', 'replica_count: got True; allowed: a port: 80, True or False'],
  ['merge({ spec: { a: 1 } }), ({ a: 1 })', 'merge({ spec: { a: 1 } }), (a=1)'],
])('calls are those of Python: %j', (text, expected) => {
  expect(spelt(text, PYTHON)).toBe(expected);
});

test.each([
  ['connectTo at connectTo/timeZone', 'connect_to at connectTo/timeZone'],
  ["Stack 'timeZone'", "Stack 'timeZone'"],
])('a place has the names of the language, and the path as it is: %j', (where, expected) => {
  expect(speltPlace(where, PYTHON)).toBe(expected);
});

test('the package for Node has the names of TypeScript', () => {
  expect(spelt("replicaCount: got 'x'", undefined)).toBe("replicaCount: got 'x'");
});
