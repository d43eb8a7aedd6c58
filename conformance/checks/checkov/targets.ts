import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { toYaml } from '../../../lib/core/yaml';
import type { KubernetesObject } from '../../referees/crossplane';
import type { CheckedStack } from '../../referees/terraform';
import type { Rendered } from '../helm/check-charts';

/** The kinds whose pods checkov looks into: of each of them it has something to say. */
const WORKLOADS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'StatefulSet'];

type Fields = Readonly<Record<string, unknown>>;

/** Lays out what checkov is to judge: it tells a file's kind by what is in it, and a workflow by its folder. */
export class Targets {
  /** The files of which checkov has to say something, relative to the folder. */
  public readonly expected: string[] = [];

  public constructor(private readonly folder: string) {}

  public addPlans(stacks: readonly CheckedStack[]): void {
    for (const { stack, plan } of stacks) this.write(join('plans', `${stack}.json`), JSON.stringify(plan), true);
  }

  public addRendered(rendered: Rendered): void {
    for (const [title, objects] of rendered) this.addObjects(title.replace(' ', '-'), objects);
  }

  public addObjects(unit: string, objects: readonly KubernetesObject[]): void {
    for (const object of objects) {
      const name = `${object.kind}-${object.metadata?.name}.yaml`.toLowerCase();
      this.write(join('manifests', unit, name), toYaml(object), WORKLOADS.includes(object.kind));
    }
  }

  /** The documents of a GitOps tree that are applied as they are. */
  public addTree(gitops: string): void {
    for (const [root, inner] of [['platform', ''], ['apps', 'manifests']] as const) {
      for (const name of foldersIn(join(gitops, root))) {
        const place = join(gitops, root, name, inner);
        // The platform's folders are its environments; a service's environments are folders of its own.
        if (root === 'platform') this.copy(place, `platform-${name}`);
        else for (const environment of foldersIn(place)) this.copy(join(place, environment), `${name}-${environment}`);
      }
    }
  }

  public addWorkflows(workflows: string): void {
    for (const name of readdirSync(workflows)) this.addWorkflow(name, load(readFileSync(join(workflows, name), 'utf8')) as Fields);
  }

  public addWorkflow(name: string, workflow: Fields): void {
    this.write(join('.github', 'workflows', name), toYaml(asCheckovKnows(workflow)), true);
  }

  private copy(from: string, unit: string): void {
    const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name, parentPath } of files) cpSync(join(parentPath, name), join(this.folder, 'manifests', unit, name));
  }

  private write(file: string, text: string, expected: boolean): void {
    mkdirSync(join(this.folder, file, '..'), { recursive: true });
    writeFileSync(join(this.folder, file), text);
    if (expected) this.expected.push(file);
  }
}

/**
 * A workflow without what checkov's schema of workflows does not know: it leaves out a file that has such a thing, and says nothing
 * of it. It takes an expression in `concurrency` for two forms at once.
 */
function asCheckovKnows(workflow: Fields): Fields {
  const jobs = Object.entries(workflow.jobs as Record<string, Fields>).map(([name, { permissions, ...job }]) => (
    [name, { ...without(job, 'concurrency'), ...(permissions ? { permissions: without(permissions as Fields, 'attestations') } : {}) }]
  ));
  return { ...without(workflow, 'concurrency'), jobs: Object.fromEntries(jobs) as Fields };
}

function without(fields: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
