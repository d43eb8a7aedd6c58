import fc from 'fast-check';
import { manifestsOf } from '../../../lib/gitops/rendering/manifests-of';
import type { AppValues } from '../../../lib/gitops/values/app-values';
import { chartValues } from '../../../lib/gitops/values/chart-values';
import { patchedValues } from '../../../test/gitops/arbitrary-patches';
import { appValues } from '../../../test/gitops/arbitrary-values';
import type { KubernetesObject } from '../../referees/crossplane';
import { differences, type HelmProgram } from '../../referees/helm';
import { problemsIn, summed, type Checked } from './check-charts';
import { renderCases } from './render-cases';
import { EVERYTHING, WORKER } from './samples';

/** How many made-up applications there are, always the same ones. */
const APPLICATIONS = { numRuns: 100, seed: 1 };

/** Renders applications as charts and as plain manifests, which has to give the same objects, field by field. */
export async function checkRenderings(programs: readonly HelmProgram[]): Promise<Checked> {
  // Helm reads no file of values that is larger than five megabytes.
  const batches = [[EVERYTHING, WORKER, ...fc.sample(appValues(), APPLICATIONS)], fc.sample(patchedValues(), APPLICATIONS)];
  const checked = await Promise.all(batches.map(async (applications) => checkBatch(programs, applications)));
  return summed(checked);
}

async function checkBatch(programs: readonly HelmProgram[], applications: readonly AppValues[]): Promise<Checked> {
  const all = applications.map((values, index): AppValues => ({ ...values, namespace: `app-${index}` }));
  const expected = all.flatMap((values) => JSON.parse(JSON.stringify(manifestsOf(values))) as KubernetesObject[]);
  const cases = all.map((values) => ({ namespace: values.namespace, values: chartValues(values) }));
  const problems: string[] = [];
  for (const { version, binary } of programs) {
    const found = await problemsIn(async () => differences(await renderCases(binary, cases), expected));
    problems.push(...found.map((problem) => `Helm ${version}: other than its plain manifests: ${problem}`));
  }
  return { checked: programs.length * all.length, problems };
}
