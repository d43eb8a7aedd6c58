import { AppVolume, EnvFrom, EnvSource, FileSource, GitOpsApp, ProjectedSource } from '@golden-path/constructs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import type { Door } from './doors';
import { SAMPLES } from './samples';
import type { World } from './world';

/** An application that has what a door gives. */
const app = (props: (given: never[]) => Partial<GitOpsAppProps>): Door['open'] => ({ stack, service }, given) =>
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080, ...props(given) });

const variable = (make: (...given: never[]) => EnvSource) => app((given) => ({ envSources: { OWN: make(...given) } }));
const whole = (make: (...given: never[]) => EnvFrom) => app((given) => ({ envFrom: [make(...given)] }));
const file = (make: (...given: never[]) => FileSource) => app((given) => ({ fileSources: { '/etc/own': make(...given) } }));
const volume = (make: (...given: never[]) => AppVolume) => app((given) => ({ volumes: { '/var/own': make(...given) } }));
const projected = (make: (...given: never[]) => ProjectedSource) => volume((...given) => AppVolume.projected([make(...given)]));

/** Arguments with the options last. */
const withOptions = (name: string, ...own: unknown[]) => (world: World) => SAMPLES[name](world).map((options) => [...own, options]);
const of = (...own: unknown[]) => () => [own];

/** What says where variables, files and volumes come from. */
export const SOURCE_DOORS: Readonly<Record<string, Door>> = {
  'EnvSource.fromSecret': { arguments: withOptions('EnvSourceOptions', 'qx-secret', 'qx-key'), open: variable(EnvSource.fromSecret) },
  'EnvSource.fromConfigMap': { arguments: withOptions('EnvSourceOptions', 'qx-map', 'qx-key'), open: variable(EnvSource.fromConfigMap) },
  'EnvSource.fromField': { arguments: of('status.podIP'), open: variable(EnvSource.fromField) },
  'EnvSource.fromResource': { arguments: of('limits.memory'), open: variable(EnvSource.fromResource) },
  'EnvFrom.fromSecret': { arguments: withOptions('EnvFromOptions', 'qx-secret'), open: whole(EnvFrom.fromSecret) },
  'EnvFrom.fromConfigMap': { arguments: withOptions('EnvFromOptions', 'qx-map'), open: whole(EnvFrom.fromConfigMap) },
  'FileSource.fromSecret': { arguments: of('qx-secret', 'qx-key'), open: file(FileSource.fromSecret) },
  'FileSource.fromConfigMap': { arguments: of('qx-map', 'qx-key'), open: file(FileSource.fromConfigMap) },
  'AppVolume.persistent': { arguments: withOptions('PersistentVolumeOptions', 'qx-volume'), open: volume(AppVolume.persistent) },
  'AppVolume.existingClaim': { arguments: withOptions('ExistingVolumeOptions', 'qx-claim'), open: volume(AppVolume.existingClaim) },
  'AppVolume.ephemeral': { arguments: withOptions('EphemeralVolumeOptions'), open: volume(AppVolume.ephemeral) },
  'AppVolume.emptyDir': { arguments: withOptions('EmptyDirOptions'), open: volume(AppVolume.emptyDir) },
  'AppVolume.fromSecret': { arguments: of('qx-secret'), open: volume(AppVolume.fromSecret) },
  'AppVolume.fromConfigMap': { arguments: of('qx-map'), open: volume(AppVolume.fromConfigMap) },
  'AppVolume.projected': { arguments: () => [[[ProjectedSource.fromSecret('qx-secret')]]], open: volume(AppVolume.projected) },
  'AppVolume.secretsStore': { arguments: of('qx-class'), open: volume(AppVolume.secretsStore) },
  'ProjectedSource.fromSecret': { arguments: of('qx-secret'), open: projected(ProjectedSource.fromSecret) },
  'ProjectedSource.fromConfigMap': { arguments: of('qx-map'), open: projected(ProjectedSource.fromConfigMap) },
  'ProjectedSource.serviceAccountToken': {
    arguments: withOptions('ServiceAccountTokenOptions'),
    open: projected(ProjectedSource.serviceAccountToken),
  },
};
