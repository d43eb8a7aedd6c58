import type { GrafanaDashboard, Panel } from '../../../lib/observability/dashboards/grafana';
import { panelsOf } from '../../../lib/observability/dashboards/panels';
import type { Series, Server } from '../../referees/prometheus/server';
import type { Period } from './history';

/** A panel with what each of its queries gave. */
export interface EvaluatedPanel {
  readonly panel: Panel;
  readonly answers: readonly (readonly Series[])[];
}

/** A dashboard with all that a reader sees in it. */
export interface EvaluatedDashboard {
  readonly dashboard: GrafanaDashboard;
  readonly start: number;
  readonly end: number;
  readonly panels: readonly EvaluatedPanel[];
  /** The times of its annotations. */
  readonly marks: readonly number[];
  readonly problems: readonly string[];
}

/** How many points a line has. */
const POINTS = 180;

/** Asks a Prometheus everything that a dashboard asks; what has no answer is a problem. */
export async function evaluate(server: Server, dashboard: GrafanaDashboard, { end, start, step }: Period): Promise<EvaluatedDashboard> {
  const problems: string[] = [];
  const ask = async (what: string, action: () => Promise<Series[]>): Promise<Series[]> => {
    try {
      const series = (await action()).map((each) => ({ ...each, samples: each.samples.filter(([, value]) => !Number.isNaN(value)) }));
      const found = series.filter(({ samples }) => samples.length > 0);
      if (found.length === 0) problems.push(`${dashboard.title}, ${what}: no data`);
      return found;
    } catch (error) {
      problems.push(`${dashboard.title}, ${what}: ${(error as Error).message}`);
      return [];
    }
  };
  const panels: EvaluatedPanel[] = [];
  for (const panel of panelsOf(dashboard.panels)) {
    const answers: Series[][] = [];
    for (const { expr, instant, refId } of panel.targets) {
      const query = filled(expr, step);
      const range = { start, end, step: Math.round((end - start) / POINTS) };
      const request = () => (instant ? server.instant(query, end) : server.range(query, range));
      answers.push(await ask(`${panel.title} ${refId} ${query}`, request));
    }
    panels.push({ panel, answers });
  }
  for (const { name, query, type } of dashboard.templating.list) {
    if (type === 'datasource' || typeof query === 'string') continue;
    const [, series, label] = /^label_values\((.*), (\w+)\)$/.exec(query.query) ?? [];
    const values = await ask(`variable ${name}`, () => server.instant(`count by (${label}) (${series})`, end));
    if (values.some(({ labels }) => labels[label])) continue;
    problems.push(`${dashboard.title}, variable ${name}: no series has the label ${label}`);
  }
  const marks: number[] = [];
  for (const { expr, name } of dashboard.annotations.list) {
    const found = await ask(`annotation ${name}`, () => server.instant(expr, end));
    marks.push(...found.map(({ samples: [[, value]] }) => value / 1000));
  }
  return { dashboard, start, end, panels, marks, problems };
}

/** A query as Grafana sends it if all of each variable are chosen. */
export function filled(expr: string, step: number): string {
  return expr.replaceAll('$__rate_interval', `${step * 4}s`).replace(/\$(pod|route)\b/g, '.*');
}
