import type { KubernetesObject } from '../support/documents';
import { folderProblems } from '../support/schemas/composition-rules';
import { servedIn } from '../support/schemas/compositions';
import { missingIn, patchProblems } from '../support/schemas/patch-rules';
import { TREES } from '../support/schemas/trees';
import type { Manifest } from '../support/schemas/trees';
import type { Json } from '../support/synth';

/** The documents of an environment's platform folder, open to change. */
function folderOf(tree: readonly Manifest[], environment: string): KubernetesObject[] {
  return tree.filter(({ path }) => path.startsWith(`platform/${environment}/crossplane/`)).map(({ document }) => structuredClone(document));
}

const ENVIRONMENTS = ['staging', 'production'];
const CASES = Object.entries(TREES).flatMap(([tree, manifests]) => ENVIRONMENTS.map((environment) => ({ tree, environment, manifests })));

describe.each(CASES)('Crossplane can serve requests of $tree in $environment', ({ manifests, environment }) => {
  const folder = folderOf(manifests, environment);

  test('with three definitions and their Compositions', () => {
    const served = servedIn(folder);
    expect(served.map(({ definition: { claimNames, names }, templates }) => [(claimNames ?? names).kind, templates.length])).toEqual([
      ['ObjectBucket', 7],
      ['PostgreSQLInstance', served[1].namespaced ? 2 : 1],
      ['RedisCache', 1],
    ]);
  });

  test('by the rules of its documentation', () => {
    expect(folderProblems(folder)).toEqual([]);
    expect(patchProblems(folder)).toEqual([]);
  });

  test('with what every request has', () => {
    const kinds = servedIn(folder).map(({ definition: { names, claimNames } }) => (claimNames ?? names).kind);
    const manifestsOf = manifests.filter(({ path }) => path.includes(`/manifests/${environment}/`));
    const requests = manifestsOf.filter(({ document }) => kinds.includes(document.kind));
    expect(requests.length).toBeGreaterThanOrEqual(2);
    expect(requests.map(({ document }) => missingIn(folder, document))).toEqual(requests.map(() => []));
  });
});

interface Planted {
  readonly xrd: Json;
  readonly composition: Json;
  /** The database's instance. */
  readonly instance: Json;
  readonly folder: Json[];
}

/** What is wrong with the production folder in which somebody changed something of databases. */
function problemsWith(tree: readonly Manifest[], plant: (planted: Planted) => void): string[] {
  const folder = folderOf(tree, 'production');
  const { xrd, composition, templates } = servedIn(folder).find(({ definition }) => /PostgreSQLInstance$/.test(definition.names.kind))!;
  plant({ xrd, composition, instance: templates.find(({ name }) => name === 'instance'), folder });
  return [...folderProblems(folder), ...patchProblems(folder)];
}

const CROSSPLANE_2 = TREES['every kind for Crossplane 2.x'];
const CROSSPLANE_1 = TREES['every kind for Crossplane 1.x'];
const COMPOSITION = 'postgresqlinstances.aws.platform.acme.io';
const of = (folder: Json[], what: string, name: RegExp) => folder.find(({ kind, metadata }) => kind === what && name.test(metadata.name));
const patchOf = ({ instance }: Planted, field: RegExp) => instance.patches.find(({ toFieldPath }: Json) => field.test(toFieldPath));

