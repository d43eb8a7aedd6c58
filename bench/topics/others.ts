import { cpu, medianOf, middle, milliseconds, seconds, table } from '../figures';
import { HELM, KUSTOMIZE } from '../others/programs';
import type { OtherProgram } from '../others/programs';
import { helmScript, kustomizeScript, writeTree } from '../others/trees';
import type { Case, Measured } from '../rounds';
import { sizeCase } from '../sides';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

const LIBRARY = 'the GitOps tree';
const ALONE = 'infrastructure alone';
const TREE = 'GitOps tree';
const HELM_SIDE = 'helm template, once for each chart';
const KUSTOMIZE_SIDE = 'kustomize build, once for each overlay';

/** What the library takes for objects of Kubernetes, beside programs that render them. */
export async function othersTopic(services: number, rounds: number, workspace: Workspace): Promise<Topic> {
  const apps = await writeTree(services, workspace);
  const missing = new Map<string, string>();
  const have = ({ find, name }: OtherProgram) => found(name, find, missing);
  const helm = have(HELM);
  const kustomize = have(KUSTOMIZE);
  const cases = [
    libraryCase(services, rounds, workspace),
    ...(helm === undefined ? [] : [scriptCase(HELM_SIDE, helmScript(helm, apps, workspace), rounds, workspace)]),
    ...(helm === undefined || kustomize === undefined
      ? []
      : [scriptCase(KUSTOMIZE_SIDE, await kustomizeScript(kustomize, helm, apps, workspace), rounds, workspace)]),
  ];
  return {
    heading: 'Beside other generators',
    cases,
    promises: [],
    section: (measured) => {
      const rows = [
        ['golden path, the GitOps tree within a synth', '', milliseconds(treeOf(measured) / services)],
        ...cases.slice(1).map(({ name }) => {
          const samples = measured.of(name, name);
          return [name, seconds(samples, cpu), milliseconds(middle(samples, cpu) / services)];
        }),
        ...[...missing].map(([name]) => [name, 'NOT RUN', 'cannot be had on this machine']),
      ];
      return [
        `${sizeCase(services)} in two environments each. Helm renders the charts that the library writes; Kustomize builds overlays of the `
        + 'same objects. Each is started once for each service and environment. Neither writes Terraform. '
        + `${medianOf(measured.of(LIBRARY, TREE).length)}`,
        table(['', 'CPU', 'CPU per service'], rows),
      ].join('\n\n');
    },
  };
}

/** The tree's share is the difference of two synths. */
function treeOf(measured: Measured): number {
  return middle(measured.of(LIBRARY, TREE), cpu) - middle(measured.of(LIBRARY, ALONE), cpu);
}

function libraryCase(services: number, rounds: number, workspace: Workspace): Case {
  const run = (part: string) => async () =>
    workspace.withOutput(async (folder) => workspace.run('run-parts', String(services), folder, part));
  return { name: LIBRARY, rounds, sides: { [ALONE]: run(ALONE), [TREE]: run(TREE) } };
}

function scriptCase(name: string, line: string, rounds: number, workspace: Workspace): Case {
  return { name, rounds, sides: { [name]: async () => workspace.timed(line) } };
}

/** Finds a program; one that is missing is said aloud. */
function found(name: string, find: () => string, missing: Map<string, string>): string | undefined {
  try {
    return find();
  } catch (error) {
    missing.set(name, (error as Error).message);
    console.log(`NOT RUN: ${name}: ${(error as Error).message}`);
    return undefined;
  }
}
