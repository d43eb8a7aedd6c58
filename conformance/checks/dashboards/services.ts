import type { ServiceHistory } from './history';

/** The example organisation, as its exporters see it: what its apps declare, said a second time. */
export const SERVICES: readonly ServiceHistory[] = ['staging', 'production'].flatMap((environment) => {
  const account = environment === 'production' ? '444455556666' : '111122223333';
  return [
    {
      service: 'payment-service', environment, account, team: 'payments', replicas: 3, serves: true, cronJob: 'payment-service-settle',
      databases: ['payments-db'], caches: ['payments-cache'], buckets: ['payment-receipts'], topics: ['payments.events'],
    },
    {
      service: 'ledger-worker', environment, account, team: 'ledger', replicas: 2, serves: false,
      databases: ['ledger-db'], buckets: ['ledger-exports'],
    },
    {
      service: 'storefront', environment, account, team: 'commerce', replicas: 2, serves: true, cronJob: 'storefront-report',
      databases: ['storefront-db'],
    },
    {
      service: 'module-registry', environment, account, team: 'platform', replicas: 3, serves: true, buckets: ['terraform-modules'],
    },
  ];
});
