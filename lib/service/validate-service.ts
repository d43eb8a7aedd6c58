import type { IConstruct } from 'constructs';
import { checkQuantity, CPU, MEMORY } from '../core/check-quantity';
import type { QuantityKind } from '../core/check-quantity';
import { breach } from '../core/limits';
import type { Limit } from '../core/limits';
import { DNS_LABEL_LENGTH } from '../core/names';
import { listed, show } from '../core/problems';
import { formatQuantity, parseQuantity } from '../core/quantity';
import { Validation } from '../core/validation';
import { claimProblem } from '../platform/claims';
import { DEFAULTS_LIMITS } from '../platform/default-settings';
import { RESERVED_SERVICE_NAMES } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import { SERVICE_NAME } from '../platform/service-name';
import type { StackContext } from '../stack/stack-context';
import { SERVICE_NAME_ROOM } from './derived-names';
import type { MicroserviceInfraProps } from './microservice-infra-props';

/** The limits of a service's props. Quantities, teams and environments have additional rules. */
export const SERVICE_LIMITS: Record<keyof MicroserviceInfraProps, Limit> = {
  serviceName: SERVICE_NAME,
  teamName: { type: 'string', description: 'a team of the platform' },
  environment: { type: 'string', description: 'an environment of the platform' },
  replicaCount: DEFAULTS_LIMITS.replicaCount,
  maxReplicaCount: { type: 'integer', minimum: 1, maximum: 10000 },
  cpuRequest: DEFAULTS_LIMITS.cpuRequest,
  memoryRequest: DEFAULTS_LIMITS.memoryRequest,
  memoryLimit: DEFAULTS_LIMITS.memoryRequest,
  targetCpuPercent: DEFAULTS_LIMITS.targetCpuPercent,
  enableHpa: { type: 'boolean' },
  enablePdb: { type: 'boolean' },
  jobsOnly: { type: 'boolean' },
};

const QUANTITIES = ['cpuRequest', 'memoryRequest', 'memoryLimit'];
const PLAIN_LIMITS = Object.fromEntries(Object.entries(SERVICE_LIMITS).filter(([key]) => !QUANTITIES.includes(key)));

/** Checks a service's props against their limits, each other and the platform, and throws every problem at once. */
export function validateService(construct: IConstruct, context: StackContext, props: MicroserviceInfraProps): void {
  const validation = new Validation(`MicroserviceInfra at ${construct.node.path}`);
  validation.props(props, { limits: limitsIn(context), required: ['serviceName', 'teamName'], others: QUANTITIES });
  validateName(validation, context, props);
  validateClaim(validation, context, props);
  validateReplicas(validation, context, props);
  validateResources(validation, context, props);
  validation.throwIfAny();
}

/** The limits, narrowed for this platform and this stack. */
function limitsIn(context: StackContext): Record<string, Limit> {
  const { platform, environment, expectedService } = context;
  return {
    ...PLAIN_LIMITS,
    serviceName: expectedService
      ? { ...SERVICE_NAME, enum: [expectedService], description: `the service that the stack is named for, '${expectedService}'` }
      : SERVICE_NAME,
    teamName: teamLimit(platform),
    environment: { type: 'string', enum: [environment.name], description: environmentWords(context) },
  };
}

const TEAMS = new WeakMap<Platform, Limit>();

/** Created once for a platform, however many services it has. */
export function teamLimit(platform: Platform): Limit {
  const known = TEAMS.get(platform);
  if (known) return known;
  const teams = platform.teams.map((team) => team.name).sort();
  const description = `a team of the platform: ${listed(teams)}`;
  const limit: Limit = { type: 'string', enum: teams, description, otherwise: 'declare the team in the platform' };
  TEAMS.set(platform, limit);
  return limit;
}

function environmentWords({ platform, environment }: StackContext): string {
  const declared = listed(platform.environments.map(({ name }) => name).sort());
  return `the stack's environment, '${environment.name}'; the platform declares ${declared}`;
}

