// Renders the charts of an output, and samples, with Helm itself, and prints the outcome as a step of a report gives it back.
import { helmPrograms, type HelmProgram } from '../../../test/support/helm';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { readCharts } from './charts';
import { checkCharts, checkCommon, summed } from './check-charts';
import { checkSamples } from './check-samples';
import { differencesFromManifests } from './same-as-manifests';

async function outcome(outdir: string): Promise<Outcome> {
  let programs: HelmProgram[];
  try {
    programs = helmPrograms();
  } catch (error) {
    // A machine that cannot have Helm says nothing about our charts.
    return { notRun: (error as Error).message };
  }
  const charts = readCharts(outdir);
  const { checked, problems } = summed([
    await checkCommon(programs),
    await checkCharts(programs, charts, (rendered) => differencesFromManifests(charts, rendered)),
    await checkSamples(programs),
  ]);
  const note = `Helm ${programs.map(({ version }) => version).join(' and ')}; ${charts.length} charts of services, and samples`;
  return outcomeOf(checked, problems, note);
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
