import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { fieldAt, isPlainObject } from '../../core/json';

/** A component of a catalog. */
export interface CatalogEntry {
  readonly name: string;
  readonly owner?: string;
  readonly documented: boolean;
  /** Whether it needs data of its own. */
  readonly needsData: boolean;
  /** Whether the golden path writes it. */
  readonly managed: boolean;
  /** The id of its service in PagerDuty. @see https://pagerduty.github.io/backstage-plugin-docs/getting-started/backstage/ */
  readonly pagerduty?: string;
}

/** What the catalog takes as a name, unlike what stands in a template. @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Types of components that are not deployed as services. */
const NO_SERVICES = ['documentation', 'library', 'template', 'tool'];

/** The first line of a file that the golden path writes begins with this. */
export const MANAGED = '# Managed by golden-path';

/**
 * The components of a catalog file that are services. Throws if it is not YAML.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component
 */
export function catalogEntries(text: string): CatalogEntry[] {
  const managed = text.replace(/^\uFEFF/, '').startsWith(MANAGED);
  const documents: unknown[] = loadAll(text, undefined, { schema: CORE_SCHEMA });
  return documents.flatMap((document) => {
    const name = fieldAt(document, 'metadata.name');
    if (!isPlainObject(document) || document.kind !== 'Component' || typeof name !== 'string' || !NAME.test(name)) return [];
    if (NO_SERVICES.includes(String(fieldAt(document, 'spec.type')))) return [];
    const owner = ownerOf(document);
    const annotations = fieldAt(document, 'metadata.annotations');
    const annotation = (key: string) => (isPlainObject(annotations) && typeof annotations[key] === 'string' ? annotations[key] : undefined);
    const pagerduty = annotation('pagerduty.com/service-id');
    return [
      {
        name,
        ...(owner !== undefined && { owner }),
        documented: annotation('backstage.io/techdocs-ref') !== undefined,
        needsData: needsData(fieldAt(document, 'spec.dependsOn')),
        managed,
        ...(pagerduty !== undefined && { pagerduty }),
      },
    ];
  });
}

/** The team, as the label of the platform says it; else the owner without its kind and namespace. */
function ownerOf(document: unknown): string | undefined {
  const labels = fieldAt(document, 'metadata.labels');
  const label = isPlainObject(labels) ? Object.entries(labels).find(([key]) => key.endsWith('/team'))?.[1] : undefined;
  if (typeof label === 'string') return label;
  const owner = fieldAt(document, 'spec.owner');
  return typeof owner === 'string' ? owner.replace(/^.*[:/]/, '') : undefined;
}

function needsData(dependsOn: unknown): boolean {
  return Array.isArray(dependsOn) && dependsOn.some((reference) => typeof reference === 'string' && /^resource:/i.test(reference));
}
