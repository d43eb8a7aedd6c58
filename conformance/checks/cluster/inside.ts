// Runs the parts of the check on a control plane of its own, and prints their results. What it listens on ends with it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane } from '../../referees/cluster';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { definitionsFor, installDefinitions, makeNamespaces } from './apply/definitions';
import { checkApply } from './apply/part';
import { environmentsIn, outputOf } from './output';
import { timed, together, type Context, type PartResult } from './part';
import { checkRun } from './run/part';
import { applyStacks, checkTerraform, withTerraform } from './terraform/part';

/** Where pods run too, since it takes minutes: the environment with the most replicas. */
const RUNS_IN = 'production';

interface Task {
  readonly binary: string;
  readonly outdir: string;
  /** Folders of definitions of other systems. */
  readonly schemas: readonly string[];
  /** Whether pods run. */
  readonly isFull: boolean;
}

async function runParts({ binary, outdir, ...task }: Task): Promise<PartResult[]> {
  return inWorkFolder(async (folder) => {
    const results: PartResult[] = [];
    for (const environment of environmentsIn(outdir)) {
      const own = join(folder, environment);
      mkdirSync(own);
      const plane = await ControlPlane.start(binary, own);
      try {
        results.push(...await runIn({ plane, environment, output: outputOf(outdir, environment), folder: own }, task));
      } finally {
        await plane.stop();
      }
    }
    return results;
  });
}

async function runIn(context: Context, { schemas, isFull }: Pick<Task, 'schemas' | 'isFull'>): Promise<PartResult[]> {
  const { plane: { api }, output, environment } = context;
  await makeNamespaces(api);
  return withTerraform(context, async (terraform) => {
    // Neither needs the other, and both wait more than they work.
    const [definitions, applied] = await Promise.all([
      timed(`Definitions (${environment})`, async () => installDefinitions(api, definitionsFor(output, schemas))),
      timed(`Terraform (${environment})`, async () =>
        together([await applyStacks(terraform, context), await checkTerraform(terraform, context)])),
    ]);
    const documents = await timed(`Apply (${environment})`, async () => checkApply(context));
    const run = isFull && environment === RUNS_IN ? [await timed(`Run (${environment})`, async () => checkRun(context))] : [];
    return [definitions, documents, applied, ...run];
  });
}

const [form, binary, outdir, ...schemas] = process.argv.slice(2);

void runParts({ binary, outdir, schemas, isFull: form === 'full' }).then((results) => console.log(JSON.stringify(results)));