const FAULTS: [fault: string, plant: (planted: Planted) => void, says: string][] = [
  ['a definition with another name', ({ xrd }) => { xrd.metadata.name = 'postgres.platform.acme.io'; }, 'is not named after its plural and group'],
  ['a claim in Crossplane 2.x', ({ xrd }) => { xrd.spec.claimNames = { kind: 'Database' }; }, 'has a field of claims'],
  ['connection secrets in Crossplane 2.x', ({ xrd }) => { xrd.spec.connectionSecretKeys = ['host']; }, 'has a field of claims'],
  ['a definition for the whole cluster', ({ xrd }) => { xrd.spec.scope = 'Cluster'; }, 'is not Namespaced'],
  ['a second version', ({ xrd }) => { xrd.spec.versions.push(xrd.spec.versions[0]); }, 'has more than one version'],
  ['a Composition that is not there', ({ xrd }) => { xrd.spec.enforcedCompositionRef.name = 'other'; }, 'enforces other, which is not there'],
  ['a Composition of another kind', ({ composition }) => { composition.spec.compositeTypeRef.kind = 'RedisCache'; }, 'enforces a Composition of RedisCache'],
  ['a Composition that nothing leads to', ({ folder }) => { folder.push({ kind: 'Composition', metadata: { name: 'spare' } }); }, 'the Composition spare is enforced by no definition'],
  ['the mode Resources', ({ composition }) => { composition.spec.mode = 'Resources'; }, 'is not of the mode Pipeline'],
  ['a pipeline that is never ready', ({ composition }) => { composition.spec.pipeline.pop(); }, 'does not end with function-auto-ready'],
  ['a function that is not installed', ({ composition }) => { composition.spec.pipeline[0].functionRef.name = 'function-kcl'; }, 'has a step of function-kcl, which is not installed'],
  ['two resources of one name', ({ composition, instance }) => { composition.spec.pipeline[0].input.resources.push(instance); }, 'has two resources of one name'],
  ['a secret that Crossplane 2.x does not write', ({ composition }) => { composition.spec.writeConnectionSecretsToNamespace = 'x'; }, 'writes connection secrets'],
  ['a cluster-scoped resource', ({ instance }) => { instance.base.apiVersion = 'rds.aws.upbound.io/v1beta3'; }, 'is of rds.aws.upbound.io/v1beta3, which is not namespaced'],
  ['a provider configuration without its kind', ({ instance }) => { delete instance.base.spec.providerConfigRef.kind; }, 'says not of which kind its provider configuration is'],
  ['a provider configuration that is not there', ({ instance }) => { instance.base.spec.providerConfigRef.name = 'default'; }, 'uses the provider configuration default, which is not there'],
  ['a deletionPolicy', ({ instance }) => { instance.base.spec.deletionPolicy = 'Orphan'; }, 'has the deletionPolicy that namespaced resources have not'],
  ['every management policy', ({ instance }) => { instance.base.spec.managementPolicies = ['*']; }, 'may be deleted in AWS'],
  ['no management policy', ({ instance }) => { delete instance.base.spec.managementPolicies; }, 'may be deleted in AWS'],
  ['a secret in another namespace', ({ instance }) => { instance.base.spec.writeConnectionSecretToRef = { namespace: 'x' }; }, 'writes its secret to another namespace'],
  ['a namespace in a template', ({ instance }) => { instance.base.metadata = { namespace: 'x' }; }, 'names a namespace'],
  ['a patch of the namespace', ({ instance }) => { instance.patches.push({ type: 'FromCompositeFieldPath', fromFieldPath: 'metadata.name', toFieldPath: 'metadata.namespace' }); }, 'names a namespace'],
  ['a provider without a version', ({ folder }) => { of(folder, 'Provider', /rds/).spec.package = 'xpkg.crossplane.io/x/provider-aws-rds'; }, 'the Provider provider-aws-rds is not pinned to a version'],
  ['the latest function', ({ folder }) => { of(folder, 'Function', /ready/).spec.package = 'xpkg.crossplane.io/x/function-auto-ready:latest'; }, 'the Function function-auto-ready is not pinned to a version'],
  ['the image of another provider', ({ folder }) => { of(folder, 'Provider', /rds/).spec.package = 'xpkg.crossplane.io/x/provider-aws-s3:v2.0.0'; }, 'the Provider provider-aws-rds is not what its image is'],
  ['a runtime that is not there', ({ folder }) => { of(folder, 'Provider', /rds/).spec.runtimeConfigRef.name = 'default'; }, 'runs as default, which is not there'],
  ['a group that no provider brings', ({ folder }) => { folder.splice(folder.indexOf(of(folder, 'Provider', /rds/)), 1); }, 'makes a resource of the kind Instance in rds.aws.m.upbound.io, which nothing brings'],
  ['a kind that Crossplane may not compose', ({ folder }) => { of(folder, 'ClusterRole', /compose/).rules[0].verbs.pop(); }, 'makes a resource of the kind ExternalSecret in external-secrets.io, which nothing brings'],
  ['a role that is not Crossplane\'s', ({ folder }) => { of(folder, 'ClusterRole', /compose/).metadata.labels = {}; }, 'makes a resource of the kind ExternalSecret in external-secrets.io, which nothing brings'],
  ['a parameter that there is not', (planted) => { patchOf(planted, /allocatedStorage/).fromFieldPath = 'spec.parameters.storageGb'; }, 'spec.parameters.storageGb is not in the schema of the definition'],
  ['all parameters at once', (planted) => { patchOf(planted, /allocatedStorage/).fromFieldPath = 'spec.parameters'; }, 'spec.parameters is not in the schema of the definition'],
  ['a claim that there is not', (planted) => { patchOf(planted, /identifier/).fromFieldPath = 'spec.claimRef.name'; }, 'spec.claimRef.name is not in the schema of the definition'],
  ['a status that there is not', (planted) => { patchOf(planted, /status\.port/).toFieldPath = 'status.ports'; }, 'status.ports is not in the status of the definition'],
  ['a status made of a wish', (planted) => { patchOf(planted, /status\.port/).fromFieldPath = 'spec.forProvider.port'; }, 'status.port is not made of the status of what is composed'],
  ['a tier without its class', (planted) => { delete patchOf(planted, /instanceClass/).transforms[0].map.dev; }, 'spec.parameters.tier is mapped to other values than its schema allows'],
  ['a class without its tier', (planted) => { patchOf(planted, /instanceClass/).transforms[0].map.huge = 'db.x'; }, 'spec.parameters.tier is mapped to other values than its schema allows'],
  ['a patch of a type that is not known here', (planted) => { patchOf(planted, /allocatedStorage/).type = 'CombineFromComposite'; }, 'the patch of type CombineFromComposite is none that is known here'],
  ['a patch of the status', (planted) => { patchOf(planted, /allocatedStorage/).toFieldPath = 'status.atProvider'; }, 'status.atProvider is the status of what is composed'],
];

