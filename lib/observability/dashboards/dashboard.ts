import { SCHEMA_VERSION } from './grafana';
import type { Annotation, DashboardLink, GrafanaDashboard, Variable } from './grafana';
import { layOut } from './panels';
import type { Section } from './panels';
import { plain } from './text';
import { DATA_SOURCE } from './variables';

/** The tag of every dashboard that is written here. */
export const TAG = 'golden-path';

/** What is different from dashboard to dashboard. */
export interface DashboardSpec {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  readonly links: readonly DashboardLink[];
  readonly sections: readonly Section[];
}

/** A dashboard of sections, of which those without panels are left out. */
export function dashboardOf(spec: DashboardSpec): GrafanaDashboard {
  return {
    uid: spec.uid,
    title: plain(spec.title),
    description: plain(spec.description),
    tags: [TAG, ...spec.tags],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    refresh: '1m',
    timezone: 'browser',
    time: { from: 'now-6h', to: 'now' },
    graphTooltip: 1,
    templating: { list: [DATA_SOURCE, ...spec.variables] },
    annotations: { list: spec.annotations ?? [] },
    links: spec.links,
    panels: layOut(spec.sections.filter(({ panels }) => panels.length > 0)),
  };
}

/** A link to another page. */
export function link(title: string, url: string, icon = 'external link'): DashboardLink {
  return { ...LINK, title: plain(title), url, type: 'link', icon };
}

/** The list of the dashboards that have a tag. */
export function taggedDashboards(title: string, tag: string): DashboardLink {
  const here = { asDropdown: true, keepTime: true, targetBlank: false };
  return { ...LINK, ...here, title, url: '', type: 'dashboards', icon: 'dashboard', tags: [tag] };
}

const LINK = { tags: [], tooltip: '', asDropdown: false, includeVars: false, keepTime: false, targetBlank: true } as const;