/** A service can be reserved for one team. */
function validateClaim(validation: Validation, { platform }: StackContext, { serviceName, teamName }: MicroserviceInfraProps): void {
  const isKnown = platform.teams.some(({ name }) => name === teamName) && typeof serviceName === 'string';
  const making = { claimed: 'services', name: serviceName, teamName, path: 'serviceName' } as const;
  const problem = isKnown ? claimProblem(platform.teams, making) : undefined;
  if (problem) validation.add(problem);
}

/** A name must fit in every environment, so that staging already fails if production would. */
function validateName(validation: Validation, { platform }: StackContext, { serviceName }: MicroserviceInfraProps): void {
  if (RESERVED_SERVICE_NAMES.includes(serviceName)) {
    const fix = 'rename the service';
    validation.add({ path: 'serviceName', got: show(serviceName), allowed: "a name that is not the platform's own", fix });
  }
  if (!isSound('serviceName', serviceName)) return;
  const tight = platform.environments.filter(({ name }) => serviceName.length > SERVICE_NAME_ROOM - name.length);
  if (tight.length === 0) return;
  const longest = tight.reduce((a, b) => (b.name.length > a.name.length ? b : a));
  const room = SERVICE_NAME_ROOM - longest.name.length;
  validation.add({
    path: 'serviceName',
    got: `${show(serviceName)}, ${serviceName.length} characters`,
    allowed: `at most ${room} characters: the namespace <service>-${longest.name} has at most ${DNS_LABEL_LENGTH}`,
    fix: `shorten it by ${serviceName.length - room}, or give the environment a name of at most 12 characters`,
  });
}

/** What says something of pods that are there all the time. */
const OF_REPLICAS = ['replicaCount', 'maxReplicaCount', 'targetCpuPercent', 'enableHpa', 'enablePdb'] as const;

function validateReplicas(validation: Validation, { platform }: StackContext, props: MicroserviceInfraProps): void {
  const { enableHpa, maxReplicaCount, targetCpuPercent } = props;
  const { replicaCount = platform.defaults.replicaCount! } = props;
  if (props.jobsOnly === true) {
    for (const path of OF_REPLICAS) {
      if (props[path] === undefined) continue;
      const allowed = 'nothing with jobsOnly: true: no pod is there all the time';
      validation.add({ path, got: show(props[path]), allowed, fix: `remove ${path}, or jobsOnly` });
    }
  } else if (enableHpa === false) {
    for (const [path, value] of Object.entries({ maxReplicaCount, targetCpuPercent })) {
      if (value === undefined) continue;
      validation.add({
        path,
        got: show(value),
        allowed: 'nothing where enableHpa is false: no autoscaler reads it',
        fix: `remove ${path}, or enableHpa: false`,
      });
    }
  } else if (isSound('replicaCount', replicaCount) && isSound('maxReplicaCount', maxReplicaCount) && maxReplicaCount! < replicaCount) {
    validation.add({
      path: 'maxReplicaCount',
      got: show(maxReplicaCount),
      allowed: `replicaCount, which is ${replicaCount}, or more`,
      fix: `use ${replicaCount} or more, or leave it out for ${platform.defaults.maxReplicaFactor} x replicaCount`,
    });
  }
}

function validateResources(validation: Validation, { platform }: StackContext, props: MicroserviceInfraProps): void {
  const check = (path: 'cpuRequest' | 'memoryRequest' | 'memoryLimit', kind: QuantityKind) =>
    props[path] === undefined ? undefined : checkQuantity(validation, path, props[path], kind);
  check('cpuRequest', CPU);
  const request = props.memoryRequest === undefined ? parseQuantity(platform.defaults.memoryRequest) : check('memoryRequest', MEMORY);
  const limit = check('memoryLimit', MEMORY);
  if (!request || !limit || limit.milli >= request.milli) return;
  const least = formatQuantity(request);
  validation.add({
    path: 'memoryLimit',
    got: show(props.memoryLimit),
    allowed: `memoryRequest, which is ${least}, or more`,
    fix: `use '${least}' or more, or leave it out for ${platform.defaults.memoryLimitFactor} x memoryRequest`,
  });
}

/** A rule about two values does not apply if one of them is already invalid. */
function isSound(prop: keyof MicroserviceInfraProps, value: unknown): boolean {
  return value !== undefined && breach(prop, value, SERVICE_LIMITS[prop]) === undefined;
}
