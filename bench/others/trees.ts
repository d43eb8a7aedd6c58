import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS } from '../measured/estate';
import { ROOT } from '../workspace';
import type { Workspace } from '../workspace';

/** The chart that each chart of the tree depends on; `helm dependency build` puts it there. */
const COMMON = join(ROOT, 'lib', 'gitops', 'chart', 'common');

/** Has the library write the GitOps tree of a number of services, and gives the folder of its apps, ready for Helm. */
export async function writeTree(services: number, workspace: Workspace): Promise<string> {
  const folder = workspace.folderFor('tree');
  await workspace.run('run-parts', String(services), folder, 'GitOps tree');
  const apps = join(folder, 'gitops', 'apps');
  for (const app of readdirSync(apps)) {
    for (const { name } of ENVIRONMENTS) cpSync(COMMON, join(apps, app, 'chart', name, 'charts', 'common'), { recursive: true });
  }
  return apps;
}

/** A line for the shell that renders each chart of the tree, as Argo CD does. */
export function helmScript(helm: string, apps: string, workspace: Workspace): string {
  const lines = rendered(apps, (app, environment) => `${helm} ${templateOf(apps, app, environment).join(' ')}`);
  return scriptOf('helm', lines, workspace);
}

/**
 * A line for the shell that builds each overlay. The bases have the same objects: those that Helm renders for the first environment.
 * An overlay sets the namespace, a label, and the version of the image.
 */
export async function kustomizeScript(kustomize: string, helm: string, apps: string, workspace: Workspace): Promise<string> {
  const trees = workspace.folderFor('overlays');
  for (const app of readdirSync(apps)) {
    const objects = await workspace.execute(helm, templateOf(apps, app, ENVIRONMENTS[0].name));
    write(join(trees, app, 'base', 'objects.yaml'), objects);
    write(join(trees, app, 'base', 'kustomization.yaml'), JSON.stringify({ resources: ['objects.yaml'] }));
    for (const { name } of ENVIRONMENTS) write(join(trees, app, 'overlays', name, 'kustomization.yaml'), overlay(app, name));
  }
  const lines = rendered(apps, (app, environment) => `${kustomize} build ${join(trees, app, 'overlays', environment)}`);
  return scriptOf('kustomize', lines, workspace);
}

/** The arguments by which Helm renders a chart of the tree with its values. */
function templateOf(apps: string, app: string, environment: string): string[] {
  return ['template', app, join(apps, app, 'chart', environment), '--values', join(apps, app, `values-${environment}.yaml`)];
}

function overlay(app: string, environment: string): string {
  return JSON.stringify({
    resources: ['../../base'],
    namespace: `${app}-${environment}`,
    labels: [{ pairs: { environment } }],
    images: [{ name: `ghcr.io/acme/${app}`, newTag: '1.0.1' }],
  });
}

function rendered(apps: string, command: (app: string, environment: string) => string): string[] {
  return readdirSync(apps).flatMap((app) => ENVIRONMENTS.map(({ name }) => `${command(app, name)} || exit 1`));
}

function scriptOf(name: string, lines: readonly string[], workspace: Workspace): string {
  const file = `${workspace.folderFor('scripts')}/${name}.sh`;
  write(file, ['set -e', ...lines].join('\n'));
  return `sh ${file}`;
}

function write(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
