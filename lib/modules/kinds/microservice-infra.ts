import { CPU, MEMORY } from '../../core/check-quantity';
import type { QuantityKind } from '../../core/check-quantity';
import type { Formula, Value } from '../../core/formula';
import { evaluate } from '../../core/formula';
import type { Limit } from '../../core/limits';
import { formatQuantity, parseQuantity } from '../../core/quantity';
import type { Platform } from '../../platform/platform';
import { NAMESPACE } from '../../service/derived-names';
import { MicroserviceInfra } from '../../service/microservice-infra';
import type { MicroserviceInfraProps } from '../../service/microservice-infra-props';
import { inputsOf } from '../../service/settings';
import * as sizing from '../../service/sizing';
import { SERVICE_LIMITS } from '../../service/validate-service';
import type { TermValue } from '../derive/sample';
import { formulaHcl } from '../hcl/formula';
import { QUANTITY_PATTERN, quantityLocals } from '../hcl/quantities';
import { MODULE_SYSTEMS } from '../systems';
import type { Inputs, Local, ModuleKind, Rule, Variable } from './kind';
import { claimLocal, serviceRules, serviceVariables } from './service-variables';

/** What is read before its range is known. */
const QUANTITY_SHAPE: Limit = { type: 'string', pattern: QUANTITY_PATTERN, maxLength: 40 };

/** The props that are variables; `environment` is the stack's. */
function propsOf(inputs: Inputs): MicroserviceInfraProps {
  return { ...inputs, environment: undefined };
}

function variables(platform: Platform): Variable[] {
  const { defaults } = platform;
  const of = (prop: keyof MicroserviceInfraProps, text: string, more: Pick<Variable, 'default' | 'defaultText'>): Variable => ({
    prop, text, limit: SERVICE_LIMITS[prop], ...more,
  });
  const quantity = (...args: Parameters<typeof of>): Variable => ({ ...of(...args), limit: QUANTITY_SHAPE });
  return [
    ...serviceVariables(platform),
    of('replicaCount', 'The minimum number of replicas', { default: defaults.replicaCount }),
    of('maxReplicaCount', 'The maximum number of replicas for the autoscaler', {
      default: null, defaultText: `${defaults.maxReplicaFactor} x replica_count`,
    }),
    quantity('cpuRequest', 'The CPU reserved for each container, as a Kubernetes quantity', { default: defaults.cpuRequest }),
    quantity('memoryRequest', 'The memory reserved for each container, as a Kubernetes quantity', { default: defaults.memoryRequest }),
    quantity('memoryLimit', 'The memory limit of each container, as a Kubernetes quantity', {
      default: null, defaultText: `${defaults.memoryLimitFactor} x memory_request`,
    }),
    of('targetCpuPercent', 'The CPU utilization that the autoscaler aims at, in percent of cpu_request', {
      default: null, defaultText: String(defaults.targetCpuPercent),
    }),
    of('enableHpa', 'Whether an autoscaler adjusts the number of replicas to the load', { default: true }),
    of('enablePdb', 'Whether a disruption budget makes a node drain wait until enough replicas run elsewhere', { default: true }),
  ];
}

/** The inputs of the formulas as expressions: variables, locals, and the platform's defaults as numbers. */
function formulaInputs({ defaults }: Platform): Record<string, string> {
  return {
    serviceName: 'var.service_name',
    environment: 'var.environment',
    replicaCount: 'var.replica_count',
    maxReplicaCount: 'local.max_replica_count',
    enableHpa: 'var.enable_hpa',
    peakReplicas: 'local.peak_replicas',
    quotaPods: 'local.quota_pods',
    cpuRequest: 'local.given_milli["cpu_request"]',
    memoryRequest: 'local.given_milli["memory_request"]',
    memoryLimit: 'local.memory_limit_milli',
    maxReplicaFactor: String(defaults.maxReplicaFactor),
    memoryLimitFactor: String(defaults.memoryLimitFactor),
    surgePercent: String(defaults.surgePercent),
    jobPods: String(defaults.jobPods),
    sidecarCpuRequest: String(parseQuantity(defaults.sidecarCpuRequest)!.milli),
    sidecarMemoryRequest: String(parseQuantity(defaults.sidecarMemoryRequest)!.milli),
  };
}

