import type { KubernetesObject } from '../documents';
import type { DefinitionSpec, Schema } from './schema';

/** A patch of function-patch-and-transform. */
export interface Patch {
  readonly type: string;
  readonly fromFieldPath: string;
  readonly toFieldPath: string;
  readonly policy?: { readonly fromFieldPath?: string };
  readonly transforms?: readonly { readonly type: string; readonly map?: object }[];
}

/** The specification of a managed resource, as far as rules speak of it. */
export interface ManagedSpec {
  readonly providerConfigRef?: { readonly kind?: string; readonly name?: string };
  readonly managementPolicies?: readonly string[];
  readonly deletionPolicy?: string;
  readonly writeConnectionSecretToRef?: { readonly namespace?: string };
}

/** One resource that a Composition makes. */
export interface Template {
  readonly name: string;
  readonly base: KubernetesObject & { readonly spec: ManagedSpec };
  readonly patches: readonly Patch[];
  readonly connectionDetails?: readonly { readonly name: string }[];
}

export interface CompositionSpec {
  readonly compositeTypeRef: { readonly apiVersion: string; readonly kind: string };
  readonly mode?: string;
  readonly writeConnectionSecretsToNamespace?: string;
  readonly pipeline: readonly {
    readonly step: string;
    readonly functionRef: { readonly name: string };
    readonly input?: { readonly resources?: readonly Template[] };
  }[];
}

/** A definition with what serves it. */
export interface Served {
  readonly xrd: KubernetesObject;
  readonly definition: DefinitionSpec & { readonly enforcedCompositionRef?: { readonly name: string } };
  readonly schema: Schema;
  /** Whether it is of Crossplane 2.x. */
  readonly namespaced: boolean;
  readonly composition?: KubernetesObject;
  readonly spec?: CompositionSpec;
  readonly templates: readonly Template[];
}

/** The definitions of a folder, each with the Composition that it enforces. */
export function servedIn(folder: readonly KubernetesObject[]): Served[] {
  return folder.filter(({ kind }) => kind === 'CompositeResourceDefinition').map((xrd) => {
    const definition = xrd.spec as Served['definition'];
    const enforced = definition.enforcedCompositionRef?.name;
    const composition = folder.find(({ kind, metadata }) => kind === 'Composition' && metadata?.name === enforced);
    const spec = composition?.spec as CompositionSpec | undefined;
    return {
      xrd,
      definition,
      schema: definition.versions[0].schema.openAPIV3Schema,
      namespaced: xrd.apiVersion === 'apiextensions.crossplane.io/v2',
      composition,
      spec,
      templates: spec?.pipeline.flatMap(({ input }) => input?.resources ?? []) ?? [],
    };
  });
}

/** Whether a resource is one of a provider, and not of Kubernetes or an operator. */
export function isManaged({ base: { apiVersion } }: Template): boolean {
  return groupOf(apiVersion).endsWith('.upbound.io');
}

export function groupOf(apiVersion: string): string {
  return apiVersion.split('/')[0];
}

export function named(folder: readonly KubernetesObject[], kind: string): string[] {
  return folder.filter((document) => document.kind === kind).map(({ metadata }) => String(metadata?.name));
}
