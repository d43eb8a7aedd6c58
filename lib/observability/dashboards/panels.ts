import { PROMETHEUS } from './grafana';
import type { FieldDefaults, GridPosition, Panel, Row, Step, Target } from './grafana';
import { plain } from './text';

/** A panel before it has a place. */
export interface PanelSpec {
  readonly kind: Panel['type'];
  readonly title: string;
  readonly description: string;
  readonly queries: readonly Query[];
  /** A unit of Grafana, such as `reqps`. @see https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit */
  readonly unit: string;
  /** Columns of 24. */
  readonly width: number;
  readonly height?: number;
  readonly min?: number;
  readonly max?: number;
  readonly steps?: readonly Step[];
  /** Whether areas are on top of each other. */
  readonly stacked?: boolean;
  /** Table columns that are no labels of a reader's interest, and what the others are called. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A query with what its series are called. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** Panels under a heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly PanelSpec[];
  readonly collapsed?: boolean;
}

const COLUMNS = 24;
const HEIGHT = 8;

/** Green as long as nothing is said. */
const PLAIN_STEPS: readonly Step[] = [{ color: 'green', value: null }];

/** Rows and panels, one after the other from left to right. */
export function layOut(sections: readonly Section[]): (Panel | Row)[] {
  const all: (Panel | Row)[] = [];
  let y = 0;
  let id = 1;
  for (const { collapsed = false, panels, title } of sections) {
    const rowId = id++;
    const rowY = y;
    y += 1;
    const placed: Panel[] = [];
    let x = 0;
    let height = 0;
    for (const spec of panels) {
      if (x + spec.width > COLUMNS) [x, y, height] = [0, y + height, 0];
      const h = spec.height ?? HEIGHT;
      placed.push(panelOf(spec, id++, { x, y, w: spec.width, h }));
      x += spec.width;
      height = Math.max(height, h);
    }
    y += height;
    const row: Row = {
      id: rowId,
      type: 'row',
      title: plain(title),
      collapsed,
      gridPos: { x: 0, y: rowY, w: COLUMNS, h: 1 },
      panels: collapsed ? placed : [],
    };
    all.push(row, ...(collapsed ? [] : placed));
  }
  return all;
}

/** Every panel, those of collapsed rows included. */
export function panelsOf(panels: readonly (Panel | Row)[]): Panel[] {
  return panels.flatMap((each) => (each.type === 'row' ? each.panels : [each]));
}

function panelOf(spec: PanelSpec, id: number, gridPos: GridPosition): Panel {
  const targets = spec.queries.map((query, index) => targetOf(query, String.fromCharCode(65 + index), spec.kind));
  return {
    id,
    type: spec.kind,
    title: plain(spec.title),
    description: plain(spec.description),
    datasource: PROMETHEUS,
    gridPos,
    targets,
    fieldConfig: { defaults: fieldsOf(spec), overrides: [] },
    options: OPTIONS[spec.kind],
    ...(spec.kind === 'table' && { transformations: transformationsOf(spec) }),
  };
}

function targetOf({ expr, legend }: Query, refId: string, kind: Panel['type']): Target {
  const how = { timeseries: { range: true }, stat: { instant: true }, table: { instant: true, format: 'table' } } as const;
  return { refId, datasource: PROMETHEUS, expr, legendFormat: legend, ...how[kind] };
}

function fieldsOf({ kind, max, min, stacked = false, steps = PLAIN_STEPS, unit }: PanelSpec): FieldDefaults {
  const drawn = { drawStyle: 'line', lineWidth: 1, fillOpacity: stacked ? 40 : 10, showPoints: 'never', spanNulls: false };
  const lines = { ...drawn, ...(stacked && { stacking: { mode: 'normal', group: 'A' } }), ...(steps.length > 1 && THRESHOLD_LINES) };
  return {
    unit,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(kind === 'timeseries' ? { color: { mode: 'palette-classic' }, custom: lines } : { color: { mode: 'thresholds' } }),
    thresholds: { mode: 'absolute', steps },
  };
}

const THRESHOLD_LINES = { thresholdsStyle: { mode: 'dashed' } };

const OPTIONS: Readonly<Record<Panel['type'], Readonly<Record<string, unknown>>>> = {
  timeseries: {
    legend: { calcs: ['lastNotNull', 'max'], displayMode: 'table', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  stat: {
    colorMode: 'value', graphMode: 'none', justifyMode: 'auto', orientation: 'auto', textMode: 'auto', wideLayout: true,
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    percentChangeColorMode: 'standard', showPercentChange: false,
  },
  table: { frameIndex: 0, showHeader: true, cellHeight: 'sm', footer: { show: false, reducer: ['sum'], countRows: false } },
};

/** Several queries become one table, with a column for each value. */
function transformationsOf({ columns = {} }: PanelSpec): Panel['transformations'] {
  return [
    { id: 'merge', options: {} },
    { id: 'organize', options: { excludeByName: { Time: true }, renameByName: columns, indexByName: {} } },
  ];
}