function locals(platform: Platform): Local[] {
  const inputs = formulaInputs(platform);
  const derived = (name: string, formula: Formula): Local => ({
    name,
    hcl: formulaHcl(formula, inputs, 'null'),
    of: (values) => {
      const value = evaluate(formula, values as Record<string, Value>);
      return value === '' ? undefined : value as TermValue;
    },
  });
  return [
    derived('namespace', NAMESPACE),
    ...claimLocal(platform, 'services', 'var.service_name', 'serviceName'),
    {
      name: 'max_replica_count',
      hcl: `coalesce(var.max_replica_count, ${formulaHcl(sizing.MAX_REPLICAS, inputs)})`,
      of: ({ maxReplicaCount }) => maxReplicaCount,
    },
    {
      name: 'target_cpu_percent',
      hcl: `coalesce(var.target_cpu_percent, ${platform.defaults.targetCpuPercent})`,
      of: (values) => values.targetCpuPercent ?? platform.defaults.targetCpuPercent,
    },
    derived('min_available', sizing.MIN_AVAILABLE),
    derived('max_unavailable', sizing.MAX_UNAVAILABLE),
    derived('peak_replicas', sizing.PEAK_REPLICAS),
    derived('quota_pods', sizing.QUOTA_PODS),
  ];
}

const GIVEN = ['cpu_request', 'memory_request', 'memory_limit'];

/** The amounts that the resources have, each with the name of its local. */
const AMOUNTS = ['cpu_request', 'memory_request', 'memory_limit', 'quota_cpu_requests', 'quota_memory_requests', 'quota_memory_limits'];

function quantityItems(platform: Platform) {
  const inputs = formulaInputs(platform);
  const milli = (formula: Formula) => formulaHcl(formula, inputs);
  const requestIsBinary = 'local.given_binary["memory_request"]';
  return quantityLocals(GIVEN, {
    cpu_request: { milli: inputs.cpuRequest, binary: 'false' },
    memory_request: { milli: inputs.memoryRequest, binary: requestIsBinary },
    memory_limit: { milli: inputs.memoryLimit, binary: `lookup(local.given_binary, "memory_limit", ${requestIsBinary})` },
    quota_cpu_requests: { milli: milli(sizing.QUOTA_CPU_REQUESTS), binary: 'false' },
    quota_memory_requests: { milli: milli(sizing.QUOTA_MEMORY_REQUESTS), binary: 'true' },
    quota_memory_limits: { milli: milli(sizing.QUOTA_MEMORY_LIMITS), binary: 'true' },
  }, {
    memory_limit_milli: `lookup(local.given_milli, "memory_limit", ${milli(sizing.MEMORY_LIMIT)})`,
  });
}

/** Every amount as the API server writes it. */
function amounts(): Local[] {
  return AMOUNTS.map((name) => ({ name: `quantity["${name}"]`, hcl: '', of: (values) => values[name] }));
}

function derivedValues(platform: Platform, inputs: Inputs): Record<string, TermValue> {
  const sized = inputsOf({ platform, environment: platform.environment(inputs.environment) }, propsOf(inputs));
  const isBinary = (text: TermValue) => parseQuantity(text)!.binary;
  const request = isBinary(inputs.memoryRequest ?? platform.defaults.memoryRequest);
  const cores = (milli: Value) => formatQuantity({ milli: BigInt(milli), binary: false });
  const memory = (bytes: Value, binary: boolean) => formatQuantity({ milli: BigInt(bytes) * 1000n, binary });
  return {
    ...sized,
    cpu_request: cores(sized.cpuRequest),
    memory_request: memory(sized.memoryRequest, request),
    memory_limit: memory(sized.memoryLimit, inputs.memoryLimit === undefined ? request : isBinary(inputs.memoryLimit)),
    quota_cpu_requests: cores(evaluate(sizing.QUOTA_CPU_REQUESTS, sized)),
    quota_memory_requests: memory(evaluate(sizing.QUOTA_MEMORY_REQUESTS, sized), true),
    quota_memory_limits: memory(evaluate(sizing.QUOTA_MEMORY_LIMITS, sized), true),
  };
}

/** The limit range has the quantities, so its precondition checks them: a validation cannot read a local that reads its variable. */
const LIMITS = { resource: 'kubernetes_limit_range_v1.limits' };

function range(prop: string, name: string, kind: QuantityKind): Rule {
  const isOptional = prop === 'memoryLimit';
  const milli = isOptional ? 'local.memory_limit_milli' : `local.given_milli["${name}"]`;
  const bounds = `${milli} >= ${kind.minimum} && ${milli} <= ${kind.maximum}`;
  const whole = kind.step === 1n ? '' : ` && ${milli} % ${kind.step} == 0`;
  return {
    at: LIMITS,
    path: prop,
    condition: `${isOptional ? `var.${name} == null ? true : ` : ''}${bounds}${whole}`,
    breaks: [{ [prop]: kind === CPU ? '0' : '1Mi' }],
    isLimit: true,
  };
}

