import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { staged, type Application } from '../../referees/argocd';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { projectsMadeBy, type Context } from './applications';
import type { CheckedFaults } from './check-faults';
import { environmentFile, readEnvironments, type Environment } from './repository';

/** What a team may do in its own folder, and no other team may notice: the text of a file, by its path in the tree. */
type Edit = (service: string, environment: string) => { readonly path: string; readonly text: (before: string) => string };

function inFile(text: (before: string) => string): Edit {
  return (service, environment) => ({ path: environmentFile(service, environment), text });
}

function newFolder(name: (environment: string) => string): Edit {
  return (_, environment) => ({ path: `apps/${name(environment)}/a`, text: () => '' });
}

const EDITS: Readonly<Record<string, Edit>> = {
  'a file without a key': inFile((before) => before.replace(/^namespace: .+\n/m, '')),
  'a file with a value of another type': inFile((before) => before.replace(/^team: .+$/m, 'team: [1, 2]')),
  'a file that is a list': inFile(() => '- 1\n- 2\n'),
  'a file that is no YAML': inFile(() => 'a: b: c: {{{\n\t]'),
  'a file of another namespace, cluster and revision': inFile((before) => (
    before.replace(/^namespace: .+$/m, 'namespace: kube-system').replace(/^revision: .+$/m, 'revision: mine')
      .replace(/^cluster: .+$/m, 'cluster: https://elsewhere')
  )),
  'a folder with quotes in its name': newFolder((environment) => `a"b'c: {/envs/${environment}/x/chart`),
  'a folder with a template in its name': newFolder((environment) => `{{ fail "planted" }}/envs/${environment}/x/chart`),
  'a folder of a team that nobody declared': newFolder((environment) => `planted/envs/${environment}/{{ .nothing }}/manifests`),
  'a folder of a form that nobody knows': newFolder((environment) => `planted/envs/${environment}/x/everything`),
};

/** Makes each edit for one service, and compares the Applications of all others with those from before. */
export async function checkHarmless(context: Context): Promise<CheckedFaults> {
  const [environment] = readEnvironments(context.tree);
  const { name: where, services: [service, ...others] } = environment;
  if (others.length === 0) return { planted: 0, problems: [`${where} has no two services: an edit of one proves nothing`] };
  const before = applicationsOf(context, environment);
  const problems: string[] = [];
  for (const [name, edit] of Object.entries(EDITS)) {
    const after = await inWorkFolder(async (work) => {
      const folder = join(work, 'repository');
      cpSync(context.tree.folder, folder, { recursive: true });
      plant(folder, edit(service, environment.name));
      return applicationsOf({ ...context, tree: staged(folder) }, environment);
    });
    const changed = before.applications.filter((each) => !after.applications.some((other) => isDeepStrictEqual(each, other)));
    if (after.error !== undefined) problems.push(`${name} stops every Application: ${after.error}`);
    if (changed.length > 0) problems.push(`${name} changes ${changed.map(({ metadata }) => metadata.name).join(', ')}`);
  }
  return { planted: Object.keys(EDITS).length, problems: [...problems, ...await unnoticed(context, environment)] };
}

/** With a generator of files, the same edits are noticed: a check that finds nothing there would find nothing anywhere. */
async function unnoticed(context: Context, environment: Environment): Promise<string[]> {
  const files = [{ path: `apps/*/envs/${environment.name}.yaml` }];
  const [service] = environment.services;
  return inWorkFolder(async (work) => {
    const folder = join(work, 'repository');
    cpSync(context.tree.folder, folder, { recursive: true });
    plant(folder, EDITS['a file that is no YAML'](service, environment.name));
    const applicationSets = environment.applicationSets.map((set) => withFiles(set, files));
    const { error } = applicationsOf({ ...context, tree: staged(folder) }, { ...environment, applicationSets });
    return error === undefined ? ['a generator of files takes a file that is no YAML, so that this check proves nothing'] : [];
  });
}

function withFiles(set: Environment['applicationSets'][number], files: readonly object[]): typeof set {
  const spec = set.spec as { readonly generators: readonly { readonly git: object }[] };
  const generators = spec.generators.map(({ git }) => ({ git: { ...git, directories: undefined, files } }));
  return { ...set, spec: { ...spec, generators } };
}

function applicationsOf({ argoCd, tree }: Context, { applicationSets, projects }: Environment) {
  const applications: Application[] = [];
  const errors: string[] = [];
  const sets = [...applicationSets].sort((one) => (one.metadata?.name === 'service-projects' ? -1 : 1));
  for (const applicationSet of sets) {
    const known = [...projects, ...projectsMadeBy(applications)];
    const generated = argoCd.generate({ applicationSet, projects: known, repository: tree.folder, newGlobbing: true });
    applications.push(...generated.applications);
    if (generated.error !== undefined) errors.push(generated.error);
  }
  return { applications, error: errors.at(0) };
}

function plant(folder: string, { path, text }: ReturnType<Edit>): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text(existsSync(file) ? readFileSync(file, 'utf8') : ''));
}
