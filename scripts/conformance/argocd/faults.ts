import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentFile } from './repository';

/** Where a fault is planted. */
export interface Target {
  /** A Git work tree. */
  readonly folder: string;
  readonly service: string;
  readonly environment: string;
  /** The path of the ApplicationSet. */
  readonly applicationSet: string;
  /** The path of its project. */
  readonly project: string;
}

/** Something that would break a deployment, and what has to be said of it. */
export interface Fault {
  readonly name: string;
  readonly caught: RegExp;
  readonly plant: (target: Target) => void;
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'a file without a key that is asked for',
    caught: /map has no entry for key "namespace"/,
    plant: (target) => edit(target, fileOf(target), /^namespace: .+\n/m, ''),
  },
  {
    name: 'a file with a key that Argo CD overwrites',
    caught: /a key path, which Argo CD overwrites/,
    plant: (target) => edit(target, fileOf(target), /^/, 'path: apps\n'),
  },
  {
    name: 'another namespace than the one of the service',
    caught: /its namespace kube-system is none that Terraform makes for it/,
    plant: (target) => edit(target, fileOf(target), /^namespace: .+$/m, 'namespace: kube-system'),
  },
  {
    name: 'a namespace that the project does not permit',
    caught: /its project does not permit the destination \S+ kube-system/,
    plant: (target) => edit(target, fileOf(target), /^namespace: .+$/m, 'namespace: kube-system'),
  },
  {
    name: 'another cluster than the project permits',
    caught: /its project does not permit the destination https:\/\/elsewhere/,
    plant: (target) => edit(target, fileOf(target), /^cluster: .+$/m, 'cluster: https://elsewhere'),
  },
  {
    name: 'a file for another environment than it says',
    caught: /has no Application|environment in its file/,
    plant: (target) => edit(target, fileOf(target), /^environment: .+$/m, 'environment: elsewhere'),
  },
  {
    name: 'no file of values',
    caught: /has no values-.+\.yaml/,
    plant: ({ folder, service, environment }) => rmSync(join(folder, 'apps', service, `values-${environment}.yaml`)),
  },
  {
    name: 'a folder of manifests without a file',
    caught: /its source apps\/\S+ is not in the repository/,
    plant: ({ folder, service, environment }) => {
      const manifests = join(folder, 'apps', service, 'manifests', environment);
      for (const name of readdirSync(manifests)) rmSync(join(manifests, name));
    },
  },
  {
    name: 'a kind that the project does not permit',
    caught: /its project does not permit ClusterRole\.rbac\.authorization\.k8s\.io planted/,
    plant: ({ folder, service, environment }) => write(
      join(folder, 'apps', service, 'manifests', environment, 'planted.yaml'),
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: planted\n',
    ),
  },
  {
    name: 'a kind that the chart makes and the project does not permit',
    caught: /its project does not permit Deployment\.apps /,
    plant: (target) => edit(target, target.project, /- kind: Deployment$/m, '- kind: DaemonSet'),
  },
  {
    name: 'a template with a function that is not there',
    caught: /function "nowhere" not defined/,
    plant: (target) => edit(target, target.applicationSet, '{{ .namespace }}', '{{ .namespace | nowhere }}'),
  },
  {
    name: 'a function that would read the environment of the controller',
    caught: /function "env" not defined/,
    plant: (target) => edit(target, target.applicationSet, '{{ .namespace }}', '{{ env "HOME" }}'),
  },
  {
    name: 'a template that is cut short',
    caught: /unclosed action|unexpected|unterminated/,
    plant: (target) => edit(target, target.applicationSet, '{{ .namespace }}', '{{ .namespace'),
  },
  {
    name: 'a patch with a misspelt field',
    caught: /the patch is not one of an Application: .*unknown field "valueFilez"/,
    plant: (target) => edit(target, target.applicationSet, 'valueFiles:', 'valueFilez:'),
  },
  {
    name: 'a patch that is no YAML',
    caught: /the patch is not one of an Application: /,
    plant: (target) => edit(target, target.applicationSet, 'path: {{ printf', 'path: : {{ printf'),
  },
  {
    name: 'a misspelt field of the ApplicationSet',
    caught: /unknown field "goTemplateOption"/,
    plant: (target) => edit(target, target.applicationSet, 'goTemplateOptions:', 'goTemplateOption:'),
  },
  {
    name: 'a namespace that Argo CD makes',
    caught: /CreateNamespace=true: namespaces are Terraform's/,
    plant: (target) => edit(target, target.applicationSet, '- PruneLast=true', '- CreateNamespace=true'),
  },
  {
    name: 'a project that is a template',
    caught: /its project is a template/,
    plant: (target) => edit(target, target.applicationSet, /project: \S+/, "project: '{{ .team }}'"),
  },
  {
    name: 'a project that is not there',
    caught: /its project nowhere is not there/,
    plant: (target) => edit(target, target.applicationSet, /project: \S+/, 'project: nowhere'),
  },
  {
    name: 'a repository that the project does not permit',
    caught: /its project does not permit the repository https:\/\/elsewhere\/apps\.git/,
    plant: (target) => edit(target, target.applicationSet, /- repoURL: ".+"/, '- repoURL: "https://elsewhere/apps.git"'),
  },
  {
    name: 'two services of one name',
    caught: /more than one Application is called/,
    plant: (target) => copyFile(target, 'planted'),
  },
  {
    name: 'a file that only one way of globbing finds',
    caught: /depends on the controller's flag for globbing/,
    plant: (target) => copyFile(target, `${target.service}/planted`),
  },
];

function fileOf({ service, environment }: Target): string {
  return environmentFile(service, environment);
}

/** Gives the service's file to another one. */
function copyFile(target: Target, service: string): void {
  const { folder, environment } = target;
  write(join(folder, environmentFile(service, environment)), readFileSync(join(folder, fileOf(target)), 'utf8'));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @throws if there is nothing to replace: a fault that was not planted proves nothing */
function edit({ folder }: Target, file: string, from: RegExp | string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(join(folder, file), changed);
}
