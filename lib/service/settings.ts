import type { IConstruct } from 'constructs';
import { evaluate, evaluateNumber, evaluateText } from '../core/formula';
import type { Value } from '../core/formula';
import { formatQuantity, parseQuantity } from '../core/quantity';
import { snapshot } from '../core/snapshot';
import { Ownership } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import type { StackContext } from '../stack/stack-context';
import { requireRoom } from './demand';
import type { PodGroup } from './demand';
import { NAMESPACE, ROLE_NAME } from './derived-names';
import type { MicroserviceInfraProps } from './microservice-infra-props';
import * as sizing from './sizing';
import { validateService } from './validate-service';

/** All settings of a service, derived once from its props and its platform. */
export interface ServiceSettings {
  readonly platform: Platform;
  readonly ownership: Ownership;
  readonly namespaceName: string;
  readonly roleName: string;
  readonly replicaCount: number;
  readonly maxReplicaCount: number;
  readonly targetCpuPercent: number;
  readonly enableHpa: boolean;
  readonly enablePdb: boolean;
  readonly jobsOnly: boolean;
  readonly cpuRequest: string;
  readonly memoryRequest: string;
  readonly memoryLimit: string;
  /** Exactly one of the two is not empty. */
  readonly minAvailable: string;
  readonly maxUnavailable: string;
  readonly quota: Readonly<Record<string, string>>;
}

/** Checks the props, throws every problem at once, and adds the derived settings. */
export function resolveSettings(construct: IConstruct, context: StackContext, given: MicroserviceInfraProps): ServiceSettings {
  const props = snapshot(given);
  validateService(construct, context, props);
  const { platform, environment } = context;
  const inputs = inputsOf(context, props);
  requireRoom(`MicroserviceInfra at ${construct.node.path}`, podsOf(inputs), platform);
  const requestIsBinary = isBinary(props.memoryRequest ?? platform.defaults.memoryRequest);
  return {
    platform,
    ownership: new Ownership(platform, environment, props.serviceName, platform.team(props.teamName)),
    namespaceName: evaluateText(NAMESPACE, inputs),
    roleName: evaluateText(ROLE_NAME, inputs),
    replicaCount: Number(inputs.replicaCount),
    maxReplicaCount: Number(inputs.maxReplicaCount),
    targetCpuPercent: props.targetCpuPercent ?? platform.defaults.targetCpuPercent!,
    enableHpa: Boolean(inputs.enableHpa),
    enablePdb: props.enablePdb ?? !props.jobsOnly,
    jobsOnly: props.jobsOnly ?? false,
    cpuRequest: cores(inputs.cpuRequest),
    memoryRequest: memory(inputs.memoryRequest, requestIsBinary),
    memoryLimit: memory(inputs.memoryLimit, props.memoryLimit === undefined ? requestIsBinary : isBinary(props.memoryLimit)),
    minAvailable: evaluateText(sizing.MIN_AVAILABLE, inputs),
    maxUnavailable: evaluateText(sizing.MAX_UNAVAILABLE, inputs),
    quota: {
      'limits.memory': memory(evaluate(sizing.QUOTA_MEMORY_LIMITS, inputs)),
      'pods': String(inputs.quotaPods),
      'requests.cpu': cores(evaluate(sizing.QUOTA_CPU_REQUESTS, inputs)),
      'requests.memory': memory(evaluate(sizing.QUOTA_MEMORY_REQUESTS, inputs)),
    },
  };
}

/** The inputs of the formulas: the value of the team, else the platform's default, else the derived value. */
export function inputsOf(context: Pick<StackContext, 'platform' | 'environment'>, props: MicroserviceInfraProps): Record<string, Value> {
  const { defaults } = context.platform;
  const given: Record<string, Value> = {
    serviceName: props.serviceName,
    environment: context.environment.name,
    replicaCount: props.jobsOnly ? 0 : (props.replicaCount ?? defaults.replicaCount!),
    enableHpa: props.enableHpa ?? !props.jobsOnly,
    cpuRequest: milliOf(props.cpuRequest ?? defaults.cpuRequest),
    memoryRequest: bytesOf(props.memoryRequest ?? defaults.memoryRequest),
    maxReplicaFactor: defaults.maxReplicaFactor!,
    memoryLimitFactor: defaults.memoryLimitFactor!,
    surgePercent: defaults.surgePercent!,
    jobPods: defaults.jobPods!,
    sidecarCpuRequest: milliOf(defaults.sidecarCpuRequest),
    sidecarMemoryRequest: bytesOf(defaults.sidecarMemoryRequest),
  };
  const maxReplicaCount = props.maxReplicaCount ?? evaluateNumber(sizing.MAX_REPLICAS, given);
  const memoryLimit = props.memoryLimit === undefined ? evaluateNumber(sizing.MEMORY_LIMIT, given) : bytesOf(props.memoryLimit);
  const peakReplicas = evaluateNumber(sizing.PEAK_REPLICAS, { ...given, maxReplicaCount });
  const sized = { ...given, maxReplicaCount, memoryLimit, peakReplicas };
  return { ...sized, quotaPods: evaluateNumber(sizing.QUOTA_PODS, sized) };
}

/** The pods of a service that no application tells more of. */
function podsOf({ serviceName, quotaPods, cpuRequest, memoryRequest, memoryLimit }: Record<string, Value>): PodGroup[] {
  const pod = { cpu: BigInt(cpuRequest), memoryRequest: BigInt(memoryRequest), memoryLimit: BigInt(memoryLimit) };
  return [{ name: String(serviceName), count: Number(quotaPods), pod }];
}

function cores(milli: Value): string {
  return formatQuantity({ milli: BigInt(milli), binary: false });
}

function memory(bytes: Value, binary = true): string {
  return formatQuantity({ milli: BigInt(bytes) * 1000n, binary });
}

/** Whether a team uses Mi and Gi; derived values use the same units. */
function isBinary(text?: string): boolean {
  return parseQuantity(text)!.binary;
}

function milliOf(text?: string): number {
  return Number(parseQuantity(text)!.milli);
}

function bytesOf(text?: string): number {
  return Number(parseQuantity(text)!.milli / 1000n);
}
