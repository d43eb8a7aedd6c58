import { differences, type HelmProgram } from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { BY_HAND, BY_HAND_OBJECTS } from './by-hand';
import { checkCharts, summed, type Checked, type Rendered } from './check-charts';
import { checkHostile } from './check-hostile';
import { checkRenderings } from './check-renderings';
import { keepRendered } from './kept';
import { writeSampleChart } from './sample-charts';
import { EVERYTHING, WORKER } from './samples';

/** What each sample has to be rendered to, at least. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'shop staging': [
    'ConfigMap', 'CronJob', 'CronJob', 'Deployment', 'HTTPRoute', 'HTTPRoute', 'Ingress', 'Ingress', 'Service', 'ServiceMonitor',
  ],
  'ledger staging': ['Deployment'],
  'hello staging': ['Deployment', 'Ingress', 'Service'],
};

/** Checks the platform's chart with values that say everything, with ones that say next to nothing, and with hostile ones. */
export async function checkSamples(programs: readonly HelmProgram[]): Promise<Checked> {
  const ofCharts = await inWorkFolder(async (work) => checkCharts(programs, [
    writeSampleChart(work, 'shop', { staging: { values: EVERYTHING, namespace: EVERYTHING.namespace } }),
    writeSampleChart(work, 'ledger', { staging: { values: WORKER, namespace: WORKER.namespace } }),
    writeSampleChart(work, 'hello', { staging: { values: BY_HAND, namespace: 'hello-staging' } }),
  ], { look }));
  return summed([ofCharts, await checkHostile(programs), await checkRenderings(programs)]);
}

function look(rendered: Rendered, version: string): string[] {
  keepRendered(rendered, version);
  return [
    ...Object.entries(KINDS).flatMap(([title, expected]) => {
      const kinds = rendered.get(title)?.map(({ kind }) => kind).sort();
      return kinds && kinds.join() !== expected.join() ? [`${title}: ${kinds.join(', ')} instead of ${expected.join(', ')}`] : [];
    }),
    ...differences(rendered.get('hello staging') ?? [], BY_HAND_OBJECTS),
  ];
}
