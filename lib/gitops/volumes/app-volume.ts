import { checkQuantity, STORAGE } from '../../core/check-quantity';
import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { OBJECT_NAME } from '../limits/object-names';
import type { ClaimValues, VolumeValues } from '../values/volume-values';
import { ProjectedSource } from './projected-source';
import { VolumeAccess } from './volume-access';
import type { EmptyDirOptions, EphemeralVolumeOptions, ExistingVolumeOptions, PersistentVolumeOptions } from './volume-options';

/** The mode of files that Kubernetes has by default, and would write into the list of volumes. */
const DEFAULT_MODE = 0o644;

/** The driver of the Secrets Store, which reads secrets when a pod starts. */
const SECRETS_STORE = 'secrets-store.csi.k8s.io';

/** The names of the volumes that every pod may have. */
const TAKEN = /^(file-sources|files|(secret|volume|writable)-\d+)$/;

const VOLUME_NAME: Limit = {
  ...DNS_LABEL,
  example: 'data',
  fault: (name) => (TAKEN.test(name) ? "choose another name, such as 'data': volumes of the library have this one" : undefined),
};
const STORAGE_CLASS: Limit = { ...OBJECT_NAME, example: 'gp3' };
const ACCESS_MODE: Limit = { type: 'string', enum: Object.values(VolumeAccess) };

/** What a volume is made of. */
interface VolumeParts {
  /** What Kubernetes calls the volume's source; nothing for a claim of the application's own. */
  readonly source?: Omit<VolumeValues, 'name'>;
  /** A claim of the application's own, by its name. */
  readonly claim?: { readonly name: string; readonly spec: ClaimValues };
  /** Which pods may use it, if not each pod has its own. */
  readonly access?: VolumeAccess;
  readonly readOnly?: boolean;
  /** How much memory it may take. */
  readonly memory?: string;
}

