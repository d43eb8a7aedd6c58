import { ApiType, ImagePlatform, Lifecycle, ServiceLanguage } from '@golden-path/constructs';
import type { Given, Sample } from './samples';

const DOMAIN = { name: 'commerce', owner: 'payments', title: 'Commerce', description: 'All that customers see' };

/** Props of a catalog's entries, and of what a platform says of it. */
export const CATALOG_SAMPLES: Readonly<Record<string, (given: Given) => readonly Sample[]>> = {
  CatalogDomain: () => [DOMAIN],
  CatalogSystem: () => [{ ...DOMAIN, name: 'shop', domain: 'commerce' }],
  CatalogSettings: (given) => [
    {
      domains: CATALOG_SAMPLES.CatalogDomain(given),
      systems: CATALOG_SAMPLES.CatalogSystem(given),
      services: ['ledger'],
      externals: ['api:ledger-api', 'resource:own', 'component:sap'],
      codeUrl: 'https://git.acme.io',
      branch: 'trunk',
      dashboardUrl: 'https://grafana.acme.io/d/{service}?team={team}',
      runbookUrl: 'https://runbooks.acme.io/{service}',
      tracesUrl: 'https://tempo.acme.io/?service={service}',
      entryUrl: 'https://backstage.acme.io/catalog/default/component/{service}',
      logsUrl: 'https://logs.acme.io/{namespace}',
      argoCdUrl: 'https://argocd.{environment}.acme.io/applications/{namespace}',
    },
  ],
  CatalogApi: () => [
    {
      type: ApiType.OPENAPI,
      definition: 'api/openapi.yaml',
      name: 'checkout-v2',
      title: 'Checkout',
      description: 'Takes orders',
      lifecycle: Lifecycle.DEPRECATED,
    },
  ],
  CatalogLink: () => [{ url: 'https://wiki.acme.io/checkout', title: 'Wiki', icon: 'docs' }],
  CatalogEntryProps: (given) => [
    {
      service: given.service,
      description: 'Takes orders of customers',
      title: 'Checkout service',
      lifecycle: Lifecycle.EXPERIMENTAL,
      system: 'shop',
      type: 'website',
      tags: ['own-tag', 'c++'],
      links: CATALOG_SAMPLES.CatalogLink(given),
      apis: CATALOG_SAMPLES.CatalogApi(given),
      consumesApis: ['ledger-api'],
      dependsOn: ['resource:own'],
      externals: ['component:mainframe'],
      repository: 'acme/own-repository',
      techDocs: true,
      annotations: { 'example.com/own': 'value' },
      labels: { 'example.com/tier': 'gold' },
      resourceNames: { 'bucket/receipts': 'own-receipts' },
    },
  ],
  DeliveryWorkflowProps: (given) => [
    {
      service: given.service,
      language: ServiceLanguage.GO,
      commands: ['make lint', 'make own-test'],
      image: 'ghcr.io/acme/own-image',
      platforms: [ImagePlatform.AMD64, ImagePlatform.ARM64],
      workingDirectory: 'services/own',
      dockerfile: 'build/Dockerfile',
      paths: ['services/own/**'],
      branch: 'trunk',
      staging: 'staging',
      production: 'production',
      infrastructureRepository: 'acme/own-infra',
      folder: 'infra',
      workflow: 'acme/own/.github/workflows/delivery.yml',
      workflowRef: 'refs/tags/v1.2.3',
    },
  ],
  CatalogGroup: () => [
    {
      name: 'payments-team',
      type: 'squad',
      parent: 'engineering',
      title: 'Payments',
      description: 'Payments and refunds',
      email: 'payments@acme.io',
      picture: 'https://acme.io/payments.png',
    },
  ],
  RoadmapItem: () => [{ name: 'previews', title: 'Preview environments', description: 'One for each pull request', due: '2027-q2' }],
  PlatformCatalogProps: (given) => [
    {
      groups: [...CATALOG_SAMPLES.CatalogGroup(given), { name: 'engineering' }],
      importedGroups: false,
      locations: ['https://git.acme.io/acme/more/blob/trunk/catalog-info.yaml'],
      roadmap: CATALOG_SAMPLES.RoadmapItem(given),
      repository: 'acme/own-platform',
      system: 'own-system',
    },
  ],
};
