import { loadAll } from 'js-yaml';
import { catalogInfo } from './catalog-info';
import { skeletonFile } from './parts';
import { renderService } from './render';
import { NONE } from './service-values';
import type { ServiceValues } from './service-values';
import { OWN_WORDS } from './words';

/** What a complete entry says of a service, as far as the first one does. */
interface Component {
  readonly metadata: {
    readonly name: string;
    readonly description: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly owner: string; readonly system?: string };
}

const SLUG = 'github.com/project-slug';
const PAGER_DUTY = 'pagerduty.com/service-id';

/** What the first entry does not say. */
const OTHERS = { team: '', port: 0, database: NONE, cache: NONE, bucket: false, topics: [] } as const;

/**
 * Whether an entry is the one that a new repository begins with, and says the same of the service as a complete entry does. Nobody
 * edited it, so the complete one takes its place.
 */
export function isFirstEntry(text: string, complete: string): boolean {
  if (!text.startsWith('apiVersion: backstage.io/')) return false;
  const [{ metadata, spec }] = loadAll(complete) as Component[];
  const { annotations, description, name } = metadata;
  const values: ServiceValues = {
    ...OTHERS,
    name,
    description,
    group: spec.owner.replace(/^group:/, ''),
    organization: annotations[SLUG].split('/')[0],
    system: spec.system,
  };
  // The complete one has the service of the team where the service has none of its own.
  return [values, { ...values, pagerDutyId: annotations[PAGER_DUTY] }].some((each) => firstEntry(each) === text.replaceAll('\r\n', '\n'));
}

function firstEntry(values: ServiceValues): string {
  return renderService([skeletonFile(catalogInfo(), OWN_WORDS)], values)[0].text;
}
