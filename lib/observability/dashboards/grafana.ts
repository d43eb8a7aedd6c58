/**
 * The parts of Grafana's dashboard JSON that are written here, in schema version 41, which Grafana 12 and older versions read.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly schemaVersion: number;
  readonly editable: boolean;
  readonly refresh: string;
  readonly timezone: string;
  readonly time: { readonly from: string; readonly to: string };
  /** Crosshairs of all panels move together. */
  readonly graphTooltip: number;
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly links: readonly DashboardLink[];
  readonly panels: readonly (Panel | Row)[];
}

/** The data source of a query. */
export interface DataSource {
  readonly type: string;
  readonly uid: string;
}

/** A variable, which its reader chooses. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  readonly type: 'datasource' | 'query';
  readonly query: string | { readonly query: string; readonly refId: string };
  readonly datasource?: DataSource;
  readonly regex?: string;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly multi?: boolean;
  readonly refresh?: number;
  readonly sort?: number;
  readonly current?: { readonly text: string; readonly value: string };
}

/** Events that are drawn over every panel. */
export interface Annotation {
  readonly name: string;
  readonly enable: boolean;
  readonly iconColor: string;
  readonly datasource: DataSource;
  readonly expr: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  /** Whether the value of the series is the time of the event, in milliseconds. */
  readonly useValueForTime: boolean;
}

/** A link to another page. */
export interface DashboardLink {
  readonly title: string;
  readonly url: string;
  readonly type: 'link' | 'dashboards';
  readonly icon: string;
  readonly tags: readonly string[];
  readonly tooltip: string;
  readonly asDropdown: boolean;
  readonly includeVars: boolean;
  readonly keepTime: boolean;
  readonly targetBlank: boolean;
}

/** Where a panel is, in a grid of 24 columns. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The head of a group of panels. */
export interface Row {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPosition;
  readonly panels: readonly Panel[];
}

/** A query of a panel. */
export interface Target {
  readonly refId: string;
  readonly datasource: DataSource;
  readonly expr: string;
  readonly legendFormat: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: 'table' | 'time_series';
}

/** A panel that draws queries. */
export interface Panel {
  readonly id: number;
  readonly type: 'timeseries' | 'stat' | 'table';
  readonly title: string;
  readonly description: string;
  readonly datasource: DataSource;
  readonly gridPos: GridPosition;
  readonly targets: readonly Target[];
  readonly fieldConfig: { readonly defaults: FieldDefaults; readonly overrides: readonly never[] };
  readonly options: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly { readonly id: string; readonly options: Readonly<Record<string, unknown>> }[];
}

/** How values are shown. */
export interface FieldDefaults {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly color?: { readonly mode: string };
  readonly thresholds: { readonly mode: 'absolute'; readonly steps: readonly Step[] };
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** A colour from a value on; the first has none and begins anywhere. */
export interface Step {
  readonly color: string;
  readonly value: number | null;
}

/** What names the version of the model above. */
export const SCHEMA_VERSION = 41;

/** The data source that the reader of a dashboard chose. */
export const PROMETHEUS: DataSource = { type: 'prometheus', uid: '${datasource}' };
