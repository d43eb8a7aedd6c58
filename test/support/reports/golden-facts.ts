import { changeKey } from '../../../lib/reports/facts/change-key';
import type { Change, Deployment, Fact, Incident } from '../../../lib/reports/facts/facts';
import { sha } from './organization';

/**
 * The facts of the golden organisation, written by hand from what its repositories and incidents record: nothing here reads them.
 * Deployments: id, revision, outcome, start, end, kind, repairs, the commits that it ships first with their time.
 */
type Row = readonly [
  id: number | string, revision: string, outcome: string, start: string, end: string, ships?: string, kind?: string, repairs?: string,
];

const PAYMENTS: readonly Row[] = [
  [99, 'p0', 'succeeded', '02-10T09:50', '02-10T10:00'],
  [100, 'p0', 'succeeded', '03-01T23:56', '03-02T00:05'],
  [101, 'p2', 'succeeded', '03-02T09:52', '03-02T10:00', 'p1 03-02T08:00, p2 03-02T09:00'],
  [102, 'm4', 'succeeded', '03-03T11:50', '03-03T12:00', 'p3 03-03T06:00'],
  [103, 'p5', 'succeeded', '03-03T13:50', '03-03T14:00', 'p5 03-03T12:40', 'hotfix', '102'],
  [104, 'p6', 'failed', '03-05T09:50', '03-05T10:00'],
  [105, 'p6', 'succeeded', '03-05T10:50', '03-05T11:00', 'p6 03-05T09:00'],
  [106, 'p7', 'not-started', '03-06T08:50', '03-06T09:00'],
  [107, 'p8', 'succeeded', '03-06T13:50', '03-06T14:00', 'p7 03-06T08:00, p8 03-06T12:00'],
  [108, 'p9', 'succeeded', '03-09T08:50', '03-09T09:00', 'p9 03-09T08:00'],
  [109, 'p8', 'succeeded', '03-09T09:45', '03-09T09:50', '', 'rollback', '108'],
  [110, 'p10', 'succeeded', '03-10T10:50', '03-10T11:00', 'p10 03-10T10:00'],
  [111, 'p11', 'succeeded', '03-17T09:50', '03-17T10:00', 'p11 03-17T07:00'],
  [112, 'p12', 'succeeded', '03-24T09:50', '03-24T10:00', 'p12 03-24T10:10'],
  [113, 'p13', 'succeeded', '03-29T23:50', '03-30T00:05', 'p13 03-29T23:00'],
];

const LEDGER: readonly Row[] = [
  ['200/1', 'l0', 'succeeded', '02-25T10:00', '02-25T10:20'],
  ['201/1', 'l1', 'succeeded', '03-04T12:00', '03-04T12:30', 'l1 03-04T10:00'],
  ['202/1', 'l2', 'failed', '03-11T09:00', '03-11T09:20'],
  ['202/2', 'l2', 'succeeded', '03-11T10:00', '03-11T10:20', 'l2 03-11T08:20'],
  ['203/1', 'l3', 'cancelled', '03-12T09:00', '03-12T09:05'],
  ['204/1', 'l4', 'failed', '03-18T15:00', '03-18T15:10'],
  ['205/1', 'l4', 'succeeded', '03-20T15:00', '03-20T15:10', 'l3 03-12T08:00, l4 03-18T14:00'],
  ['206/1', 'l5', 'running', '03-29T23:00', ''],
];

const CART: readonly Row[] = [
  [300, 's0', 'succeeded', '02-26T09:55', '02-26T10:00'],
  [301, 's2', 'succeeded', '03-03T12:50', '03-03T13:00', 's1 03-03T09:00'],
  [302, 's3', 'succeeded', '03-10T09:50', '03-10T10:00', 's3 03-10T09:00'],
  [306, 's7-hotfix', 'succeeded', '03-18T20:50', '03-18T21:00', 's7-hotfix 03-18T20:00', 'hotfix'],
  [307, 's8', 'succeeded', '03-19T11:50', '03-19T12:00', 's8 03-19T09:00'],
];

