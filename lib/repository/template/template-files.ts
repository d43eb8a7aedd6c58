import { toYamlInOrder } from '../../core/yaml';
import type { Platform } from '../../platform/platform';
import { scopeOf } from '../infrastructure/library';
import type { NewFile } from '../infrastructure/new-file';
import { exportOf, nameOf, packageOf, registryOf, workflowsOf } from '../infrastructure/repository-limits';
import { serviceRepository } from '../service-repository';
import type { RepositorySettings } from '../service-repository';
import { templateFiles } from '../skeletons/nunjucks';
import { ServiceLanguage } from '../skeletons/service-language';
import { formPages } from './form';
import type { TemplateSettings } from './software-template-settings';
import { outputOf, stepsOf } from './steps';
import type { SkeletonFolder } from './steps';

/** What a template is made of. */
interface TemplateOf {
  readonly platform: Platform;
  readonly settings: TemplateSettings;
  /** The group that owns the template. */
  readonly owner: string;
}

/** The files of a template: what Backstage reads, and the skeletons that it renders. */
export function templateFilesOf({ platform, settings, owner }: TemplateOf): NewFile[] {
  const languages = settings.language === undefined ? Object.values(ServiceLanguage) : [settings.language];
  const skeletons = languages.map((language) => skeletonOf(language, platform, settings));
  const [{ folders }] = skeletons;
  return [
    { path: 'template.yaml', text: toYamlInOrder(templateEntity({ platform, settings, owner }, languages, folders)) },
    ...skeletons.flatMap(({ files }) => files),
  ];
}

interface Skeleton {
  readonly files: readonly NewFile[];
  /** As a step names them: with the chosen language where there are several. */
  readonly folders: readonly SkeletonFolder[];
}

/** The skeleton of a language: one folder of what every service has, and one for each option. */
function skeletonOf(language: ServiceLanguage, platform: Platform, settings: TemplateSettings): Skeleton {
  const files = templateFiles(serviceRepository(language, repositorySettings(platform, settings)));
  const optional = [...new Set(files.flatMap(({ option }) => option ?? []))].sort();
  const options = [undefined, ...optional];
  const suffix = settings.language === undefined ? `-${language}` : '';
  const chosen = settings.language === undefined ? '-${{ parameters.language }}' : '';
  const folderOf = (option: string | undefined, of: string) => `skeleton${of}${option === undefined ? '' : `-${option}`}`;
  return {
    files: files.map(({ path, text, executable, option }) => ({ path: `${folderOf(option, suffix)}/${path}`, text, executable })),
    folders: options.map((option) => ({ folder: folderOf(option, chosen), option })),
  };
}

function repositorySettings({ gitOpsRepository, organization }: Platform, settings: TemplateSettings): RepositorySettings {
  const { platformPackage, platformExport = exportOf(platformPackage), registry, workflows } = settings;
  return {
    platformPackage: packageOf(platformPackage, platformExport),
    registry: registryOf(registry),
    scope: scopeOf(nameOf(platformPackage)) ?? `@${organization}`,
    github: { workflows: workflowsOf(workflows), gitopsRepository: gitOpsRepository.replace(/(\.git)?\/?$/, '').replace(/^.*[/:]/, '') },
    environments: '',
    region: '',
  };
}

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-template */
function templateEntity({ platform, settings, owner }: TemplateOf, languages: ServiceLanguage[], folders: readonly SkeletonFolder[]) {
  const { templateName, title, description, tags } = settings;
  const steps = stepsOf({ platform, settings, folders });
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: templateName, title, description, tags },
    spec: { owner: `group:${owner}`, type: 'service', parameters: formPages(platform, { languages }), steps, output: outputOf(steps) },
  };
}
