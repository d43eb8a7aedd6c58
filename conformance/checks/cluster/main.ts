// Builds a control plane, runs the parts of the check on it, and prints the outcome as a step of a report gives it back.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildArgoCdControllers, findGit } from '../../referees/argocd';
import {
  buildControlPlane, builtControlPlane, isolated, KUBERNETES, OPERATORS, runShown, type CrossplaneBinaries, type WebhookProgram,
} from '../../referees/cluster';
import { buildCli, buildCore } from '../../referees/crossplane/build-crossplane';
import { helmPrograms } from '../../referees/helm';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { needTerraform } from '../guarantees/need-terraform';
import type { ArgoCdBinaries } from './argocd/cluster';
import type { Task } from './inside';
import type { PartResult } from './part';
import { tableOf } from './table';

/** The form that `npm run conformance` runs: what needs no nodes, if the program was built before. */
const SHORT = 'short';

async function outcome(outdir: string, form?: string): Promise<Outcome & { readonly table?: string }> {
  const isShort = form === SHORT;
  const start = Date.now();
  let binary: string;
  let schemas: readonly string[];
  try {
    needTerraform();
    binary = isShort ? builtOrWhy() : buildControlPlane();
    schemas = [...OWN_SCHEMAS, ...crossplaneSchemas()];
  } catch (error) {
    // A machine that cannot run it says nothing about our output.
    return { notRun: (error as Error).message };
  }
  const built = (Date.now() - start) / 1000;
  const program = [process.execPath, '--import', 'tsx', join(__dirname, 'inside.ts')];
  const crossplane: Had<CrossplaneBinaries> = isShort ? {} : orWhy(crossplaneBinaries);
  const argoCd: Had<ArgoCdBinaries> = isShort ? {} : orWhy(argoCdBinaries);
  const webhooks = isShort ? [] : OPERATORS.map(({ name, build }) => ({ name, ...orWhy<WebhookProgram>(build) }));
  const programs = Object.fromEntries(webhooks.flatMap(({ name, had }) => (had ? [[name, had]] : [])));
  const task: Task = {
    binary, outdir, schemas, isFull: !isShort, webhooks: programs, crossplane: crossplane.had, argoCd: argoCd.had,
  };
  const { command, isolated: isAlone } = isolated([...program, JSON.stringify(task)]);
  const printed = await runShown(command);
  const parts = JSON.parse(printed.trim().split('\n').at(-1)!) as PartResult[];
  const asked = parts.reduce((sum, part) => sum + part.asked, 0);
  const note = [
    `Kubernetes ${KUBERNETES}, in ${built.toFixed(0)} s${isAlone ? ', in a network of its own' : ''}`,
    ...(OWN_SCHEMAS.length === 0 ? [`NOT RUN for kinds of other systems: ${NO_SCHEMAS}`] : []),
    ...(crossplane.why ? [`NOT RUN for Crossplane's controllers: ${crossplane.why}`] : []),
    ...(argoCd.why ? [`NOT RUN for Argo CD's controllers: ${argoCd.why}`] : []),
    ...webhooks.flatMap(({ name, why }) => (why ? [`NOT RUN for the webhook of ${name}: ${why}`] : [])),
    ...parts.map(({ part, asked: count, seconds }) => `${part} ${count} in ${seconds.toFixed(0)} s`),
  ].join('; ');
  return { ...outcomeOf(asked, parts.flatMap(({ problems }) => problems), note), table: tableOf(parts) };
}

function builtOrWhy(): string {
  const binary = builtControlPlane();
  if (!binary) throw new Error('the control plane is not built; `npm run conformance:cluster` builds it, which takes minutes once');
  return binary;
}

const NO_SCHEMAS = 'GOLDEN_PATH_SCHEMAS names no folder with the CustomResourceDefinitions of other systems';

/** Those of other systems, which the user has. */
const OWN_SCHEMAS = [process.env.GOLDEN_PATH_SCHEMAS ?? ''].filter(existsSync);

/** Crossplane's own definitions; without them the documents that need them are counted as not asked. */
function crossplaneSchemas(): string[] {
  try {
    return [buildCli().schemas];
  } catch {
    return [];
  }
}

/** Something that a machine may not have, or why it does not. */
interface Had<T> {
  readonly had?: T;
  readonly why?: string;
}

/** What other systems are judged with; none of them starts without the definitions of its kinds. */
function orWhy<T>(have: () => T): Had<T> {
  try {
    if (OWN_SCHEMAS.length === 0) throw new Error(NO_SCHEMAS);
    return { had: have() };
  } catch (error) {
    return { why: (error as Error).message };
  }
}

function crossplaneBinaries(): CrossplaneBinaries {
  const { core, functions } = buildCore();
  const binaries = Object.entries(functions).map(([name, { binary }]) => [name, binary]);
  return { core: core.binary, functions: Object.fromEntries(binaries) as Record<string, string> };
}

function argoCdBinaries(): ArgoCdBinaries {
  findGit();
  return { controllers: buildArgoCdControllers(), helm: helmPrograms().at(-1)!.binary };
}

void outcome(process.argv[2], process.argv[3]).then((result) => console.log(JSON.stringify(result)));