const SEARCH: readonly Row[] = [
  [300, 's0', 'succeeded', '02-26T09:55', '02-26T10:00'],
  [301, 's2', 'succeeded', '03-03T12:50', '03-03T13:00', 's2 03-03T10:00'],
  [304, 's5', 'succeeded', '03-12T10:10', '03-12T10:20', 's4 03-12T09:00, s5 03-12T09:10'],
  [303, 's4', 'succeeded', '03-12T10:00', '03-12T10:30'],
  [305, 's6', 'succeeded', '03-17T12:50', '03-17T13:00'],
];

const NOTIFIER: readonly Row[] = [
  [400, 'n0', 'succeeded', '02-11T09:55', '02-11T10:00'],
  [401, 'n1', 'succeeded', '03-05T10:50', '03-05T11:00', 'n1 03-05T10:00'],
  [402, 'n2', 'succeeded', '03-26T09:50', '03-26T10:00', 'n2 03-26T09:00', 'rollback', '401'],
];

/** The facts of the golden organisation, service by service. */
export function goldenFacts(): Fact[] {
  const incident = (id: string, service: string, team: string, start: string, end: string): Incident => ({
    fact: 'incident', service, team, id, startedAt: time(start), resolvedAt: time(end), url: `https://acme.pagerduty.com/incidents/${id}`,
  });
  return [
    ...rows(CART, 'cart', 'storefront', 'shop'),
    ...rows(LEDGER, 'ledger', 'payments', 'ledger', 'Deploy to Production'),
    ...rows(NOTIFIER, 'notifier', 'storefront', 'notifier'),
    ...rows(PAYMENTS, 'payment-service', 'payments', 'payment-service'),
    incident('I1', 'payment-service', 'payments', '03-03T12:20', '03-03T13:00'),
    incident('I2', 'payment-service', 'payments', '03-03T12:30', '03-03T13:30'),
    incident('I3', 'payment-service', 'payments', '03-09T09:30', '03-09T10:30'),
    incident('I4', 'payment-service', 'payments', '03-24T11:30', '03-24T12:00'),
    ...rows(SEARCH, 'search', 'storefront', 'shop'),
    incident('I6', 'search', 'storefront', '03-12T10:25', '03-12T10:55'),
  ];
}

function time(short: string): string {
  return `2026-${short}:00Z`;
}

function rows(table: readonly Row[], service: string, team: string, name: string, environment = 'production'): Fact[] {
  const repository = `acme/${name}`;
  const idOf = (id: number | string) => {
    const [run, attempt] = String(id).split('/');
    return `${repository}/${attempt === undefined ? `deployments/${run}` : `runs/${run}/attempts/${attempt}`}#${service}`;
  };
  const urlOf = (id: number | string, revision: string) => {
    const [run, attempt] = String(id).split('/');
    return `https://github.com/${repository}/${attempt === undefined ? `commit/${sha(revision)}` : `actions/runs/${run}/attempts/${attempt}`}`;
  };
  const deployments = table.map(([id, revision, outcome, start, end, , kind = 'planned', repairs]): Deployment => ({
    fact: 'deployment', service, team, id: idOf(id), repository, environment, revision: sha(revision),
    kind: kind as Deployment['kind'], outcome: outcome as Deployment['outcome'], startedAt: time(start),
    ...(end !== '' && { finishedAt: time(end) }), repairs: repairs === undefined ? [] : [idOf(repairs)], url: urlOf(id, revision),
  }));
  const changes = table.flatMap(([id, , , , , ships]) => (ships ? ships.split(', ') : []).map((each): Change => {
    const [commit, written] = each.split(' ');
    const key = changeKey({ email: 'dev@acme.example', writtenAt: time(written), subject: commit.split('-')[0] });
    return { fact: 'change', service, team, deployment: idOf(id), repository, revision: sha(commit), change: key, writtenAt: time(written) };
  }));
  return [...deployments, ...changes];
}
