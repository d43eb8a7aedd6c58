import type { KubernetesObject } from '../documents';
import { groupOf } from './compositions';
import type { DefinitionSpec } from './schema';

const CROSSPLANE = "Crossplane's command line brings its own kinds' schemas: npm run conformance, crossplane validate";
const PROVIDERS =
  'no package has the schemas of the AWS providers: npm run conformance, crossplane validate, with their CustomResourceDefinitions in the folder GOLDEN_PATH_SCHEMAS';
const STRIMZI =
  "no package has Strimzi's schemas: npm run conformance, crossplane validate, with its CustomResourceDefinitions in the folder GOLDEN_PATH_SCHEMAS";

/** The kinds that have no schema here, each with the reason and with where they are checked instead. */
export const CHECKED_ELSEWHERE: Readonly<Record<string, string>> = {
  'apiextensions.crossplane.io/Composition': CROSSPLANE,
  'apiextensions.crossplane.io/CompositeResourceDefinition': CROSSPLANE,
  'pkg.crossplane.io/DeploymentRuntimeConfig': CROSSPLANE,
  'pkg.crossplane.io/Function': CROSSPLANE,
  'policies.kyverno.io/ImageValidatingPolicy': 'npm run conformance, image-policy: Kyverno itself judges images by it',
  'pkg.crossplane.io/Provider': CROSSPLANE,
  'pt.fn.crossplane.io/Resources': 'the function brings the schema of its input: npm run conformance, crossplane validate and crossplane render',
  'aws.m.upbound.io/ClusterProviderConfig': PROVIDERS,
  'aws.upbound.io/ProviderConfig': PROVIDERS,
  ...Object.fromEntries(['aws.m.upbound.io', 'aws.upbound.io'].flatMap((aws) => [
    [`elasticache.${aws}/ReplicationGroup`, PROVIDERS],
    [`rds.${aws}/Instance`, PROVIDERS],
    [`s3.${aws}/Bucket`, PROVIDERS],
    [`s3.${aws}/BucketLifecycleConfiguration`, PROVIDERS],
    [`s3.${aws}/BucketOwnershipControls`, PROVIDERS],
    [`s3.${aws}/BucketPolicy`, PROVIDERS],
    [`s3.${aws}/BucketPublicAccessBlock`, PROVIDERS],
    [`s3.${aws}/BucketServerSideEncryptionConfiguration`, PROVIDERS],
    [`s3.${aws}/BucketVersioning`, PROVIDERS],
  ])),
  'kafka.strimzi.io/KafkaTopic': STRIMZI,
  'kafka.strimzi.io/KafkaUser': STRIMZI,
};

/** A kind in the words of the list above. */
export function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

/** Every document of an output, and every one that its Compositions hold. */
export function withinCompositions(documents: readonly KubernetesObject[]): KubernetesObject[] {
  const inputs = documents.filter(({ kind }) => kind === 'Composition').flatMap(({ spec }) => (
    (spec as { pipeline: { input?: KubernetesObject }[] }).pipeline.flatMap(({ input }) => input ?? [])
  ));
  const bases = inputs.flatMap(({ resources }) => (resources as { base: KubernetesObject }[]).map(({ base }) => base));
  return [...documents, ...inputs, ...bases];
}

/** The kinds that definitions of an output are the schemas of. */
export function definedKinds(documents: readonly KubernetesObject[]): string[] {
  return documents.filter(({ kind }) => kind === 'CompositeResourceDefinition').map(({ spec }) => {
    const { group, names, claimNames } = spec as DefinitionSpec;
    return `${group}/${(claimNames ?? names).kind}`;
  });
}
