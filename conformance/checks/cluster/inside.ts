// Runs the parts of the check on a control plane of its own, and prints their results. What it listens on ends with it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane } from '../../referees/cluster';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { definitionsFor, installDefinitions, makeNamespaces } from './apply/definitions';
import { checkApply } from './apply/part';
import { environmentsIn, outputOf } from './output';
import { timed, together, type Context, type PartResult } from './part';
import { applyStacks, checkTerraform, withTerraform } from './terraform/part';

async function runParts(binary: string, outdir: string, schemas: readonly string[]): Promise<PartResult[]> {
  return inWorkFolder(async (folder) => {
    const results: PartResult[] = [];
    for (const environment of environmentsIn(outdir)) {
      const own = join(folder, environment);
      mkdirSync(own);
      const plane = await ControlPlane.start(binary, own);
      try {
        results.push(...await runIn({ plane, environment, output: outputOf(outdir, environment), folder: own }, schemas));
      } finally {
        await plane.stop();
      }
    }
    return results;
  });
}

async function runIn(context: Context, schemas: readonly string[]): Promise<PartResult[]> {
  const { plane: { api }, output, environment } = context;
  await makeNamespaces(api);
  return withTerraform(context, async (terraform) => {
    // Neither needs the other, and both wait more than they work.
    const [definitions, applied] = await Promise.all([
      timed(`Definitions (${environment})`, async () => installDefinitions(api, definitionsFor(output, schemas))),
      timed(`Terraform (${environment})`, async () => together([await applyStacks(terraform, context), await checkTerraform(terraform, context)])),
    ]);
    return [definitions, await timed(`Apply (${environment})`, async () => checkApply(context)), applied];
  });
}

const [form, binary, outdir, ...schemas] = process.argv.slice(2);

void runParts(binary, outdir, schemas).then((results) => console.log(JSON.stringify(results)));
