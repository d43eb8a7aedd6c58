import { addResource, expectRefusedChange, patchTo, removeResource, withoutPatch } from '../support/composition-changes';
import type { Change, CompositionKind } from '../support/composition-changes';

const instancePatch = (toFieldPath: string): Change => patchTo('instance', toFieldPath);

/** Patches that change what is baked in, and what the error says was found. */
const PLAIN: [what: string, kind: CompositionKind, change: Change, got: string][] = [
  ['a patch of a safeguard', 'postgres', patchTo('instance', 'spec.forProvider.storageEncrypted'), 'a patch of spec.forProvider.storageEncrypted'],
  ['a patch of all that is asked of AWS', 'postgres', patchTo('instance', 'spec.forProvider'), 'a patch of spec.forProvider'],
  ['the same in brackets', 'postgres', patchTo('instance', 'spec[forProvider]'), 'a patch of spec[forProvider]'],
  ['a patch of the whole spec', 'postgres', patchTo('instance', 'spec'), 'a patch of spec'],
  ['a patch that only says from where', 'postgres', patchTo('instance', undefined, { fromFieldPath: 'spec.forProvider' }), 'a patch of spec.forProvider'],
  [
    'a patch that stands elsewhere',
    'postgres',
    patchTo('instance', undefined, { type: 'PatchSet', patchSetName: 'own', fromFieldPath: undefined }),
    'a patch of {"type":"PatchSet","patchSetName":"own"}',
  ],
  ['a patch from the environment', 'postgres', patchTo('instance', 'spec.forProvider.skipFinalSnapshot', { type: 'FromEnvironmentFieldPath' }), 'a patch of spec.forProvider.skipFinalSnapshot'],
  ['a changed patch of a safeguard', 'postgres', patchTo('instance', 'spec.forProvider.backupRetentionPeriod'), 'a patch of spec.forProvider.backupRetentionPeriod'],
];

test.each(PLAIN)('a Composition is refused with %s', (_, kind, change, got) => expectRefusedChange(kind, change, got));

/** Ways to write a patch, each of which Crossplane's own renderer was seen to follow to a safeguard. */
const WRITTEN_OTHERWISE = [
  'spec["forProvider"].storageEncrypted',
  "spec.'forProvider'.storageEncrypted",
  'spec.forProvider."storageEncrypted"',
  "spec.forProvider['storageEncrypted']",
  'spec.forProvider[storageEncrypted]',
  'spec.forProvider[*]',
  'spec[*].storageEncrypted',
  '[spec].forProvider.storageEncrypted',
  '[spec][forProvider][storageEncrypted]',
  'spec[forProvider]storageEncrypted',
  'spec[forProvider].storageEncrypted',
];

test.each(WRITTEN_OTHERWISE)('a Composition is refused with a patch of %s', (toFieldPath) => {
  expectRefusedChange('postgres', instancePatch(toFieldPath), `a patch of ${toFieldPath}`);
});

/** What nobody may patch besides the safeguards, and what would stand in for a resource of the library. */
const STANDS_IN: [what: string, kind: CompositionKind, change: Change, got: string][] = [
  ['a patch of what happens on deletion', 'postgres', instancePatch('spec.managementPolicies'), 'a patch of spec.managementPolicies'],
  ['a patch of one policy', 'postgres', instancePatch('spec.managementPolicies[0]'), 'a patch of spec.managementPolicies[0]'],
  ['a patch of the password', 'postgres', instancePatch('spec.forProvider.password'), 'a patch of spec.forProvider.password'],
  ['a patch of its Secret', 'postgres', instancePatch('spec.forProvider.passwordSecretRef.name'), 'a patch of spec.forProvider.passwordSecretRef.name'],
  ['a patch of the subnets', 'postgres', instancePatch('spec.forProvider.dbSubnetGroupName'), 'a patch of spec.forProvider.dbSubnetGroupName'],
  ['a patch of the parameters that demand TLS', 'postgres', instancePatch('spec.forProvider.parameterGroupName'), 'a patch of spec.forProvider.parameterGroupName'],
  ['a patch of the token', 'redis', patchTo('replication-group', 'spec.forProvider.autoGenerateAuthToken'), 'a patch of spec.forProvider.autoGenerateAuthToken'],
  ['a patch that empties buckets', 'bucket', patchTo('bucket', 'spec.forProvider.forceDestroy'), 'a patch of spec.forProvider.forceDestroy'],
  ['a patch of the whole bucket', 'bucket', patchTo('bucket', 'spec'), 'a patch of spec'],
  ['a patch of versions', 'bucket', patchTo('versioning', 'spec.forProvider.versioningConfiguration.status'), 'a patch of spec.forProvider.versioningConfiguration.status'],
  [
    'a patch that stands elsewhere, with a field that nobody reads',
    'postgres',
    patchTo('instance', undefined, { type: 'PatchSet', patchSetName: 'own' }),
    'a patch of metadata.annotations[x]',
  ],
  ['no policy that demands TLS', 'bucket', removeResource('policy'), "no resource 'policy'"],
  [
    'no parameters that demand TLS',
    'postgres',
    withoutPatch('instance', 'spec.forProvider.parameterGroupName'),
    'no patch of spec.forProvider.parameterGroupName',
  ],
  [
    'a second instance of the same name, which Crossplane takes instead',
    'postgres',
    addResource({ name: 'instance', base: { kind: 'Instance', spec: { forProvider: {} } } }),
    "two resources 'instance'",
  ],
  [
    'further patches under the same name',
    'postgres',
    addResource({
      name: 'instance',
      patches: [{ type: 'FromCompositeFieldPath', fromFieldPath: 'x', toFieldPath: 'spec.forProvider.storageEncrypted' }],
    }),
    "two resources 'instance'",
  ],
];

test.each(STANDS_IN)('a Composition is refused with %s', (_, kind, change, got) => expectRefusedChange(kind, change, got));

test.each(['public-access-block', 'ownership', 'encryption', 'versioning', 'policy'])(
  'a Composition is refused with a patch that sets the %s of another bucket',
  (resource) => expectRefusedChange('bucket', patchTo(resource, 'spec.forProvider.bucket'), 'a patch of spec.forProvider.bucket'),
);
