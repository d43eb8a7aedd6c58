import type { IConstruct } from 'constructs';
import type { Json } from '../core/json';
import { PerApp } from '../core/per-app';
import { toYaml } from '../core/yaml';
import type { Document } from '../guardrails/model/app-model';
import type { TreeContribution, TreeFile } from '../output/gitops-tree';
import { Preflight } from '../output/preflight';
import { chartFolderOf, folderOf } from '../platform/agreed-names';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { StackContext } from '../stack/stack-context';
import { chartFiles } from './chart-files';
import { deploymentFiles } from './environment-file';
import { imageProblems } from './images/image-checks';
import { usedImages } from './images/used-images';
import { Rendering } from './props/gitops-app-props';
import { manifestsOf } from './rendering/manifests-of';
import type { AppValues } from './values/app-values';
import { chartValues } from './values/chart-values';

/** An application in one environment. */
export interface AppEntry {
  readonly construct: IConstruct;
  readonly context: StackContext;
  readonly service: MicroserviceInfra;
  readonly rendering: Rendering;
  /** Its values, once all of the app is there. */
  readonly values: () => AppValues;
  /** Its objects that a patch changed. */
  readonly patched: () => readonly Json[];
  /** Every object of it as it is in the end, with those that its team added. */
  readonly documents: () => readonly Json[];
}

/** An entry with its values. */
interface Resolved extends AppEntry {
  readonly resolved: AppValues;
}

/** The applications of an app: several stacks write the one folder of a service together. */
export class Applications {
  private static readonly perApp = new PerApp((root) => new Applications(root));

  /** The applications of the app that a construct belongs to. */
  public static of(construct: IConstruct): Applications {
    return Applications.perApp.of(construct);
  }

  private readonly byService = new Map<string, AppEntry[]>();

  private constructor(root: IConstruct) {
    Preflight.of(root).addFiles(() => this.contribution());
    Preflight.of(root).addCheck(() => this.all().flatMap(imageProblems), 'InvalidRule');
  }

  public add(entry: AppEntry): void {
    const { serviceName } = entry.service;
    this.byService.set(serviceName, [...(this.byService.get(serviceName) ?? []), entry]);
  }

  /** The images that run in an environment. */
  public imagesIn(environment: string): string[] {
    const there = this.all().filter((entry) => environmentOf(entry) === environment);
    return there.flatMap(({ documents }) => usedImages(documents()).map(({ image }) => image));
  }

  private all(): AppEntry[] {
    return [...this.byService.values()].flat();
  }

  private contribution(): TreeContribution {
    return {
      files: [...this.byService].flatMap(([service, entries]) => filesOf(folderOf(service), entries)),
      conflicts: [],
      documents: this.all().flatMap(patchedOf),
    };
  }
}

/** What a patch changed is judged as an object that the team wrote. */
function patchedOf({ construct, context, patched }: AppEntry): Document[] {
  return patched().map((body) => ({
    stack: context.stack.node.id,
    path: `${construct.node.path}: ${String(body.kind)} ${String((body.metadata as Json).name)}`,
    body,
  }));
}

/** Every file belongs to one environment, so that a change of the code reaches one environment after the other. */
function filesOf(folder: string, entries: readonly AppEntry[]): TreeFile[] {
  const resolved = entries.map((entry) => ({ ...entry, resolved: entry.values() }));
  return resolved.flatMap((entry) => [
    ...deploymentFiles(entry).map(({ path, text }) => file(entry, path, text)),
    ...(entry.rendering === Rendering.CHART ? chartOf(folder, entry) : documentsOf(folder, entry)),
  ]);
}

function environmentOf({ context }: AppEntry): string {
  return context.environment.name;
}

function file({ construct }: AppEntry, path: string, text: string): TreeFile {
  return { path, text, owner: construct };
}

function chartOf(folder: string, entry: Resolved): TreeFile[] {
  const { context, resolved, service } = entry;
  const environment = environmentOf(entry);
  return [
    ...chartFiles(service.serviceName, context.platform.chartRepository).map(({ name, text }) =>
      file(entry, `${chartFolderOf(service.serviceName, context.environment)}/${name}`, text),
    ),
    file(entry, `${folder}/values-${environment}.yaml`, toYaml(chartValues(resolved))),
  ];
}

function documentsOf(folder: string, entry: Resolved): TreeFile[] {
  return manifestsOf(entry.resolved).map((document) => {
    const name = `${document.kind.toLowerCase()}-${document.metadata.name}.yaml`;
    return file(entry, `${folder}/manifests/${environmentOf(entry)}/${name}`, toYaml(document));
  });
}
