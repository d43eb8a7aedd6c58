import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocuments, writeDocuments, type KubernetesObject } from '../../../test/support/documents';
import { holdPort } from '../ports';
import { runToEnd } from '../run-to-end';
import { inWorkFolder } from '../terraform/work-folder';
import type { CrossplanePrograms } from './build-crossplane';
import { failure } from './failure';
import { FunctionProcess } from './function-process';

/** Where a function would offer its metrics. */
const METRICS_PORT = 8080;

export interface RenderInput {
  /** The composite, or for Crossplane 1.x what `compositeForClaim` makes of a claim. */
  readonly composite: KubernetesObject;
  /** In Pipeline mode. Its steps name functions that the renderer was started with. */
  readonly composition: KubernetesObject;
  /** Fills in the defaults of the composite's schema; nothing is checked against it. @default - no defaults are filled in */
  readonly xrd?: KubernetesObject;
  /** What was composed before, as a cluster has it now; see `observed`. @default - nothing exists yet */
  readonly observed?: readonly KubernetesObject[];
  /** What functions may ask for besides. @default - nothing */
  readonly extra?: readonly KubernetesObject[];
}

export interface Rendered {
  /** The given composite with its defaults, and with the status that the pipeline gives it. */
  readonly composite: KubernetesObject;
  /** What Crossplane would create or change, sorted by the name in the Composition. */
  readonly composed: readonly KubernetesObject[];
  /** What functions report, such as a patch that could not be applied; a fatal result is thrown instead. */
  readonly results: readonly Result[];
}

export interface Result {
  readonly step: string;
  readonly severity: string;
  readonly message: string;
}

/**
 * Crossplane's own renderer: it runs a Composition's pipeline for a composite, without a cluster and without containers.
 *
 * Its functions run for as long as the renderer does, so start it once for many composites, and stop it in the end.
 */
export class Renderer {
  /** @throws with the words of a function that does not start */
  public static async start({ cli, functions }: CrossplanePrograms): Promise<Renderer> {
    const release = await holdPort(METRICS_PORT);
    const starting = Object.entries(functions).map(async ([name, { binary }]) => FunctionProcess.start(name, binary));
    const starts = await Promise.allSettled(starting);
    const running = starts.flatMap((start) => start.status === 'fulfilled' ? [start.value] : []);
    const renderer = new Renderer(cli.binary, running, release);
    const failed = starts.find((start) => start.status === 'rejected');
    if (!failed) return renderer;
    await renderer.stop();
    throw failed.reason;
  }

  private constructor(
    private readonly binary: string,
    private readonly functions: readonly FunctionProcess[],
    private readonly release: () => void,
  ) {}

  /** @throws CrossplaneError with the renderer's own words if it or a function refuses the input */
  public async render(input: RenderInput): Promise<Rendered> {
    return inWorkFolder(async (folder) => {
      const finished = await runToEnd(this.binary, ['render', ...await this.write(folder, input)]);
      const { kind, metadata } = input.composite;
      if (finished.status !== 0) throw failure(`render ${kind} ${metadata?.name}`, finished);
      return rendered(readDocuments(finished.stdout));
    });
  }

  /** Ends the functions. */
  public async stop(): Promise<void> {
    await Promise.all(this.functions.map(async (each) => each.stop()));
    this.release();
  }

  /** Writes the input's files and gives back the arguments that name them. */
  private async write(folder: string, { composite, composition, xrd, observed = [], extra = [] }: RenderInput): Promise<string[]> {
    const file = async (name: string, documents: readonly KubernetesObject[]): Promise<string> => {
      const path = join(folder, `${name}.yaml`);
      await writeFile(path, writeDocuments(documents));
      return path;
    };
    const option = async (name: string, documents: readonly KubernetesObject[]): Promise<string[]> =>
      documents.length > 0 ? [`--${name}=${await file(name, documents)}`] : [];
    return [
      await file('composite', [composite]),
      await file('composition', [composition]),
      await file('functions', this.functions.map((each) => each.document())),
      '--include-full-xr',
      '--include-function-results',
      ...await option('xrd', xrd ? [xrd] : []),
      ...await option('observed-resources', observed),
      ...await option('required-resources', extra),
    ];
  }
}

/** Lends a renderer to an action and stops it afterwards. */
export async function withRenderer<T>(programs: CrossplanePrograms, action: (renderer: Renderer) => Promise<T>): Promise<T> {
  const renderer = await Renderer.start(programs);
  try {
    return await action(renderer);
  } finally {
    await renderer.stop();
  }
}

/** The renderer prints the composite first, then what it composes, then what functions report as documents of this version. */
const REPORT = 'render.crossplane.io/v1beta1';

export function rendered([composite, ...others]: readonly KubernetesObject[]): Rendered {
  return {
    composite,
    composed: others.filter(({ apiVersion }) => apiVersion !== REPORT),
    results: others.filter(({ apiVersion }) => apiVersion === REPORT)
      .map(({ step, severity, message }) => ({ step, severity, message }) as Result),
  };
}
