import { canonical } from '../../core/canonical';
import { show } from '../../core/problems';
import { parseQuantity } from '../../core/quantity';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { JobProps, ScheduledJob } from '../props/job-props';
import type { RolloutProps } from '../props/rollout-props';
import { WorkloadKind } from '../props/volume-props';
import type { ControllerProps } from '../props/volume-props';
import { Autoscaling } from '../scaling/autoscaling';
import { isOfOneNode } from '../values/resolve-volumes';
import { resourcesOf } from '../values/resolve-workload';
import { AppVolume } from '../volumes/app-volume';
import { objectsOf } from './objects';

/** The name of a StatefulSet is part of a label of its pods, with eleven characters more. */
const STATEFUL_SET_NAME_LENGTH = 52;

const SHARED_FIX = 'use accessMode: VolumeAccess.READ_WRITE_MANY with a storage class for it';
const ONE_POD_FIX =
  "use kind: WorkloadKind.STATEFUL_SET for a volume of each pod's own, accessMode: VolumeAccess.READ_WRITE_MANY, or one pod";

/** What has volumes: a process or a job. */
interface Holder {
  /** Where it is in the props, with a dot at the end. */
  readonly path: string;
  readonly props: ControllerProps & Pick<JobProps, 'memoryLimit' | 'memoryRequest'>;
  /** How many pods it has at once; absent if it is not known. */
  readonly pods?: number;
  /** The name of its object, unless it is a job. */
  readonly objectName?: string;
}

/** A volume in one place. */
interface Use {
  readonly holder: Holder;
  readonly path: string;
  readonly volume: AppVolume;
}

/** Checks what the volumes of processes and jobs have to do with each other and with how many pods there are. */
export function validateVolumes(validation: Validation, props: GitOpsAppProps): void {
  const holders = holdersOf(props);
  for (const holder of holders) validateController(validation, holder, holders);
  const uses = holders.flatMap(usesOf);
  for (const use of uses) {
    validatePods(validation, use);
    validateSharing(validation, use, uses.slice(0, uses.indexOf(use)));
  }
  if (props.service) for (const holder of holders) validateMemory(validation, holder, props);
}

function holdersOf({ jobs, migration, service, workloads, ...main }: GitOpsAppProps): Holder[] {
  const name = String(service?.serviceName);
  return [
    { path: '', props: main, pods: mostPodsOf(main) ?? service?.maxReplicaCount, objectName: name },
    ...objectsOf(workloads).map((workload, index): Holder => ({
      path: `workloads[${index}].`,
      props: workload,
      pods: mostPodsOf(workload) ?? workload.replicaCount ?? 1,
      objectName: `${name}-${workload.name}`,
    })),
    ...objectsOf(jobs).map((job, index): Holder => ({ path: `jobs[${index}].`, props: job, pods: podsOf(job) })),
    ...(migration ? [{ path: 'migration.', props: migration, pods: 1 }] : []),
  ];
}

function mostPodsOf({ autoscaling }: RolloutProps): number | undefined {
  return autoscaling instanceof Autoscaling ? autoscaling._bounds.max : undefined;
}

function podsOf({ allowConcurrent }: ScheduledJob): number {
  return allowConcurrent ? 2 : 1;
}

function usesOf(holder: Holder): Use[] {
  return Object.entries(holder.props.volumes ?? {}).flatMap(([at, volume]: [string, unknown]): Use[] =>
    volume instanceof AppVolume ? [{ holder, path: `${holder.path}volumes[${show(at)}]`, volume }] : [],
  );
}

