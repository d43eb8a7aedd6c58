// Renders the charts of an output, and samples, with Helm itself, and prints the outcome as a step of a report gives it back.
import { helmPrograms, type HelmProgram } from '../../referees/helm';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { readCharts } from './charts';
import { checkCharts, summed, type Rendered } from './check-charts';
import { checkFaults } from './check-faults';
import { checkMistakes } from './check-mistakes';
import { checkSamples } from './check-samples';
import { checkReadme, lintCommon } from './common-chart';
import { clearKept, KEPT, keepRendered } from './kept';
import { differencesFromManifests } from './same-as-manifests';
import { UNCHECKED_KINDS } from './schema-problems';

async function outcome(outdir: string): Promise<Outcome> {
  let programs: HelmProgram[];
  try {
    programs = helmPrograms();
  } catch (error) {
    // A machine that cannot have Helm says nothing about our charts.
    return { notRun: (error as Error).message };
  }
  const charts = readCharts(outdir);
  clearKept();
  const look = (rendered: Rendered, version: string): string[] => {
    keepRendered(rendered, version);
    return differencesFromManifests(charts, rendered);
  };
  const sound = summed([
    checkReadme(),
    await lintCommon(programs),
    await checkCharts(programs, charts, { look }),
    await checkSamples(programs),
  ]);
  // Before everything is as it should be, what a planted fault does says nothing.
  const faults = sound.problems.length > 0
    ? { checked: 0, problems: [] }
    : summed([await checkFaults(programs.at(-1)!), await checkMistakes(programs, charts)]);
  const note = [
    `Helm ${programs.map(({ version }) => version).join(' and ')}`,
    `${charts.length} charts of services, and samples`,
    `${faults.checked} planted faults`,
    `the schemas of ${UNCHECKED_KINDS.join(' and ')} are not here: what is rendered lies in ${KEPT}`,
  ].join('; ');
  const { checked, problems } = summed([sound, faults]);
  return outcomeOf(checked, problems, note);
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
