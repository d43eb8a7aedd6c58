// Runs the parts of the check on control planes of its own, and prints their results. What it listens on ends with it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, type CrossplaneBinaries } from '../../referees/cluster';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { environmentsOf } from '../argocd/repository';
import { definitionsFor, installDefinitions, makeNamespaces } from './apply/definitions';
import { checkApply } from './apply/part';
import type { ArgoCdBinaries } from './argocd/cluster';
import { checkArgoCd } from './argocd/part';
import { checkCrossplane } from './crossplane/part';
import { outputOf } from './output';
import { timed, together, type Context, type PartResult } from './part';
import { checkRun } from './run/part';
import { applyStacks, checkTerraform, withTerraform } from './terraform/part';
import { checkWebhooks, type WebhookPrograms } from './webhooks/part';

/** Where pods run too, since it takes minutes: the environment with the most replicas; and where its versions come from. */
const RUNS_IN = 'production';
const BEFORE = 'staging';

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

type Run = (context: Context) => Promise<PartResult[]>;

async function runParts(task: Task): Promise<PartResult[]> {
  const { outdir, argoCd, crossplane, schemas } = task;
  return inWorkFolder(async (folder) => {
    const within = async (name: string, environment: string, run: Run) => withPlane(task, join(folder, name), environment, run);
    const runs = environmentsOf(outdir).map((name) => async () => within(name, name, async (context) => runIn(context, task)));
    // Crossplane's controllers own definitions that are installed by hand elsewhere.
    const composed = async () => within('crossplane', RUNS_IN, async (context) =>
      [await timed(`Crossplane (${RUNS_IN})`, async () => checkCrossplane(context, crossplane!, schemas))]);
    const delivered = async () => within('argo-cd', RUNS_IN, async (production) =>
      within('argo-cd-before', BEFORE, async (staging) =>
        [await timed(`Argo CD (${BEFORE} and ${RUNS_IN})`, async () => checkArgoCd({ production, staging }, argoCd!, outdir, schemas))]));
    // Two at a time, since each waits more than it works.
    const lanes = [inTurn([...runs, ...(crossplane ? [composed] : [])]), inTurn(argoCd ? [delivered] : [])];
    return (await Promise.all(lanes)).flat();
  });
}

async function inTurn(runs: readonly (() => Promise<PartResult[]>)[]): Promise<PartResult[]> {
  const results: PartResult[] = [];
  for (const run of runs) results.push(...await run());
  return results;
}

async function withPlane({ binary, outdir }: Task, folder: string, environment: string, run: Run): Promise<PartResult[]> {
  mkdirSync(folder);
  const plane = await ControlPlane.start(binary, folder);
  try {
    return await run({ plane, environment, output: outputOf(outdir, environment), folder });
  } finally {
    await plane.stop();
  }
}

async function runIn(context: Context, { schemas, isFull, webhooks }: Task): Promise<PartResult[]> {
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
