import { spelt } from '../../lib/core/spelling';

const PYTHON = { constructor: 'never', replicaCount: 'replica_count', timeZone: 'time_zone' };

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

test('the package for Node has the names of TypeScript', () => {
  expect(spelt("replicaCount: got 'x'")).toBe("replicaCount: got 'x'");
});