/**
 * What is mounted at a path of a container: only what Pod Security `restricted` allows, which excludes folders of the node.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class AppVolume {
  /**
   * A volume that outlives pods. Argo CD keeps its claim `<serviceName>-<name>` even if it leaves the code. In a StatefulSet, each pod
   * has one of its own.
   *
   * Throws `InvalidRule` if the name or an option is not valid.
   *
   * @param name its name, a DNS label such as `data`; another name is another, empty volume
   * @param options its size, storage class and access mode
   */
  public static persistent(name: string, options: PersistentVolumeOptions): AppVolume {
    const validation = new Validation('AppVolume.persistent', 'InvalidRule');
    const given = snapshot(options);
    validation.required('name', name, VOLUME_NAME);
    checkStorage(validation, given, { accessMode: ACCESS_MODE });
    validation.throwIfAny();
    const access = given.accessMode ?? VolumeAccess.READ_WRITE_ONCE;
    return new AppVolume({ claim: { name, spec: claimOf(given, access) }, access, readOnly: access === VolumeAccess.READ_ONLY_MANY });
  }

  /**
   * A volume of a claim that somebody else made in the service's namespace.
   *
   * Throws `InvalidRule` if the name or an option is not valid.
   *
   * @param claimName the name of the PersistentVolumeClaim
   * @param options the access mode of the claim
   */
  public static existingClaim(claimName: string, options: ExistingVolumeOptions = {}): AppVolume {
    const validation = new Validation('AppVolume.existingClaim', 'InvalidRule');
    const given = snapshot(options);
    validation.required('claimName', claimName, OBJECT_NAME);
    validation.fields('options', given, { limits: { accessMode: ACCESS_MODE } });
    validation.throwIfAny();
    const access = given.accessMode ?? VolumeAccess.READ_WRITE_ONCE;
    return new AppVolume({ source: { persistentVolumeClaim: { claimName } }, access, readOnly: access === VolumeAccess.READ_ONLY_MANY });
  }

  /**
   * A disk of each pod's own that is removed with the pod.
   *
   * Throws `InvalidRule` if an option is not valid.
   *
   * @param options its size and storage class
   * @see https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
   */
  public static ephemeral(options: EphemeralVolumeOptions): AppVolume {
    const validation = new Validation('AppVolume.ephemeral', 'InvalidRule');
    const given = snapshot(options);
    checkStorage(validation, given, {});
    validation.throwIfAny();
    return new AppVolume({ source: { ephemeral: { volumeClaimTemplate: { spec: claimOf(given, VolumeAccess.READ_WRITE_ONCE) } } } });
  }

  /**
   * A folder that is empty when a pod starts, on the disk of the node or in memory.
   *
   * Throws `InvalidRule` if an option is not valid.
   *
   * @param options how much it may hold, and whether in memory
   */
  public static emptyDir(options: EmptyDirOptions = {}): AppVolume {
    const validation = new Validation('AppVolume.emptyDir', 'InvalidRule');
    const given = snapshot(options);
    if (validation.fields('options', given, { limits: { memory: { type: 'boolean' } }, others: ['size'] }) && given.size !== undefined) {
      checkQuantity(validation, 'options.size', given.size, STORAGE);
    }
    validation.throwIfAny();
    const { size: sizeLimit = '1Gi', memory } = given;
    const medium = memory ? { medium: 'Memory' } : {};
    return new AppVolume({ source: { emptyDir: { ...medium, sizeLimit } }, ...(memory && { memory: sizeLimit }) });
  }

  /**
   * Every key of a Secret as a file, which the kubelet updates.
   *
   * Throws `InvalidRule` if the name is not valid.
   *
   * @param secretName the name of the Secret
   */
  public static fromSecret(secretName: string): AppVolume {
    checkName('AppVolume.fromSecret', 'secretName', secretName);
    return new AppVolume({ source: { secret: { secretName, defaultMode: DEFAULT_MODE } }, readOnly: true });
  }

  /**
   * Every key of a ConfigMap as a file, which the kubelet updates.
   *
   * Throws `InvalidRule` if the name is not valid.
   *
   * @param configMapName the name of the ConfigMap
   */
  public static fromConfigMap(configMapName: string): AppVolume {
    checkName('AppVolume.fromConfigMap', 'configMapName', configMapName);
    return new AppVolume({ source: { configMap: { name: configMapName, defaultMode: DEFAULT_MODE } }, readOnly: true });
  }

  /**
   * Several Secrets, ConfigMaps and tokens in one folder.
   *
   * Throws `InvalidRule` if there is none, or one is something else.
   *
   * @param sources what the folder holds
   */
  public static projected(sources: ProjectedSource[]): AppVolume {
    const validation = new Validation('AppVolume.projected', 'InvalidRule');
    const { sources: given } = snapshot({ sources }, ['sources']);
    const fix = "write [ProjectedSource.fromSecret('payments')]";
    validation.items('sources', given, (path, source) => {
      if (source instanceof ProjectedSource) return true;
      const allowed = 'ProjectedSource.fromSecret, .fromConfigMap or .serviceAccountToken';
      validation.add({ path, got: show(source), allowed, fix: "write ProjectedSource.fromSecret('payments')" });
      return false;
    });
    if (Array.isArray(given) && given.length === 0) validation.add({ path: 'sources', got: '[]', allowed: 'one or more', fix });
    validation.throwIfAny();
    const projected = { defaultMode: DEFAULT_MODE, sources: given.map((source) => source._values()) };
    return new AppVolume({ source: { projected }, readOnly: true });
  }

  /**
   * What a SecretProviderClass names, by the driver of the Secrets Store, which the cluster has to have.
   *
   * Throws `InvalidRule` if the name is not valid.
   *
   * @param secretProviderClass the name of the SecretProviderClass in the service's namespace
   * @see https://secrets-store-csi-driver.sigs.k8s.io/
   */
  public static secretsStore(secretProviderClass: string): AppVolume {
    checkName('AppVolume.secretsStore', 'secretProviderClass', secretProviderClass);
    return new AppVolume({
      source: { csi: { driver: SECRETS_STORE, readOnly: true, volumeAttributes: { secretProviderClass } } },
      readOnly: true,
    });
  }

  private constructor(private readonly parts: VolumeParts) {}

  /**
   * What it is made of.
   *
   * @internal
   */
  public _parts(): VolumeParts {
    return this.parts;
  }
}

function claimOf({ size, storageClass }: EphemeralVolumeOptions, access: VolumeAccess): ClaimValues {
  return {
    accessModes: [access],
    resources: { requests: { storage: size } },
    ...(storageClass !== undefined && { storageClassName: storageClass }),
    volumeMode: 'Filesystem',
  };
}

function checkStorage(validation: Validation, options: EphemeralVolumeOptions, limits: Readonly<Record<string, Limit>>): void {
  const shape = { limits: { storageClass: STORAGE_CLASS, ...limits }, others: ['size'] };
  if (validation.fields('options', options, shape)) checkQuantity(validation, 'options.size', options.size, STORAGE);
}

function checkName(where: string, path: string, name: string): void {
  const validation = new Validation(where, 'InvalidRule');
  validation.required(path, name, OBJECT_NAME);
  validation.throwIfAny();
}
