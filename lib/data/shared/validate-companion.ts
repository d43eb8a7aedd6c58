import type { Construct } from 'constructs';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { Validation } from '../../core/validation';
import { API_VERSION, groupOf, OBJECT_KIND, OBJECT_NAME } from '../../platform/kubernetes-object';
import type { Platform } from '../../platform/platform';
import { ConnectOption } from '../../service/connection';
import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionObjectProps, CompanionProps } from './companion';
import { validateDataName } from './data-names';
import { validateName } from './naming';
import { resourceName } from './resource-name';
import type { ServiceScope } from './service-scope';

/** How long a name in AWS is, unless the companion says otherwise. */
const DEFAULT_MAX_LENGTH = 63;

/** The prop that has the name, unless the companion says otherwise. */
export const DEFAULT_NAME_PROP = 'name';

const LIMITS = {
  maxLength: { type: 'integer', minimum: 20, maximum: 255 },
  suffix: {
    type: 'string',
    pattern: '^[A-Za-z0-9._-]{0,20}$',
    example: '.fifo',
    description: 'at most 20 letters, digits, dots, underscores and hyphens',
  },
  nameProp: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,50}$', example: 'domainName', description: 'the name of a prop' },
} as const satisfies Partial<Record<keyof CompanionProps, Limit>>;

const OPTION: Limit = { type: 'string', enum: Object.values(ConnectOption) };

const PROBLEM_LIMITS: Record<keyof Problem, Limit> = {
  path: { type: 'string' },
  got: { type: 'string' },
  allowed: { type: 'string' },
  fix: { type: 'string' },
};

const OBJECT_LIMITS: Record<Exclude<keyof CompanionObjectProps, 'spec'>, Limit> = {
  apiVersion: API_VERSION,
  kind: OBJECT_KIND,
  name: OBJECT_NAME,
  holdsData: { type: 'boolean' },
};

/** Checks what a companion says to its base class, together with what it found wrong itself. */
export function validateCompanion(construct: Construct, scope: ServiceScope, props: CompanionProps): void {
  const validation = new Validation(`${construct.constructor.name} at ${construct.node.path}`);
  validation.props(props, { limits: LIMITS, others: ['companionName', 'connectOptions', 'kind', 'problems'] });
  const { companionName, kind, connectOptions, maxLength, nameProp, problems } = props;
  validation.list('connectOptions', connectOptions, OPTION);
  if (!(kind instanceof DependencyKind)) {
    validation.add({ path: 'kind', got: show(kind), allowed: 'a DependencyKind', fix: "write DependencyKind.of('search-domain')" });
  }
  // What is unsound itself is told already.
  const length = typeof maxLength === 'number' ? maxLength : DEFAULT_MAX_LENGTH;
  const path = typeof nameProp === 'string' ? nameProp : DEFAULT_NAME_PROP;
  validateName(validation, scope.platform, companionName, { path, limit: resourceName(40), length, of: 'the name in AWS,' });
  validateDataName(validation, construct, scope, path, companionName);
  addProblems(validation, problems);
  validation.throwIfAny();
}

/** What the companion itself found wrong. */
function addProblems(validation: Validation, problems: readonly Problem[] | undefined): void {
  if (problems === undefined) return;
  if (!Array.isArray(problems)) {
    validation.add({ path: 'problems', got: show(problems), allowed: 'a list', fix: 'put the problem in square brackets' });
    return;
  }
  (problems as readonly Problem[]).forEach((problem, index) => {
    const isSound = Object.keys(PROBLEM_LIMITS).every((part) => typeof problem?.[part as keyof Problem] === 'string');
    if (isSound) validation.add(problem);
    else validation.fields(`problems[${index}]`, problem, { limits: PROBLEM_LIMITS, required: Object.keys(PROBLEM_LIMITS) });
  });
}

/** Checks a Kubernetes object of a companion, and that the platform lets services have its kind. */
export function validateObject(construct: Construct, { serviceKinds }: Platform, props: CompanionObjectProps): void {
  const validation = new Validation(`addObject at ${construct.node.path}`, 'InvalidRule');
  validation.props(props, { limits: OBJECT_LIMITS, required: ['apiVersion', 'kind'], others: ['spec'] });
  validation.json('spec', props.spec);
  validation.throwIfAny();
  const { apiVersion, kind } = props;
  const group = groupOf(apiVersion);
  if (serviceKinds.some((allowed) => allowed.group === group && allowed.kind === kind)) return;
  validation.add({
    path: 'kind',
    got: `${show(kind)} of ${show(apiVersion)}`,
    allowed: 'a kind that the platform lets services have: their AppProjects refuse any other',
    fix: `add the kind '${kind}' of the group '${group}' to serviceKinds of the Platform`,
  });
  validation.throwIfAny();
}
