import type { KubernetesObject } from '../documents';
import { groupOf, isManaged, named, servedIn } from './compositions';
import type { Served, Template } from './compositions';

/** One thing that the documents of an environment's platform folder have to be, and what is wrong with them. */
export type FolderRule = (folder: readonly KubernetesObject[]) => string[];

/** @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/ */
const definitions: FolderRule = (folder) => servedIn(folder).flatMap(({ xrd, definition, namespaced, composition, spec }) => {
  const ofClaims = ['claimNames', 'connectionSecretKeys', 'defaultCompositeDeletePolicy'].filter((field) => field in definition);
  const { group, names, scope, versions, enforcedCompositionRef } = definition;
  const name = `${xrd.metadata?.name}`;
  const composite = { apiVersion: `${group}/${versions[0].name}`, kind: names.kind };
  return complaints(`the definition ${name}`, {
    'is not named after its plural and group': name === `${names.plural}.${group}`,
    'has a field of claims': !namespaced || ofClaims.length === 0,
    'is not Namespaced': !namespaced || scope === 'Namespaced',
    'has no claim, or one of the same kind': namespaced || ![undefined, names.kind].includes(definition.claimNames?.kind),
    'has more than one version': versions.length === 1,
    [`enforces ${enforcedCompositionRef?.name}, which is not there`]: composition !== undefined,
    [`enforces a Composition of ${spec?.compositeTypeRef.kind}`]:
      spec === undefined || (spec.compositeTypeRef.apiVersion === composite.apiVersion && spec.compositeTypeRef.kind === composite.kind),
  });
});

const compositions: FolderRule = (folder) => {
  const enforced = servedIn(folder).map(({ composition }) => composition?.metadata?.name);
  return named(folder, 'Composition').filter((name) => !enforced.includes(name)).map((name) => `the Composition ${name} is enforced by no definition`);
};

/** @see https://docs.crossplane.io/latest/composition/compositions/ */
const pipelines: FolderRule = (folder) => servedIn(folder).flatMap(({ composition, spec, templates, namespaced }) => {
  if (!spec) return [];
  const functions = spec.pipeline.map(({ functionRef }) => functionRef.name);
  const missing = functions.find((name) => !named(folder, 'Function').includes(name));
  return complaints(`the Composition ${composition?.metadata?.name}`, {
    'is not of the mode Pipeline': spec.mode === 'Pipeline',
    'does not end with function-auto-ready': functions.at(-1) === 'function-auto-ready',
    [`has a step of ${missing}, which is not installed`]: missing === undefined,
    'has two steps of one name': unique(spec.pipeline.map(({ step }) => step)),
    'has two resources of one name': unique(templates.map(({ name }) => name)),
    'composes nothing': templates.length > 0,
    'writes connection secrets': !namespaced || (spec.writeConnectionSecretsToNamespace === undefined && templates.every(({ connectionDetails }) => !connectionDetails)),
  });
});

/** @see https://docs.crossplane.io/latest/managed-resources/managed-resources/ */
const managedResources: FolderRule = (folder) => servedIn(folder).flatMap((served) => (
  served.templates.filter(isManaged).flatMap((template) => managedProblems(folder, served, template))
));

function managedProblems(folder: readonly KubernetesObject[], { composition, namespaced }: Served, { name, base }: Template): string[] {
  const { providerConfigRef: { kind, name: config } = {}, managementPolicies, deletionPolicy, writeConnectionSecretToRef } = base.spec;
  const of = `${composition?.metadata?.name}: ${name}`;
  const configs = named(folder, namespaced ? 'ClusterProviderConfig' : 'ProviderConfig');
  return [
    ...complaints(of, { [`uses the provider configuration ${config}, which is not there`]: configs.includes(`${config}`) }),
    ...complaints(of, namespaced
      ? {
          [`is of ${base.apiVersion}, which is not namespaced`]: /\.m\.upbound\.io\/v1beta1$/.test(base.apiVersion),
          'says not of which kind its provider configuration is': kind === 'ClusterProviderConfig',
          'has the deletionPolicy that namespaced resources have not': deletionPolicy === undefined,
          'may be deleted in AWS': managementPolicies !== undefined && !managementPolicies.some((policy) => ['*', 'Delete'].includes(policy)),
          'writes its secret to another namespace': writeConnectionSecretToRef?.namespace === undefined,
        }
      : {
          [`is of ${base.apiVersion}, which is namespaced`]: !base.apiVersion.includes('.m.upbound.io/'),
          'says of which kind its provider configuration is': kind === undefined,
          'may be deleted in AWS': deletionPolicy === 'Orphan',
          'has managementPolicies beside its deletionPolicy': managementPolicies === undefined,
          'does not say where its secret goes': writeConnectionSecretToRef === undefined || writeConnectionSecretToRef.namespace !== undefined,
        }),
  ];
}