const CLAIM_FAULTS: [fault: string, plant: (planted: Planted) => void, says: string][] = [
  ['a definition without claims', ({ xrd }) => { delete xrd.spec.claimNames; }, 'has no claim, or one of the same kind'],
  ['a claim of the same kind', ({ xrd }) => { xrd.spec.claimNames.kind = xrd.spec.names.kind; }, 'has no claim, or one of the same kind'],
  ['a namespaced resource', ({ instance }) => { instance.base.apiVersion = 'rds.aws.m.upbound.io/v1beta1'; }, 'is of rds.aws.m.upbound.io/v1beta1, which is namespaced'],
  ['a provider configuration with a kind', ({ instance }) => { instance.base.spec.providerConfigRef.kind = 'ProviderConfig'; }, 'says of which kind its provider configuration is'],
  ['a resource that goes with its claim', ({ instance }) => { delete instance.base.spec.deletionPolicy; }, 'may be deleted in AWS'],
  ['managementPolicies', ({ instance }) => { instance.base.spec.managementPolicies = ['Observe']; }, 'has managementPolicies beside its deletionPolicy'],
  ['a secret in no namespace', ({ instance }) => { delete instance.base.spec.writeConnectionSecretToRef.namespace; }, 'does not say where its secret goes'],
  ['the namespace of a composite that has none', (planted) => { patchOf(planted, /identifier/).fromFieldPath = 'metadata.namespace'; }, 'metadata.namespace is not in the schema of the definition'],
];

describe('a check fails', () => {
  test.each(FAULTS)('for %s', (_, plant, says) => {
    expect(problemsWith(CROSSPLANE_2, plant)).toContainEqual(expect.stringContaining(says));
  });

  test.each(CLAIM_FAULTS)('for %s in Crossplane 1.x', (_, plant, says) => {
    expect(problemsWith(CROSSPLANE_1, plant)).toContainEqual(expect.stringContaining(says));
  });

  test('with the Composition and the resource that it is about', () => {
    expect(problemsWith(CROSSPLANE_2, ({ instance }) => { instance.base.metadata = { namespace: 'x' }; })).toEqual([`${COMPOSITION}: instance names a namespace`]);
  });

  test('for a request without its owner', () => {
    const [request] = CROSSPLANE_2.filter(({ path, document }) => path.includes('/production/') && document.kind === 'PostgreSQLInstance');
    const orphan: Json = structuredClone(request.document);
    delete orphan.metadata.labels['platform.acme.io/team'];
    expect(missingIn(folderOf(CROSSPLANE_2, 'production'), orphan)).toEqual(['metadata.labels[platform.acme.io/team]']);
  });
});
