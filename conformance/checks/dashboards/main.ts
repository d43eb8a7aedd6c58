// Has a real Prometheus answer every query of every dashboard over a history of the example organisation, and prints the outcome.
// With a folder as the last argument, it draws each dashboard from the answers into it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrafanaDashboard } from '../../../lib/observability/dashboards/grafana';
import { panelsOf } from '../../../lib/observability/dashboards/panels';
import { prometheusProgram } from '../../referees/prometheus/programs';
import { withPrometheus, writeHistory } from '../../referees/prometheus/server';
import type { Server } from '../../referees/prometheus/server';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { backfill } from './backfill';
import { draw } from './draw';
import { evaluate } from './evaluate';
import { openMetrics } from './history';
import type { Period } from './history';
import { observedIn } from './output';
import { SERVICES } from './services';

/** An afternoon in November 2026. */
const END = 1_795_824_000;
const PERIOD: Period = { start: END - 6 * 3600, end: END, step: 60 };

async function outcome(outdir: string, pictures?: string): Promise<Outcome> {
  try {
    prometheusProgram('prometheus');
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  const { dashboards, groups } = observedIn(outdir);
  return inWorkFolder(async (folder) => {
    writeHistory(folder, openMetrics(SERVICES, PERIOD));
    await backfill(folder, groups, PERIOD);
    return withPrometheus(folder, {}, async (server) => {
      const evaluated = [];
      for (const dashboard of dashboards) evaluated.push(await evaluate(server, dashboard, PERIOD));
      if (pictures !== undefined) {
        mkdirSync(pictures, { recursive: true });
        for (const each of evaluated) writeFileSync(join(pictures, `${each.dashboard.uid}.svg`), draw(each));
      }
      const queries = evaluated.flatMap(({ panels }) => panels.flatMap(({ answers }) => answers)).length;
      const problems = [...evaluated.flatMap((each) => each.problems), ...await plantedProblems(server, dashboards[0])];
      const note = `${queries} queries of ${dashboards.length} dashboards; Prometheus had ${server.memory().peak} MiB`;
      return outcomeOf(queries, problems, note);
    });
  });
}

/** A query that cannot be read, one of a metric that nobody has, and a label that no series has are found. */
async function plantedProblems(server: Server, dashboard: GrafanaDashboard): Promise<string[]> {
  const [panel] = panelsOf(dashboard.panels);
  const faulty = ['sum(rate(up[5m])', 'no_such_metric', 'up{job="nobody"}'];
  const targets = faulty.map((expr) => ({ ...panel.targets[0], expr }));
  const [variable] = dashboard.templating.list.filter(({ type }) => type === 'query');
  const list = [{ ...variable, query: { query: 'label_values(up, no_such_label)', refId: 'A' } }];
  const planted = { ...dashboard, panels: [{ ...panel, targets }], templating: { list } };
  const { problems } = await evaluate(server, planted, PERIOD);
  return [/parse error/, /no_such_metric: no data/, /nobody"\}: no data/, /no series has the label no_such_label/]
    .filter((form) => !problems.some((problem) => form.test(problem)))
    .map((form) => `planted: nothing was found that reads ${form.source}`);
}

void outcome(process.argv[2], process.argv[3]).then((result) => console.log(JSON.stringify(result)));
