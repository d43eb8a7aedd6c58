import { JsonPatch } from 'cdk8s';
import type { App } from 'cdktf';
import { expectRefusedChange, patchTo, removeResource, set, unset } from '../support/composition-changes';
import type { Change, CompositionKind } from '../support/composition-changes';
import { aDataPlatform, composedBy, compositionOf, COMPOSITIONS, synthDataPlatform } from '../support/compositions';
import { legacyPlatform } from '../support/data';
import { refusedOver, synthTree } from '../support/manifests';
import type { Json } from '../support/synth';

const RESOURCES = '/spec/pipeline/0/input/resources';

/** What somebody could do to the Composition of all databases, caches or buckets, and what the error says was found. */
const REFUSED: [what: string, kind: CompositionKind, change: Change, got: string][] = [
  ['no encryption', 'postgres', set('instance', 'forProvider/storageEncrypted', false), 'storageEncrypted: false'],
  ['encryption left to AWS', 'postgres', unset('instance', 'forProvider/storageEncrypted'), 'storageEncrypted: nothing'],
  ['no deletion protection', 'postgres', set('instance', 'forProvider/deletionProtection', false), 'deletionProtection: false'],
  ['backups of one day', 'postgres', set('instance', 'forProvider/backupRetentionPeriod', 1), 'backupRetentionPeriod: 1'],
  ['a password of their own', 'postgres', set('instance', 'forProvider/password', 'x'), "password: 'x'"],
  ['a password from elsewhere', 'postgres', set('instance', 'forProvider/passwordSecretRef', { name: 'x' }), 'passwordSecretRef: {"name":"x"}'],
  ['public subnets', 'postgres', set('instance', 'forProvider/dbSubnetGroupName', 'public'), "dbSubnetGroupName: 'public'"],
  ['deletion with the request', 'postgres', set('instance', 'managementPolicies', ['*']), 'managementPolicies: ["*"]'],
  ['deletion beside the rest', 'postgres', set('instance', 'managementPolicies/-', 'Delete'), 'managementPolicies: ["Create"'],
  ['deletion by the old name', 'postgres', set('instance', 'deletionPolicy', 'Delete'), "deletionPolicy: 'Delete'"],
  ['no instance', 'postgres', removeResource('instance'), 'storageEncrypted: nothing'],
  [
    'a third step',
    'redis',
    (composition) => composition.addJsonPatch(JsonPatch.add('/spec/pipeline/-', { step: 'own', functionRef: { name: 'function-own' } })),
    'the step {"functionRef":{"name":"function-own"},"step":"own"}',
  ],
  [
    'a step before the others',
    'redis',
    (composition) => composition.addJsonPatch(JsonPatch.add('/spec/pipeline/0', { step: 'own', functionRef: { name: 'function-own' } })),
    'the step {"functionRef":{"name":"function-own"},"step":"own"}',
  ],
  ['a step less', 'redis', (composition) => composition.addJsonPatch(JsonPatch.remove('/spec/pipeline/1')), '1 steps, of 2'],
  ['no steps', 'redis', (composition) => composition.addJsonPatch(JsonPatch.remove('/spec/pipeline')), '0 steps, of 2'],
  [
    'another function',
    'redis',
    (composition) => composition.addJsonPatch(JsonPatch.replace('/spec/pipeline/0/functionRef/name', 'function-own')),
    'function-own',
  ],
  ['a cache without TLS', 'redis', set('replication-group', 'forProvider/transitEncryptionEnabled', false), 'transitEncryptionEnabled: false'],
  ['TLS for those who ask', 'redis', set('replication-group', 'forProvider/transitEncryptionMode', 'preferred'), "'preferred'"],
  ['no token', 'redis', set('replication-group', 'forProvider/autoGenerateAuthToken', false), 'autoGenerateAuthToken: false'],
  ['snapshots of six days', 'redis', set('replication-group', 'forProvider/snapshotRetentionLimit', 6), 'snapshotRetentionLimit: 6'],
  ['a bucket that is emptied', 'bucket', set('bucket', 'forProvider/forceDestroy', true), 'forceDestroy: true'],
  ['public ACLs', 'bucket', set('public-access-block', 'forProvider/blockPublicAcls', false), 'blockPublicAcls: false'],
  ['no public access block', 'bucket', removeResource('public-access-block'), 'blockPublicAcls: nothing'],
  ['no versions', 'bucket', set('versioning', 'forProvider/versioningConfiguration/status', 'Suspended'), '"Suspended"'],
  ['no encryption of objects', 'bucket', removeResource('encryption'), 'rule: nothing'],
  ['ACLs', 'bucket', set('ownership', 'forProvider/rule/objectOwnership', 'ObjectWriter'), '"ObjectWriter"'],
];

test.each(REFUSED)('a Composition is refused with %s', (_, kind, change, got) => expectRefusedChange(kind, change, got));

test('a claim of Crossplane 1.x keeps its fate too', () => {
  const platform = legacyPlatform();
  const deleting = (app: App) => {
    const { manifests } = aDataPlatform(app, { platform });
    const composition = manifests.find(({ name }) => name === 'xpostgresqlinstances.aws.platform.acme.io')!;
    composition.addJsonPatch(JsonPatch.replace(`${RESOURCES}/0/base/spec/deletionPolicy`, 'Delete'));
  };
  const error = refusedOver((app) => void aDataPlatform(app, { platform }), deleting);
  expect(error.problems.map(({ got }) => got)).toEqual(["deletionPolicy: 'Delete'"]);
});

test('what takes nothing away goes through', () => {
  const { manifests } = synthTree((app) => {
    const data = aDataPlatform(app);
    const postgres = compositionOf(data, 'postgres');
    postgres.metadata.addLabel('own', 'label');
    postgres.metadata.addAnnotation('description', 'databases of all teams');
    patchTo('instance', 'spec.forProvider.tags[own]')(postgres);
    patchTo('instance', 'spec.forProvider.maintenanceWindow')(postgres);
    patchTo('instance', 'spec.forProvider.storageEncryptedAtWill')(postgres);
    patchTo('instance', 'spec.forProvider.storageEncrypted', { type: 'ToCompositeFieldPath' })(postgres);
    set('instance', 'forProvider/monitoringInterval', 60)(postgres);
    set('instance', 'forProvider/backupRetentionPeriod', 14)(postgres);
    set('replication-group', 'forProvider/maintenanceWindow', 'sun:03:00-sun:04:00')(compositionOf(data, 'redis'));
  });
  const written = manifests[`platform/staging/crossplane/${COMPOSITIONS.postgres}`];
  expect(written.metadata.labels.own).toBe('label');
  expect(written.metadata.annotations.description).toBe('databases of all teams');
  expect(composedBy(written).instance.base.spec.forProvider).toMatchObject({ monitoringInterval: 60, backupRetentionPeriod: 14 });
  const before: Json[] = composedBy(synthDataPlatform().documents[COMPOSITIONS.postgres]).instance.patches;
  expect(composedBy(written).instance.patches).toHaveLength(before.length + 4);
});
