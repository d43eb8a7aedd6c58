import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { toYaml } from '../core/yaml';
import type { TreeContribution, TreeFile } from '../output/gitops-tree';
import { Preflight } from '../output/preflight';
import { folderOf } from '../platform/agreed-names';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { StackContext } from '../stack/stack-context';
import { chartFiles } from './chart-files';
import { deploymentFiles } from './environment-file';
import { Rendering } from './props/gitops-app-props';
import { manifestsOf } from './rendering/manifests-of';
import type { AppValues } from './values/app-values';
import { chartValues } from './values/chart-values';
import { splitValues } from './values/split-values';

/** An application in one environment. */
export interface AppEntry {
  readonly construct: IConstruct;
  readonly context: StackContext;
  readonly service: MicroserviceInfra;
  readonly rendering: Rendering;
  /** Its values, once all of the app is there. */
  readonly values: () => AppValues;
}

/** An entry with its values. */
interface Resolved extends AppEntry {
  readonly resolved: AppValues;
}

/** What has to be the same in every environment: it stands in files that they share, and a promotion does not carry it over. */
const SAME: readonly { readonly path: string; readonly of: (entry: Resolved) => unknown }[] = [
  { path: 'image', of: ({ resolved }) => resolved.image.repository },
  { path: 'port', of: ({ resolved }) => resolved.service.port },
  { path: 'metricsPort', of: ({ resolved }) => resolved.service.metricsPort },
  { path: 'rendering', of: ({ rendering }) => rendering },
];

/** What belongs to an environment even where all of them happen to agree. */
const OWN = ['image.tag', 'image.digest', 'ingress.host', 'httpRoute.host', 'replicaCount'];

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
  }

  public add(entry: AppEntry): void {
    const { serviceName } = entry.service;
    this.byService.set(serviceName, [...(this.byService.get(serviceName) ?? []), entry]);
  }

  private contribution(): TreeContribution {
    const contributions = [...this.byService].map(([service, entries]) => filesOf(folderOf(service), entries));
    return {
      files: contributions.flatMap(({ files }) => files),
      conflicts: contributions.flatMap(({ conflicts }) => conflicts),
    };
  }
}

function filesOf(folder: string, entries: readonly AppEntry[]): TreeContribution {
  const resolved = entries.map((entry) => ({ ...entry, resolved: entry.values() }));
  const conflicts = contradictions(resolved);
  if (conflicts.length > 0) return { files: [], conflicts };
  const charts = resolved.filter(({ rendering }) => rendering === Rendering.CHART);
  const plain = resolved.filter(({ rendering }) => rendering === Rendering.MANIFESTS);
  const files = [
    ...resolved.flatMap((entry) => deploymentFiles(entry).map(({ path, text }) => file(entry, path, text))),
    ...(charts.length > 0 ? chartOf(folder, charts) : []),
    ...plain.flatMap((entry) => documentsOf(folder, entry)),
  ];
  return { files, conflicts };
}

function environmentOf({ context }: AppEntry): string {
  return context.environment.name;
}

function file({ construct }: AppEntry, path: string, text: string): TreeFile {
  return { path, text, owner: construct };
}

function chartOf(folder: string, entries: readonly Resolved[]): TreeFile[] {
  const [first] = entries;
  const { chartRepository } = first.context.platform;
  const byEnvironment = Object.fromEntries(entries.map((entry) => [environmentOf(entry), chartValues(entry.resolved)]));
  const { shared, differing } = splitValues(byEnvironment, OWN);
  return [
    ...chartFiles(first.service.serviceName, chartRepository).map(({ name, text }) => file(first, `${folder}/${name}`, text)),
    file(first, `${folder}/values.yaml`, toYaml(shared)),
    ...entries.map((entry) => file(entry, `${folder}/values-${environmentOf(entry)}.yaml`, toYaml(differing[environmentOf(entry)]))),
  ];
}

function documentsOf(folder: string, entry: Resolved): TreeFile[] {
  return manifestsOf(entry.resolved).map((document) => {
    const name = `${document.kind.toLowerCase()}-${document.metadata.name}.yaml`;
    return file(entry, `${folder}/manifests/${environmentOf(entry)}/${name}`, toYaml(document));
  });
}

/** Two environments that say different things of what they share. */
function contradictions([first, ...others]: readonly Resolved[]): Problem[] {
  return others.flatMap((other) =>
    SAME.flatMap(({ path, of }) => {
      const [one, another] = [of(first), of(other)];
      if (one === another) return [];
      return [
        {
          path: `${first.construct.node.path}, ${other.construct.node.path}`,
          got: `${path}: ${show(one)} and ${show(another)}`,
          allowed: `the same ${path} in every environment: it stands in a file that they share`,
          fix: `give both the same ${path}`,
        },
      ];
    }),
  );
}
