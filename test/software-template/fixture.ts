import * as path from 'node:path';
import type { Platform } from '@golden-path/constructs';
import type { NewFile } from '../../lib/repository/infrastructure/new-file';
import type { FormAnswers } from '../../lib/repository/template/form';
import type { SoftwareTemplateProps } from '../../lib/repository/template/software-template-props';
import { SOFTWARE_TEMPLATE_SETTINGS } from '../../lib/repository/template/software-template-settings';
import { templateFilesOf } from '../../lib/repository/template/template-files';

/** Small skeletons with everything that a renderer has to know. */
export const SKELETONS = path.join(__dirname, 'skeletons');

/** The props that have no default. */
export const PROPS: SoftwareTemplateProps = {
  platformPackage: '@acme/platform@^1.0.0',
  registry: 'https://npm.acme.example',
  workflows: 'acme/platform@0123456789abcdef0123456789abcdef01234567#v1.2.3',
};

/** Answers of somebody who takes every default. */
export const ANSWERS: FormAnswers = {
  name: 'checkout',
  owner: 'group:default/payments-team',
  description: 'Takes orders',
  port: 8080,
  database: 'none',
  cache: 'none',
  bucket: false,
  topics: [],
};

/** Answers of somebody who wants everything. */
export const EVERYTHING: FormAnswers = {
  ...ANSWERS,
  system: 'system:default/shop',
  port: 8081,
  host: 'checkout.acme.io',
  database: 'standard',
  databaseName: 'orders-db',
  storageGb: 100,
  oneZone: true,
  singleAzReason: 'a copy can be made again within an hour',
  cache: 'dev',
  cacheName: 'session-cache',
  bucket: true,
  bucketName: 'receipts',
  topics: ['order-placed', 'order-paid'],
};

/** The files of a template. */
export function templateFor(platform: Platform, props: Partial<SoftwareTemplateProps> = {}): NewFile[] {
  const settings = SOFTWARE_TEMPLATE_SETTINGS.resolveAll({ ...PROPS, ...props });
  return templateFilesOf({ platform, settings, owner: 'platform-team' });
}
