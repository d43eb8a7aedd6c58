import type { GrafanaDashboard, Panel } from '../../../lib/observability/dashboards/grafana';
import { panelsOf } from '../../../lib/observability/dashboards/panels';

type Faulty = Record<string, unknown>;

/** A change that makes a dashboard wrong, and the field that has to be named. */
interface Fault {
  readonly field: string;
  readonly plant: (dashboard: Faulty, panel: (type: Panel['type']) => Faulty) => void;
}

const at = (from: unknown, ...path: (string | number)[]) => path.reduce((value, key) => (value as Faulty)[key], from) as Faulty;

/** Sets a field of what is found on a way from the dashboard; JSON has no field that is undefined. */
function inDashboard(way: (string | number)[], field: string, value: unknown): Fault {
  return { field, plant: (dashboard) => void Object.assign(at(dashboard, ...way), { [field]: value }) };
}

/** Sets a field of what is found on a way from the first panel of a type. */
function inPanel(type: Panel['type'], way: (string | number)[], field: string, value: unknown): Fault {
  return { field, plant: (_, panel) => void Object.assign(at(panel(type), ...way), { [field]: value }) };
}

/** By what is wrong. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'an unknown field of the dashboard': inDashboard([], 'titel', 'Checkout'),
  'an unknown field of a variable': inDashboard(['templating', 'list', 0], 'multiple', true),
  'an unknown field of a link': inDashboard(['links', 0], 'target', '_blank'),
  'an unknown field of a panel': inPanel('stat', [], 'heading', 'Requests'),
  'an unknown field of a query': inPanel('timeseries', ['targets', 0], 'expression', 'up'),
  'an unknown option of a panel': inPanel('timeseries', ['options'], 'reduceOptions', {}),
  'an unknown field of the options': inPanel('timeseries', ['options', 'legend'], 'display', 'table'),
  'an unknown field of what is drawn': inPanel('timeseries', ['fieldConfig', 'defaults', 'custom'], 'lineSize', 1),
  'what is drawn in a panel that draws nothing': inPanel('stat', ['fieldConfig', 'defaults'], 'custom', { lineWidth: 1 }),
  'a number in place of a text': inDashboard([], 'title', 7),
  'a text in place of a number': inPanel('stat', ['gridPos'], 'w', '6'),
  'a text in place of a list': inPanel('table', ['options', 'footer'], 'reducer', 'sum'),
  'a mode of the crosshair that is none': inDashboard([], 'graphTooltip', 7),
  'a type of variable that is none': inDashboard(['templating', 'list', 0], 'type', 'data source'),
  'a type of link that is none': inDashboard(['links', 0], 'type', 'url'),
  'a display of the legend that is none': inPanel('timeseries', ['options', 'legend'], 'displayMode', 'grid'),
  'a colour mode that is none': inPanel('stat', ['fieldConfig', 'defaults', 'color'], 'mode', 'threshold'),
  'a format of a query that is none': inPanel('table', ['targets', 0], 'format', 'tables'),
  'a mode of thresholds that is none': inPanel('stat', ['fieldConfig', 'defaults', 'thresholds'], 'mode', 'relative'),
  'a panel of an unknown type': inPanel('stat', [], 'type', 'singlestat'),
  'a panel of another type': inPanel('stat', [], 'type', 'timeseries'),
  'a panel without a place': inPanel('stat', [], 'gridPos', undefined),
  'a link without its tags': inDashboard(['links', 0], 'tags', undefined),
  'a query without an expression': inPanel('table', ['targets', 0], 'expr', undefined),
};

/** The dashboard with each of the faults, by its name. */
export function plantedIn(dashboard: GrafanaDashboard): Record<string, unknown> {
  return Object.fromEntries(Object.entries(FAULTS).map(([name, { plant }]) => {
    const copy = structuredClone(dashboard);
    const panel = (type: Panel['type']) => panelsOf(copy.panels).find((each) => each.type === type) as unknown as Faulty;
    plant(copy as unknown as Faulty, panel);
    return [name, copy];
  }));
}

/** The faults of which nothing was said. */
export function unnoticed(said: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(FAULTS)
    .filter(([name, { field }]) => !said[name].some((text) => new RegExp(`\\b${field}\\b`).test(text)))
    .map(([name]) => `planted: nobody found ${name}`);
}

/** Whether a dashboard has everything that the faults need. */
export function canBePlanted({ links, panels }: GrafanaDashboard): boolean {
  const types = new Set(panelsOf(panels).map(({ type }) => type));
  return links.length > 0 && types.size === 3;
}
