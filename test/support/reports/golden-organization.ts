import { commit } from './organization';
import type { Organization } from './organization';

/** The catalog entry of a service. */
const SHOP_CATALOG = 'kind: Component\nmetadata: { name: cart }\nspec: { type: service, owner: storefront }\n';

/**
 * An organisation in which every case of the definitions occurs, and every way to get them wrong gives another figure. The window of
 * its report is from 2026-03-02 to 2026-03-30; `golden-figures.ts` has its figures, worked out by hand.
 */
export const GOLDEN: Organization = {
  name: 'acme',
  repositories: [paymentService(), ledger(), shop(), notifier()],
  incidents: [
    // Two incidents of one deployment are one failed deployment.
    { id: 'I1', service: 'PPAY01', created: '2026-03-03T12:20', resolved: ['2026-03-03T13:00'] },
    // Reopened: the last resolution counts.
    { id: 'I2', service: 'PPAY01', created: '2026-03-03T12:30', resolved: ['2026-03-03T12:50', '2026-03-03T13:30'] },
    { id: 'I3', service: 'PPAY01', created: '2026-03-09T09:30', resolved: ['2026-03-09T10:30'] },
    // More than an hour after the last deployment: no deployment caused it.
    { id: 'I4', service: 'PPAY01', created: '2026-03-24T11:30', resolved: ['2026-03-24T12:00'] },
    // Two deployments at once: the one that began last.
    { id: 'I6', service: 'PSRCH1', created: '2026-03-12T10:25', resolved: ['2026-03-12T10:55'] },
    // Of a service that no report is about.
    { id: 'I7', service: 'POTHER', created: '2026-03-12T10:25', resolved: [] },
  ],
};

/** GitHub deployments with their kind in the payload. */
function paymentService(): Organization['repositories'][number] {
  const kind = (of: string, fixes?: string) => ({ 'golden-path': { service: 'payment-service', kind: of, ...(fixes && { repairs: fixes }) } });
  return {
    name: 'payment-service',
    id: 1,
    commits: [
      commit('p0', [], '2026-02-09T08:00'),
      commit('p1', ['p0'], '2026-03-02T08:00'),
      commit('p2', ['p1'], '2026-03-02T09:00'),
      commit('p3', ['p2'], '2026-03-03T06:00'),
      // A merge has no change of its own, and its time is that of the merge.
      commit('m4', ['p2', 'p3'], '2026-03-03T11:30'),
      commit('p5', ['m4'], '2026-03-03T12:40'),
      commit('p6', ['p5'], '2026-03-05T09:00'),
      commit('p7', ['p6'], '2026-03-06T08:00'),
      commit('p8', ['p7'], '2026-03-06T12:00'),
      commit('p9', ['p8'], '2026-03-09T08:00'),
      commit('p10', ['p9'], '2026-03-10T10:00'),
      // After a force push: p10 once more, with another hash.
      commit('p10', ['p9'], '2026-03-10T10:00', { name: 'p10-rebased', committed: '2026-03-16T10:00' }),
      commit('p11', ['p10-rebased'], '2026-03-17T07:00'),
      // Written by a clock that is ten minutes fast.
      commit('p12', ['p11'], '2026-03-24T10:10'),
      commit('p13', ['p12'], '2026-03-29T23:00'),
    ],
    deployments: [
      { id: 99, revision: 'p0', payload: kind('planned'), states: ['in_progress 2026-02-10T09:50', 'success 2026-02-10T10:00'] },
      // Begins before the window and ends in it.
      { id: 100, revision: 'p0', payload: kind('planned'), states: ['in_progress 2026-03-01T23:56', 'success 2026-03-02T00:05'] },
      {
        id: 101, revision: 'p2', payload: kind('planned'),
        states: ['queued 2026-03-02T09:50', 'in_progress 2026-03-02T09:52', 'success 2026-03-02T10:00', 'inactive 2026-03-03T12:00'],
      },
      { id: 102, revision: 'm4', payload: kind('planned'), states: ['in_progress 2026-03-03T11:50', 'success 2026-03-03T12:00'] },
      { id: 103, revision: 'p5', payload: kind('hotfix', '102'), states: ['in_progress 2026-03-03T13:50', 'success 2026-03-03T14:00'] },
      { id: 104, revision: 'p6', payload: kind('planned'), states: ['in_progress 2026-03-05T09:50', 'failure 2026-03-05T10:00'] },
      { id: 105, revision: 'p6', payload: kind('planned'), states: ['in_progress 2026-03-05T10:50', 'success 2026-03-05T11:00'] },
      // Fails before it begins to roll out.
      { id: 106, revision: 'p7', payload: kind('planned'), states: ['queued 2026-03-06T08:50', 'error 2026-03-06T09:00'] },
      { id: 107, revision: 'p8', payload: kind('planned'), states: ['in_progress 2026-03-06T13:50', 'success 2026-03-06T14:00'] },
      { id: 108, revision: 'p9', payload: kind('planned'), states: ['in_progress 2026-03-09T08:50', 'success 2026-03-09T09:00'] },
      { id: 109, revision: 'p8', payload: kind('rollback', '108'), states: ['in_progress 2026-03-09T09:45', 'success 2026-03-09T09:50'] },
      // Brings p9 back, which 108 shipped first.
      { id: 110, revision: 'p10', payload: kind('planned'), states: ['in_progress 2026-03-10T10:50', 'success 2026-03-10T11:00'] },
      { id: 111, revision: 'p11', payload: kind('planned'), states: ['in_progress 2026-03-17T09:50', 'success 2026-03-17T10:00'] },
      { id: 112, revision: 'p12', payload: kind('planned'), states: ['in_progress 2026-03-24T09:50', 'success 2026-03-24T10:00'] },
      // Begins in the window and ends after it.
      { id: 113, revision: 'p13', payload: kind('planned'), states: ['in_progress 2026-03-29T23:50', 'success 2026-03-30T00:05'] },
      // Another environment.
      { id: 114, revision: 'p13', environment: 'staging', payload: kind('planned'), states: ['success 2026-03-24T12:00'] },
    ],
    runs: [],
    pulls: [],
  };
}

