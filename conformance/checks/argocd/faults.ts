import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a fault is planted. */
export interface Target {
  /** A Git work tree. */
  readonly folder: string;
  readonly service: string;
  readonly environment: string;
  /** The path of the ApplicationSet. */
  readonly applicationSet: string;
  /** The path of the one that makes the projects of services. */
  readonly projects: string;
  /** The path of Kafka's project. */
  readonly kafka: string;
  readonly team: string;
}

/** Something that would break a deployment, and what has to be said of it. */
export interface Fault {
  readonly name: string;
  readonly caught: RegExp;
  readonly plant: (target: Target) => void;
}

/** The namespace of the services' ApplicationSet. */
const NAMESPACE = /namespace: '.+'/;

export const FAULTS: readonly Fault[] = [
  {
    name: 'a namespace that does not follow from the folder',
    caught: /its namespace kube-system is none that Terraform makes for it/,
    plant: (target) => edit(target, target.applicationSet, /namespace: '.+'/, 'namespace: kube-system'),
  },
  {
    name: 'a namespace that the project does not permit',
    caught: /its project does not permit the destination \S+ kube-system/,
    plant: (target) => edit(target, target.applicationSet, /namespace: '.+'/, 'namespace: kube-system'),
  },
  {
    name: 'another cluster than the project permits',
    caught: /its project does not permit the destination https:\/\/elsewhere/,
    plant: (target) => edit(target, target.applicationSet, /server: .+/, 'server: https://elsewhere'),
  },
  {
    name: 'projects that permit the namespaces of other services',
    caught: /may deploy \d+ of \d+ foreign objects/,
    plant: (target) => edit(target, target.projects, /- namespace: '.+'/, `- namespace: '*-${target.environment}'`),
  },
  {
    name: 'projects without a list of kinds, which for Argo CD is one of all kinds',
    caught: /may deploy \d+ of \d+ foreign objects/,
    plant: (target) => edit(target, target.projects, 'namespaceResourceWhitelist:', 'namespaceResourceBlacklist:'),
  },
  {
    name: 'a project of Kafka that permits other objects',
    caught: /-kafka may deploy \d+ of \d+ foreign objects/,
    plant: (target) => edit(target, target.kafka, /- kind: KafkaUser\n\s+group: .+/, "- kind: '*'\n      group: '*'"),
  },
  {
    name: 'a file of the namespace of another service',
    caught: /its project does not permit ConfigMap planted in another-/,
    plant: ({ folder, service, environment }) => write(
      join(folder, 'apps', service, 'manifests', environment, 'planted.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: planted\n  namespace: another-${environment}\n`,
    ),
  },
  {
    name: 'a file of something else in the folder for Kafka',
    caught: /-kafka: its project does not permit ConfigMap planted/,
    plant: ({ folder, service, environment }) => write(
      join(folder, 'apps', service, 'kafka', environment, 'planted.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: planted\n',
    ),
  },
  {
    name: 'no file of values',
    caught: /has no values-.+\.yaml|the paths of its sources/,
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
    plant: (target) => edit(target, target.projects, /- kind: Deployment$/m, '- kind: DaemonSet'),
  },
  {
    name: 'a template with a function that is not there',
    caught: /function "nowhere" not defined/,
    plant: (target) => edit(target, target.applicationSet, NAMESPACE, 'namespace: "{{ .path.path | nowhere }}"'),
  },
  {
    name: 'a function that would read the environment of the controller',
    caught: /function "env" not defined/,
    plant: (target) => edit(target, target.applicationSet, NAMESPACE, "namespace: '{{ env \"HOME\" }}'"),
  },
  {
    name: 'a template that is cut short',
    caught: /unclosed action|unexpected|unterminated/,
    plant: (target) => edit(target, target.applicationSet, NAMESPACE, "namespace: '{{ .path.path'"),
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
    name: 'a project that is not there',
    caught: /appprojects\S* "argocd\/nowhere" not found/,
    plant: (target) => edit(target, target.applicationSet, /project: '\{.+/, 'project: nowhere'),
  },
  {
    name: 'a repository that the project does not permit',
    caught: /its project does not permit the repository https:\/\/elsewhere\/apps\.git/,
    plant: (target) => edit(target, target.applicationSet, /- repoURL: ".+"/, '- repoURL: "https://elsewhere/apps.git"'),
  },
  {
    name: 'two folders for one service',
    caught: /more than one Application is called/,
    plant: ({ folder, service, environment }) => write(join(folder, 'apps', service, 'envs', environment, 'planted', 'chart', 'a'), ''),
  },
  {
    name: 'a folder of a service that has nothing to deploy',
    caught: /apps\/planted\/envs\/\S+ is not there/,
    plant: ({ folder, environment, team }) => write(join(folder, 'apps', 'planted', 'envs', environment, team, 'chart', 'a'), ''),
  },
];

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