/** What only a StatefulSet has, and names that are left to it. */
function validateController(validation: Validation, { path, props, objectName }: Holder, all: readonly Holder[]): void {
  const isStateful = props.kind === WorkloadKind.STATEFUL_SET;
  if (props.podManagementPolicy !== undefined && !isStateful) {
    const fix = 'give kind: WorkloadKind.STATEFUL_SET, or remove podManagementPolicy';
    const allowed = 'nothing without a StatefulSet';
    validation.add({ path: `${path}podManagementPolicy`, got: show(props.podManagementPolicy), allowed, fix });
  }
  if (!isStateful || objectName === undefined) return;
  const tooLong = objectName.length - STATEFUL_SET_NAME_LENGTH;
  if (tooLong > 0) {
    const allowed = `a StatefulSet with a name of at most ${STATEFUL_SET_NAME_LENGTH} characters`;
    validation.add({ path: `${path}kind`, got: show(objectName), allowed, fix: `shorten the name by ${tooLong}` });
  }
  // The component of the application's own process is `service`.
  const taken = [`${objectName}-headless`, ...(path === '' ? [`${objectName}-service-headless`] : [])];
  const twin = all.find((other) => other.objectName !== undefined && taken.includes(other.objectName));
  if (!twin) return;
  const allowed = 'another name: it is that of the Service for the host names of pods, or its label';
  validation.add({ path: `${twin.path}name`, got: show(twin.objectName), allowed, fix: 'rename the workload' });
}

/** A second pod would wait for the volume for ever. */
function validatePods(validation: Validation, { holder, path, volume }: Use): void {
  const { pods = 1, props } = holder;
  const isOwn = props.kind === WorkloadKind.STATEFUL_SET && volume._parts().claim !== undefined;
  if (!isOfOneNode(volume) || isOwn || pods <= 1) return;
  const { access } = volume._parts();
  const allowed = `a volume that several pods can use: there are up to ${pods} at once`;
  validation.add({ path, got: `accessMode: ${access}`, allowed, fix: fixForPods(holder) });
}

function fixForPods({ path }: Holder): string {
  if (path.startsWith('jobs')) return `remove allowConcurrent, or ${SHARED_FIX}`;
  const one = path === '' ? ', by enableHpa: false and replicaCount: 1 of the MicroserviceInfra' : ', by replicaCount: 1';
  return `${ONE_POD_FIX}${one}`;
}

/** One claim has one specification, one place in a pod, and one holder if it is a disk or of the pods of a StatefulSet. */
function validateSharing(validation: Validation, { holder, path, volume }: Use, earlier: readonly Use[]): void {
  const name = claimNameOf(volume);
  const other = earlier.find((use) => name !== undefined && claimNameOf(use.volume) === name);
  if (!other) return;
  const refuse = (allowed: string, fix: string) => validation.add({ path, got: show(name), allowed, fix });
  if (other.holder === holder) {
    refuse(`a volume that no other path has; ${other.path} has it, too`, 'mount it once, or give it another name');
  } else if ([holder, other.holder].some(({ props }) => props.kind === WorkloadKind.STATEFUL_SET) && volume._parts().claim) {
    refuse(`a volume of its own: each pod of a StatefulSet has one of ${other.path}`, 'give it another name');
  } else if (canonical(volume._parts()) !== canonical(other.volume._parts())) {
    refuse(`the same size, storage class and access mode as ${other.path}`, 'use one AppVolume for both');
  } else if (isOfOneNode(volume)) {
    refuse(`a volume that several processes can use: ${other.path} has it, too`, SHARED_FIX);
  }
}

function claimNameOf(volume: AppVolume): string | undefined {
  const { claim, source } = volume._parts();
  return claim?.name ?? (source?.persistentVolumeClaim && `existing claim ${source.persistentVolumeClaim.claimName}`);
}

/** What is written to memory counts against the limit of the container. */
function validateMemory(validation: Validation, holder: Holder, { service }: GitOpsAppProps): void {
  // What is not sound by itself is said elsewhere.
  const { memoryLimit, memoryRequest } = holder.props;
  if ([memoryLimit, memoryRequest].some((given) => given !== undefined && !parseQuantity(given))) return;
  const { memory } = resourcesOf(holder.props, service).limits;
  const limit = parseQuantity(memory);
  const inMemory = usesOf(holder).flatMap(({ path, volume }) => {
    const amount = parseQuantity(volume._parts().memory);
    return amount ? [{ path, size: volume._parts().memory!, milli: amount.milli }] : [];
  });
  const sum = inMemory.reduce((total, { milli }) => total + milli, 0n);
  if (!limit || inMemory.length === 0 || sum < limit.milli) return;
  const { path, size } = inMemory[inMemory.length - 1];
  const allowed = `less in memory than the limit of the container, ${memory}, with all such volumes`;
  validation.add({ path, got: size, allowed, fix: 'give it a smaller size, or the container a higher memoryLimit' });
}
