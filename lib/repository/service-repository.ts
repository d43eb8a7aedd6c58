import { GoldenPathError } from '../core/errors';
import { show } from '../core/problems';
import { renderFiles } from './infrastructure/files';
import type { Repository } from './infrastructure/repository';
import { catalogInfo } from './skeletons/catalog-info';
import { skeletonFile } from './skeletons/parts';
import type { SkeletonFile } from './skeletons/parts';
import type { ServiceLanguage } from './skeletons/service-language';
import { skeletonFiles } from './skeletons/skeleton-source';
import { OWN_WORDS } from './skeletons/words';

/** What is the same in the repositories of all services of a platform. */
export type RepositorySettings = Pick<
  Repository,
  'environments' | 'github' | 'platformPackage' | 'region' | 'registry' | 'scope'
>;

/**
 * The files of a repository that has a service and its infrastructure, with placeholders: the skeleton of its language, and what
 * `golden-path init` writes.
 */
export function serviceRepository(language: ServiceLanguage, settings: RepositorySettings, folder?: string): SkeletonFile[] {
  const infrastructure = renderFiles({
    ...settings,
    name: `${settings.scope}/skeleton-service-infra`,
    service: 'skeleton-service',
    team: 'skeleton-owner',
    port: 'skeleton-port',
    withApplication: true,
  });
  const own = [...infrastructure, catalogInfo()].map((file) => skeletonFile(file, OWN_WORDS));
  const files = [...skeletonFiles(language, folder), ...own];
  const paths = files.map(({ path }) => path.map((part) => (typeof part === 'string' ? part : '*')).join(''));
  const twin = paths.find((each, index) => paths.indexOf(each) < index);
  if (twin !== undefined) {
    const problem = { path: twin, got: 'two files', allowed: 'one file for each path', fix: 'rename that of the skeleton' };
    throw new GoldenPathError('InvalidRule', `skeleton ${show(language)}`, [problem]);
  }
  return files;
}