/** Crossplane puts what a namespaced composite composes into the composite's own namespace. */
const namespaces: FolderRule = (folder) => servedIn(folder).filter(({ namespaced }) => namespaced).flatMap(({ composition, templates }) => (
  templates.flatMap(({ name, base, patches }) => complaints(`${composition?.metadata?.name}: ${name}`, {
    'names a namespace': base.metadata?.namespace === undefined && patches.every(({ toFieldPath }) => toFieldPath !== 'metadata.namespace'),
  }))
));

/** @see https://docs.crossplane.io/latest/packages/ */
const packages: FolderRule = (folder) => {
  const installed = folder.filter(({ kind }) => ['Function', 'Provider'].includes(kind));
  return installed.flatMap(({ kind, metadata, spec }) => {
    const { package: image, runtimeConfigRef } = spec as { package: string; runtimeConfigRef?: { name: string } };
    return complaints(`the ${kind} ${metadata?.name}`, {
      [`is not pinned to a version: ${image}`]: /^[a-z0-9.-]+(\/[a-z0-9-]+)+:v\d+\.\d+\.\d+$/.test(image),
      [`is not what its image is: ${image}`]: image.includes(`/${metadata?.name}:`),
      [`runs as ${runtimeConfigRef?.name}, which is not there`]: !runtimeConfigRef || named(folder, 'DeploymentRuntimeConfig').includes(runtimeConfigRef.name),
    });
  });
};

/** A provider brings the kinds of its group; for others Crossplane has to be let. */
const kinds: FolderRule = (folder) => servedIn(folder).flatMap(({ composition, templates, namespaced }) => (
  templates.flatMap((template) => {
    const { apiVersion, kind } = template.base;
    const group = groupOf(apiVersion);
    const provider = `provider-aws-${group.split('.')[0]}`;
    const brought = isManaged(template)
      ? named(folder, 'Provider').includes(provider)
      : namespaced && maySee(folder, group, `${kind.toLowerCase()}s`);
    return complaints(`${composition?.metadata?.name}: ${template.name}`, { [`makes a resource of the kind ${kind} in ${group}, which nothing brings`]: brought });
  })
));

/** @see https://docs.crossplane.io/latest/composition/compositions/#grant-access-to-composed-resources */
function maySee(folder: readonly KubernetesObject[], group: string, resource: string): boolean {
  const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
  const aggregated = ({ metadata }: KubernetesObject) => metadata?.labels?.['rbac.crossplane.io/aggregate-to-crossplane'] === 'true';
  const roles = folder.filter((document) => document.kind === 'ClusterRole' && aggregated(document));
  const rules = roles.flatMap((role) => role.rules as Record<'apiGroups' | 'resources' | 'verbs', string[]>[]);
  const covers = (rule: typeof rules[number]) => rule.apiGroups.includes(group) && rule.resources.includes(resource);
  return rules.some((rule) => covers(rule) && verbs.every((verb) => rule.verbs.includes(verb)));
}

/** Every rule, by what it is about. */
export const FOLDER_RULES = { definitions, compositions, pipelines, managedResources, namespaces, packages, kinds };

/** What is wrong with an environment's platform folder. */
export function folderProblems(folder: readonly KubernetesObject[]): string[] {
  return Object.values(FOLDER_RULES).flatMap((rule) => rule(folder));
}

/** The complaints whose condition does not hold. */
export function complaints(what: string, conditions: Record<string, boolean>): string[] {
  return Object.entries(conditions).filter(([, holds]) => !holds).map(([complaint]) => `${what} ${complaint}`);
}

function unique(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