/** Runs of a workflow, some of them again, under two names. */
function ledger(): Organization['repositories'][number] {
  return {
    name: 'ledger',
    id: 2,
    workflows: [{ id: 900, name: 'Deploy to Production', path: '.github/workflows/deploy.yml' }, { id: 901, name: 'CI', path: '.github/workflows/ci.yml' }],
    commits: [
      commit('l0', [], '2026-02-25T09:00'),
      commit('l1', ['l0'], '2026-03-04T10:00'),
      commit('l2', ['l1'], '2026-03-11T08:20'),
      commit('l3', ['l2'], '2026-03-12T08:00'),
      commit('l4', ['l3'], '2026-03-18T14:00'),
      commit('l5', ['l4'], '2026-03-29T22:00'),
    ],
    deployments: [],
    runs: [
      { id: 200, workflow: 900, name: 'Release', revision: 'l0', attempts: ['success 2026-02-25T10:00 2026-02-25T10:20'] },
      // The workflow was renamed later.
      { id: 201, workflow: 900, name: 'Release', revision: 'l1', attempts: ['success 2026-03-04T12:00 2026-03-04T12:30'] },
      // The list has only the last attempt.
      {
        id: 202, workflow: 900, revision: 'l2',
        attempts: ['failure 2026-03-11T09:00 2026-03-11T09:20', 'success 2026-03-11T10:00 2026-03-11T10:20'],
      },
      { id: 203, workflow: 900, revision: 'l3', attempts: ['cancelled 2026-03-12T09:00 2026-03-12T09:05'] },
      // Its branch is gone.
      {
        id: 204, workflow: 900, revision: 'l4', event: 'workflow_dispatch', branch: 'release/1.9', attempts: ['failure 2026-03-18T15:00 2026-03-18T15:10'],
        jobs: [['build success success', 'deploy failure success failure']],
      },
      { id: 205, workflow: 900, revision: 'l4', attempts: ['success 2026-03-20T15:00 2026-03-20T15:10'] },
      { id: 206, workflow: 900, revision: 'l5', attempts: ['in_progress 2026-03-29T23:00'] },
      { id: 207, workflow: 901, name: 'CI', revision: 'l4', attempts: ['success 2026-03-18T14:05 2026-03-18T14:10'] },
    ],
    pulls: [],
  };
}

