import { namespaceOf } from '../../platform/agreed-names';
import { filledTemplate } from '../../platform/catalog-limits';
import type { CatalogSettings } from '../../platform/catalog-settings';
import type { Environment } from '../../platform/environment';
import { repositoryUrl } from './annotations';
import type { CatalogLink } from './catalog-entry-props';
import type { ServiceFacts } from './services';

/** A setting with the template of an address. */
type Address = Extract<keyof CatalogSettings, 'argoCdUrl' | 'dashboardUrl' | 'logsUrl' | 'runbookUrl'>;

/**
 * The links of every service, in their order. A Backstage app has icons for these keys, except for `argocd`, which gets a general one
 * unless the app registers it.
 *
 * @see https://github.com/backstage/backstage/blob/master/packages/app-defaults/src/defaults/icons.tsx
 */
const LINKS: readonly { readonly from: Address | 'repository'; readonly title: string; readonly icon: string }[] = [
  { from: 'dashboardUrl', title: 'Dashboard', icon: 'dashboard' },
  { from: 'runbookUrl', title: 'Runbook', icon: 'help' },
  { from: 'repository', title: 'Repository', icon: 'github' },
  { from: 'argoCdUrl', title: 'Argo CD', icon: 'argocd' },
  { from: 'logsUrl', title: 'Logs', icon: 'search' },
];

/** What is different in each environment. */
const BY_ENVIRONMENT = /\{(environment|namespace)\}/;

/** The links to the platform's own addresses. */
export function platformLinks(service: ServiceFacts, slug: string): CatalogLink[] {
  const { catalog } = service.platform;
  return LINKS.flatMap(({ from, title, icon }) => {
    if (from === 'repository') return [{ url: repositoryUrl(service.platform, slug), title, icon }];
    const template = catalog[from];
    return template === undefined ? [] : addresses(template, service).map(({ url, of }) => ({ url, title: `${title}${of}`, icon }));
  });
}

function addresses(template: string, service: ServiceFacts): { readonly url: string; readonly of: string }[] {
  if (!BY_ENVIRONMENT.test(template)) return [{ url: filled(template, service, service.environments[0]), of: '' }];
  return service.environments.map((environment) => ({
    url: filled(template, service, environment),
    of: ` (${environment.name})`,
  }));
}

function filled(template: string, { name, team }: ServiceFacts, environment: Environment): string {
  return filledTemplate(template, {
    service: name,
    team: team.name,
    environment: environment.name,
    namespace: namespaceOf(name, environment),
  });
}
