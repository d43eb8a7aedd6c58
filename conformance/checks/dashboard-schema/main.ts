// Holds every dashboard to the types of Grafana's own SDK, and prints the outcome.
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { observedIn } from '../dashboards/output';
import { compile } from './compile';
import { canBePlanted, plantedIn, unnoticed } from './planted';
import { sdkDeclarations } from './sdk';

async function outcome(outdir: string): Promise<Outcome> {
  let declarations: string;
  try {
    declarations = sdkDeclarations();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  const { dashboards } = observedIn(outdir);
  const written = Object.fromEntries(dashboards.map((dashboard) => [`${dashboard.uid} (${dashboard.title})`, dashboard]));
  const example = dashboards.find(canBePlanted);
  if (example === undefined) return outcomeOf(0, ['no dashboard has a link and a panel of each type, so no fault can be planted'], '');
  const planted = plantedIn(example);
  const said = await inWorkFolder((folder) => Promise.resolve(compile(folder, declarations, { ...written, ...planted })));
  const problems = Object.keys(written).flatMap((name) => said[name].map((text) => `${name}: ${text}`));
  const count = Object.keys(planted).length;
  const note = `${dashboards.length} dashboards, ${count} planted faults`;
  return outcomeOf(dashboards.length + count, [...problems, ...unnoticed(said)], note);
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