/** Two services in one repository, which had another name. */
function shop(): Organization['repositories'][number] {
  const cart = { files: ['services/cart/main.ts'] };
  const search = { files: ['services/search/main.ts'] };
  return {
    name: 'shop',
    formerly: 'webshop',
    id: 3,
    files: { 'catalog-info.yaml': SHOP_CATALOG },
    history: { 'catalog-info.yaml': [{ at: '2026-02-25T09:00', text: SHOP_CATALOG }] },
    commits: [
      commit('s0', [], '2026-02-25T09:00', { files: ['services/cart/main.ts', 'services/search/main.ts'] }),
      commit('s1', ['s0'], '2026-03-03T09:00', cart),
      commit('s2', ['s1'], '2026-03-03T10:00', search),
      commit('s3', ['s2'], '2026-03-10T09:00', cart),
      commit('s4', ['s3'], '2026-03-12T09:00', search),
      commit('s5', ['s4'], '2026-03-12T09:10', search),
      commit('s6', ['s5'], '2026-03-17T12:00', { files: ['README.md'] }),
      // A hotfix from a branch of its own, then cherry-picked.
      commit('s7', ['s6'], '2026-03-18T20:00', { ...cart, name: 's7-hotfix' }),
      commit('s7', ['s6'], '2026-03-18T20:00', { ...cart, committed: '2026-03-19T08:00' }),
      commit('s8', ['s7'], '2026-03-19T09:00', cart),
      commit('s9', ['s8'], '2026-03-23T12:00', { files: ['README.md'] }),
    ],
    deployments: [
      { id: 300, revision: 's0', states: ['in_progress 2026-02-26T09:55', 'success 2026-02-26T10:00'] },
      { id: 301, revision: 's2', states: ['in_progress 2026-03-03T12:50', 'success 2026-03-03T13:00'] },
      { id: 302, revision: 's3', states: ['in_progress 2026-03-10T09:50', 'success 2026-03-10T10:00'] },
      // Two at once; the later one ends first.
      { id: 303, revision: 's4', states: ['in_progress 2026-03-12T10:00', 'success 2026-03-12T10:30'] },
      { id: 304, revision: 's5', states: ['in_progress 2026-03-12T10:10', 'success 2026-03-12T10:20'] },
      // Brings search the s5 back that 303 took away.
      { id: 305, revision: 's6', states: ['in_progress 2026-03-17T12:50', 'success 2026-03-17T13:00'] },
      { id: 306, revision: 's7-hotfix', payload: '{"kind":"hotfix"}', states: ['in_progress 2026-03-18T20:50', 'success 2026-03-18T21:00'] },
      { id: 307, revision: 's8', states: ['in_progress 2026-03-19T11:50', 'success 2026-03-19T12:00'] },
      // Touches neither service.
      { id: 308, revision: 's9', states: ['in_progress 2026-03-23T12:50', 'success 2026-03-23T13:00'] },
    ],
    runs: [],
    pulls: [],
  };
}

/** Few deployments, their kind as a label of the pull request. */
function notifier(): Organization['repositories'][number] {
  return {
    name: 'notifier',
    id: 4,
    commits: [
      commit('n0', [], '2026-02-10T09:00'),
      commit('n1', ['n0'], '2026-03-05T10:00'),
      commit('n2', ['n1'], '2026-03-26T09:00', { reverts: 'n1' }),
    ],
    deployments: [
      { id: 400, revision: 'n0', states: ['in_progress 2026-02-11T09:55', 'success 2026-02-11T10:00'] },
      { id: 401, revision: 'n1', states: ['in_progress 2026-03-05T10:50', 'success 2026-03-05T11:00'] },
      { id: 402, revision: 'n2', states: ['in_progress 2026-03-26T09:50', 'success 2026-03-26T10:00'] },
    ],
    runs: [],
    pulls: [
      { number: 11, revision: 'n1', labels: ['planned'] },
      { number: 12, revision: 'n2', labels: ['rollback', 'documentation'] },
    ],
  };
}
