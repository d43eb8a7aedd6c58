import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { lint, template, withChartServer, type ChartServer, type HelmProgram, type TemplateInput } from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { COMMON, type ServiceChart } from './charts';
import { buildChart, problemsIn, type Checked } from './check-charts';

/** What a person may get wrong in a file of values, and what Helm has to name where it refuses it. */
interface Mistake {
  readonly name: string;
  readonly values: object;
  readonly named: RegExp;
}

const PROBE = { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 };

const MISTAKES: readonly Mistake[] = [
  { name: 'a value that there is not', values: { replicas: 3 }, named: /replicas/ },
  { name: 'a misspelt value in a map', values: { image: { tagg: '1.0.0' } }, named: /image.*tagg/s },
  {
    name: 'a misspelt value of a sidecar',
    values: { sidecars: [{ name: 'a', image: 'b:1', command: ['c'], arg: ['d'] }] },
    named: /sidecars.*arg/s,
  },
  {
    name: 'a misspelt value of a job',
    values: { jobs: { report: { schedule: '@daily', timezone: 'UTC' } } },
    named: /jobs.*timezone/s,
  },
  { name: 'a text for a number', values: { service: { port: '8080' } }, named: /service.*port/s },
  { name: 'a number for a text', values: { image: { tag: 1.1 } }, named: /image.*tag/s },
  { name: 'a text for a list', values: { command: '/bin/app' }, named: /command/ },
  { name: 'a port that there is not', values: { service: { port: 70000 } }, named: /service.*port/s },
  { name: 'a negative number', values: { replicaCount: -1 }, named: /replicaCount/ },
  { name: 'another word than the known ones', values: { image: { pullPolicy: 'Sometimes' } }, named: /image.*pullPolicy/s },
  { name: 'a digest that is none', values: { image: { digest: 'sha256:12' } }, named: /image.*digest/s },
  { name: 'no image', values: { image: { repository: null } }, named: /image.*repository/s },
  { name: 'a second service account', values: { serviceAccount: { create: true } }, named: /serviceAccount.*create/s },
  { name: 'a second autoscaler', values: { autoscaling: { enabled: true } }, named: /autoscaling.*enabled/s },
  {
    name: 'a probe of two kinds',
    values: { probes: { liveness: { ...PROBE, tcpSocket: { port: 8080 }, exec: { command: ['a'] } } } },
    named: /probes.*liveness/s,
  },
  { name: 'a probe of no kind', values: { probes: { liveness: PROBE } }, named: /probes.*liveness/s },
];

/** The words of `helm template` and of `helm lint` where a schema refuses values, rather than a template that breaks on them. */
const REFUSED = /values don't meet the specifications of the schema|^\[ERROR\] values\.yaml: /m;

/** Has Helm lint and render the chart of a service with each mistake in its values, which its schema has to refuse by name. */
export async function checkMistakes(programs: readonly HelmProgram[], [chart]: readonly ServiceChart[]): Promise<Checked> {
  if (!chart) return { checked: 0, problems: ['no service has a chart, so that no mistake can be made in its values'] };
  const found = await Promise.all(
    programs.map(async ({ version, binary }) => {
      const missed = await withChartServer(binary, [COMMON], async (server) => missedBy(binary, server, chart));
      return missed.map((problem) => `Helm ${version}: ${problem}`);
    }),
  );
  return { checked: MISTAKES.length, problems: found.flat() };
}

async function missedBy(binary: string, server: ChartServer, chart: ServiceChart): Promise<string[]> {
  return inWorkFolder(async (work) => {
    const chartDir = join(work, chart.name);
    await buildChart(binary, chart, server, chartDir);
    const [{ valuesFile, namespace }] = chart.environments;
    const missed: string[] = [];
    for (const [index, { name, values, named }] of MISTAKES.entries()) {
      const file = join(work, `mistake-${index}.yaml`);
      await writeFile(file, toYaml(values));
      const input: TemplateInput = { chartDir, valueFiles: [valuesFile, file], releaseName: chart.name, namespace };
      const said = await Promise.all([
        problemsIn(async () => void (await lint(binary, chartDir, input.valueFiles))),
        problemsIn(async () => void (await template(binary, input))),
      ]);
      const commands = ['lint', 'template'].filter((_, at) => !said[at].some((words) => REFUSED.test(words) && named.test(words)));
      missed.push(
        ...commands.map((command) => `${name} is not refused by helm ${command}, which says ${said.flat().join('; ') || 'nothing'}`),
      );
    }
    return missed;
  });
}
