import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HelmProgram } from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { COMMON } from './charts';
import { checkCharts, type Checked } from './check-charts';
import { writeSampleChart } from './sample-charts';
import { EVERYTHING } from './samples';

/** Something that is easily got wrong in a template, and what has to be said of what is rendered of it. */
interface Fault {
  readonly name: string;
  readonly template: string;
  readonly from: string;
  readonly to: string;
  readonly caught: RegExp;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'a misspelt field of a Deployment',
    template: '_deployment.tpl',
    from: 'revisionHistoryLimit:',
    to: 'revisionHistoryLimits:',
    caught: /Deployment shop: spec\.revisionHistoryLimits: unknown field/,
  },
  {
    name: 'a misspelt field of a pod',
    template: '_pod.tpl',
    from: 'enableServiceLinks:',
    to: 'enableServiceLink:',
    caught: /CronJob shop-report: spec\.jobTemplate\.spec\.template\.spec\.enableServiceLink: unknown field/,
  },
  {
    name: 'a misspelt field of a container',
    template: '_container.tpl',
    from: '"readOnlyRootFilesystem"',
    to: '"readOnlyRootFileSystem"',
    caught: /Deployment shop: spec\.template\.spec\.initContainers\.0\.securityContext\.readOnlyRootFileSystem: unknown field/,
  },
  {
    name: 'a text for a number',
    template: '_container.tpl',
    from: 'containerPort: {{ int64 .port }}',
    to: 'containerPort: "{{ int64 .port }}"',
    caught: /Deployment shop: spec\.template\.spec\.containers\.0\.ports\.0\.containerPort: must be integer/,
  },
  {
    name: 'a number for a text',
    template: '_cronjob.tpl',
    from: 'timeZone: {{ include "common.quote" .timeZone }}',
    to: 'timeZone: 1',
    caught: /CronJob shop-report: spec\.timeZone: must be string/,
  },
  {
    name: 'a Service without a number for its port',
    template: '_service.tpl',
    from: '{{ int64 (.servicePort | default .port) }}',
    to: '{{ .name }}',
    caught: /Service shop: spec\.ports\.0\.port: must be integer/,
  },
  {
    name: 'a container with all privileges',
    template: '_container.tpl',
    from: '"privileged" false',
    to: '"privileged" true',
    caught: /Deployment shop: Privileged Containers: spec\.containers\[0\]\.securityContext\.privileged is true/,
  },
  {
    name: 'a job as any user',
    template: '_pod.tpl',
    from: '"type" "RuntimeDefault"',
    to: '"type" "Unconfined"',
    caught: /CronJob shop-cleanup: Seccomp: spec\.securityContext\.seccompProfile\.type is "Unconfined"/,
  },
  {
    name: 'a folder of the node',
    template: '_pod.tpl',
    from: 'emptyDir: {}',
    to: 'hostPath: { path: /var }',
    caught: /Deployment shop: HostPath Volumes: spec\.volumes\[0\]\.hostPath is/,
  },
];

/**
 * Plants each fault in a copy of the platform's chart and renders it: a check that finds nothing there would find nothing anywhere.
 *
 * @param program one is enough, since all of them have to render the same
 */
export async function checkFaults(program: HelmProgram): Promise<Checked> {
  const missed: string[] = [];
  for (const fault of FAULTS) {
    const problems = await problemsWith(fault, program);
    const caught = problems.some((problem) => fault.caught.test(problem));
    if (!caught) missed.push(`${fault.name} is not caught, but ${problems.join('; ') || 'nothing'}`);
  }
  return { checked: FAULTS.length, problems: missed };
}

async function problemsWith({ template, from, to }: Fault, program: HelmProgram): Promise<readonly string[]> {
  return inWorkFolder(async (work) => {
    const common = join(work, 'common');
    cpSync(COMMON, common, { recursive: true });
    const file = join(common, 'templates', template);
    const text = readFileSync(file, 'utf8');
    // A fault that was not planted proves nothing.
    if (!text.includes(from)) throw new Error(`${template} has no ${from}`);
    writeFileSync(
      file,
      text.replace(from, () => to),
    );
    const chart = writeSampleChart(work, 'shop', { staging: { values: EVERYTHING, namespace: EVERYTHING.namespace } });
    return (await checkCharts([program], [chart], { common })).problems;
  });
}