function rules(platform: Platform): Rule[] {
  const { maxQuota } = platform;
  const milli = (text?: string) => text && String(parseQuantity(text)!.milli);
  const most: [path: string, hcl: string, limit: string | number | undefined][] = [
    ['quota pods', 'local.quota_pods', maxQuota?.pods],
    ['quota requests.cpu', 'local.amounts.quota_cpu_requests.milli', milli(maxQuota?.cpu)],
    ['quota requests.memory', 'local.amounts.quota_memory_requests.milli', milli(maxQuota?.memory)],
  ];
  return [
    ...serviceRules(platform),
    {
      at: { prop: 'maxReplicaCount' },
      condition: 'var.max_replica_count == null || !var.enable_hpa ? true : var.max_replica_count >= var.replica_count',
      breaks: [{ replicaCount: 9, maxReplicaCount: 3 }, { replicaCount: 17, maxReplicaCount: 5 }],
    },
    ...['maxReplicaCount', 'targetCpuPercent'].map((prop) => ({
      at: { prop },
      condition: `var.enable_hpa || var.${prop === 'maxReplicaCount' ? 'max_replica_count' : 'target_cpu_percent'} == null`,
      breaks: [{ enableHpa: false, [prop]: 50 }],
    })),
    range('cpuRequest', 'cpu_request', CPU),
    range('memoryRequest', 'memory_request', MEMORY),
    range('memoryLimit', 'memory_limit', MEMORY),
    {
      at: LIMITS,
      path: 'memoryLimit',
      condition: 'local.memory_limit_milli >= local.given_milli["memory_request"]',
      // Small amounts, which fit into any quota.
      breaks: [{ memoryRequest: '49152Ki', memoryLimit: '5Mi' }, { memoryRequest: '32768Ki', memoryLimit: '6Mi' }],
    },
    ...most.flatMap(([path, hcl, limit]) => limit === undefined
      ? []
      : [{
          at: { resource: 'kubernetes_resource_quota_v1.quota' },
          path,
          condition: `${hcl} <= ${limit}`,
          breaks: [{ replicaCount: 100, maxReplicaCount: 10_000, cpuRequest: '1000', memoryRequest: '16Ti' }],
        }]),
  ];
}

const CPU_SAMPLES = ['300m', '0.5', '2', '1.25', '700m', '90m', '1100m'];
const MEMORY_SAMPLES = ['300Mi', '1Gi', '700M', '513Mi', '1200000k', '96Mi', '2Gi'];

function sample(_: Platform, index: number): Record<string, TermValue> {
  const enableHpa = index % 3 !== 1;
  const replicaCount = [3, 1, 7, 2, 11, 1, 5, 13][index % 8];
  return {
    replicaCount: index % 7 === 0 ? undefined : replicaCount,
    maxReplicaCount: enableHpa && index % 4 === 2 ? replicaCount + 23 + (index % 29) : undefined,
    cpuRequest: index % 5 === 0 ? undefined : CPU_SAMPLES[index % CPU_SAMPLES.length],
    memoryRequest: index % 6 === 0 ? undefined : MEMORY_SAMPLES[(index * 3) % MEMORY_SAMPLES.length],
    memoryLimit: index % 5 === 3 ? `${3 + (index % 13)}Gi` : undefined,
    targetCpuPercent: enableHpa && index % 3 === 0 ? 40 + (index % 41) : undefined,
    enableHpa: index % 2 === 0 && enableHpa ? undefined : enableHpa,
    enablePdb: index % 5 === 0 ? undefined : index % 4 !== 3,
  };
}

/** A service's namespace, identity, network, scaling and limits. */
export const MICROSERVICE_INFRA: ModuleKind = {
  name: 'microservice-infra',
  construct: 'MicroserviceInfra',
  system: MODULE_SYSTEMS['microservice-infra'],
  text: 'Everything that one service needs in one environment before it can run: namespace, workload identity, network isolation, '
    + 'scaling and limits',
  variables,
  values: derivedValues,
  locals: (platform) => [...locals(platform), ...amounts()],
  files: (platform) => ({ 'quantities.tf': quantityItems(platform) }),
  rules,
  build: (scope, inputs) => void new MicroserviceInfra(scope, 'Infra', propsOf(inputs)),
  sample,
  nameOf: (name) => name.replaceAll('-', '_'),
  keptInProduction: ['kubernetes_namespace_v1.namespace'],
  tested: [
    ['aws_iam_role', 'role', 'name'],
    ['kubernetes_resource_quota_v1', 'quota', 'spec.hard'],
    ['kubernetes_limit_range_v1', 'limits', 'spec.limit.default'],
    ['kubernetes_limit_range_v1', 'limits', 'spec.limit.default_request'],
  ],
  required: () => ({}),
  example: { replicaCount: 3 },
};
