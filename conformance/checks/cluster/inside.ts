// Runs the parts of the check on a control plane of its own, and prints their results. What it listens on ends with it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, type CrossplaneBinaries } from '../../referees/cluster';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { environmentsOf } from '../argocd/repository';
import { definitionsFor, installDefinitions, makeNamespaces } from './apply/definitions';
import { checkApply } from './apply/part';
import { checkArgoCd, type ArgoCdBinaries } from './argocd/part';
import { checkCrossplane } from './crossplane/part';
import { outputOf } from './output';
import { timed, together, type Context, type PartResult } from './part';
import { checkRun } from './run/part';
import { applyStacks, checkTerraform, withTerraform } from './terraform/part';
import { checkWebhooks, type WebhookPrograms } from './webhooks/part';

/** Where pods run too, since it takes minutes: the environment with the most replicas. */
const RUNS_IN = 'production';

/** What is asked of it, by the process that made its network. */
export interface Task {
  readonly binary: string;
  readonly outdir: string;
  /** Folders of definitions of other systems. */
  readonly schemas: readonly string[];
  /** Whether pods run. */
  readonly isFull: boolean;
  /** The webhooks of operators that run. */
  readonly webhooks: WebhookPrograms;
  /** Crossplane's controllers, if they run. */
  readonly crossplane?: CrossplaneBinaries;
  /** Argo CD's controllers, if they run. */
  readonly argoCd?: ArgoCdBinaries;
}

async function runParts({ binary, outdir, argoCd, crossplane, ...task }: Task): Promise<PartResult[]> {
  return inWorkFolder(async (folder) => {
    const results: PartResult[] = [];
    const within = async (name: string, environment: string, run: (context: Context) => Promise<PartResult[]>) => {
      const own = join(folder, name);
      mkdirSync(own);
      const plane = await ControlPlane.start(binary, own);
      try {
        results.push(...await run({ plane, environment, output: outputOf(outdir, environment), folder: own }));
      } finally {
        await plane.stop();
      }
    };
    for (const environment of environmentsOf(outdir)) await within(environment, environment, async (context) => runIn(context, task));
    // Its controllers own definitions that are installed by hand elsewhere.
    if (crossplane) {
      await within('crossplane', RUNS_IN, async (context) =>
        [await timed(`Crossplane (${RUNS_IN})`, async () => checkCrossplane(context, crossplane, task.schemas))]);
    }
    if (argoCd) {
      await within('argo-cd', RUNS_IN, async (context) =>
        [await timed(`Argo CD (${RUNS_IN})`, async () => checkArgoCd(context, argoCd, outdir, task.schemas))]);
    }
    return results;
  });
}

type Asked = Pick<Task, 'schemas' | 'isFull' | 'webhooks'>;

async function runIn(context: Context, { schemas, isFull, webhooks }: Asked): Promise<PartResult[]> {
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
    const judged = isFull ? [await timed(`Webhooks (${environment})`, async () => checkWebhooks(context, webhooks))] : [];
    const run = isFull && environment === RUNS_IN ? [await timed(`Run (${environment})`, async () => checkRun(context))] : [];
    return [definitions, documents, applied, ...judged, ...run];
  });
}

void runParts(JSON.parse(process.argv[2]) as Task).then((results) => console.log(JSON.stringify(results)));
