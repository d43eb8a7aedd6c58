import { breach } from '../../core/limits';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { APP_LIMITS } from '../../gitops/settings/gitops-app-settings';
import { RESERVED_SERVICE_NAMES } from '../../platform/ownership';
import { REGION } from '../../platform/region';
import { SERVICE_NAME } from '../../platform/service-name';
import { TEAM_NAME } from '../../platform/team-settings';
import { ENVIRONMENT_LIMITS } from '../../platform/validate-environment';
import { EXAMPLE_REGION } from '../../repository/infrastructure/example-platform';
import { library, ownWorkflows, scopeOf } from '../../repository/infrastructure/library';
import {
  exportOf,
  nameOf,
  PLATFORM_EXPORT,
  PLATFORM_PACKAGE,
  REGISTRY_URL,
  WORKFLOWS,
} from '../../repository/infrastructure/repository-limits';
import { ServiceLanguage } from '../../repository/skeletons/service-language';
import { APPLICATION_QUESTIONS } from './application';
import { exceptNone, NONE } from './question';
import type { Answers, Condition, Question, Surroundings } from './question';

const WITH_PACKAGE: Condition = {
  on: 'platformPackage',
  holds: (answer) => answer !== NONE,
  otherwise: 'without --platform-package',
};
const WITHOUT_PACKAGE: Condition = {
  on: 'platformPackage',
  holds: (answer) => answer === NONE,
  otherwise: 'together with --platform-package, which declares them',
};
/** Of a service whose code is somewhere else. */
const WITHOUT_APP: Condition = { on: 'withApp', holds: (answer) => answer === NONE, otherwise: 'together with --with-app' };
const ON_GITHUB: Condition = { on: 'ci', holds: (answer) => answer === 'github', otherwise: 'without --ci github' };

/** The questions in the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'service',
    value: 'name',
    about: 'name of the service',
    limit: {
      ...SERVICE_NAME,
      pattern: SERVICE_NAME.pattern.replace('^', `^(?!(?:${RESERVED_SERVICE_NAMES.join('|')})$)`),
      description: `${SERVICE_NAME.description}, and none of ${RESERVED_SERVICE_NAMES.join(', ')}`,
    },
    standard: (_, { folder }) => folder.replace(/-infra(structure)?$/, ''),
  },
  { name: 'team', value: 'name', about: 'team that owns it', limit: TEAM_NAME },
  {
    name: 'platformPackage',
    value: 'package',
    about: 'package that exports the platform, or none to start from an example',
    limit: { ...PLATFORM_PACKAGE, description: `${PLATFORM_PACKAGE.description}, or none` },
    read: exceptNone,
    standard: () => NONE,
  },
  {
    name: 'platformExport',
    value: 'name',
    about: 'name of the export that contains the platform',
    limit: PLATFORM_EXPORT,
    standard: ({ platformPackage }) => exportOf(platformPackage),
    only: WITH_PACKAGE,
    quiet: true,
  },
  {
    name: 'scope',
    value: 'scope',
    about: "your organisation's npm scope, which gives the example platform its name",
    limit: { type: 'string', pattern: '^@?[a-z0-9][a-z0-9._-]*$', maxLength: 100, description: 'a scope such as @acme' },
    standard: ({ platformPackage }) => scopeOf(nameOf(platformPackage)),
    quiet: true,
  },
  {
    name: 'environments',
    value: 'names',
    about: 'environments of the example',
    limit: {
      ...ENVIRONMENT_LIMITS.name,
      description: `names with commas between them, each ${ENVIRONMENT_LIMITS.name.description}`,
    },
    read: (text) => text.split(','),
    standard: () => 'staging,production',
    only: WITHOUT_PACKAGE,
    quiet: true,
  },
  {
    name: 'region',
    value: 'region',
    about: 'AWS region of the example',
    limit: REGION,
    standard: () => EXAMPLE_REGION,
    only: WITHOUT_PACKAGE,
    quiet: true,
  },
  {
    name: 'language',
    value: 'language',
    about: 'language of the infrastructure, typescript or python',
    limit: { type: 'string', enum: ['typescript', 'python'] },
    standard: () => 'typescript',
    quiet: true,
  },
  {
    name: 'pythonIndex',
    value: 'url',
    about: 'index of packages for Python that the platform team publishes to',
    limit: { ...REGISTRY_URL, example: 'https://pypi.acme.io/simple/' },
    only: { on: 'language', holds: (answer) => answer === 'python', otherwise: 'without --language python' },
  },
  {
    name: 'withApp',
    value: 'language',
    about: 'language of an application to start from, python, typescript or go, or none for infrastructure alone',
    limit: { type: 'string', enum: [...Object.values(ServiceLanguage), NONE] },
    standard: () => NONE,
    quiet: true,
  },
  {
    name: 'image',
    value: 'image',
    about: 'container image without a tag',
    limit: APP_LIMITS.image,
    only: WITHOUT_APP,
    quiet: true,
    optional: true,
  },
  {
    name: 'port',
    value: 'number',
    about: 'port that the service listens on, or none for a worker',
    limit: { ...APP_LIMITS.port, description: `an integer from ${APP_LIMITS.port.minimum} to ${APP_LIMITS.port.maximum}, or none` },
    read: (text) => exceptNone(text).map((value) => (/^\d+$/.test(value) ? Number(value) : value)),
    standard: () => '8080',
  },
  ...APPLICATION_QUESTIONS,
  {
    name: 'registry',
    value: 'url',
    about: 'registry of these npm packages',
    limit: REGISTRY_URL,
    standard: (_, surroundings) => surroundings.registryOf(scopeOf(library().name)!),
  },
  {
    name: 'ci',
    value: 'system',
    about: 'CI system that plans and applies changes, github or none',
    limit: { type: 'string', enum: ['github', NONE] },
    standard: () => 'github',
  },
  {
    name: 'workflows',
    value: 'repository@commit#tag',
    about: "GitHub repository of the platform's reusable workflows, with a commit",
    limit: WORKFLOWS,
    standard: (_, { release }) => release && ownWorkflows(release),
    withoutStandard: 'this build of the library is not a release, so the commit of its workflows is unknown',
    only: ON_GITHUB,
    quiet: true,
  },
  {
    name: 'gitopsRepository',
    value: 'name',
    about: 'GitHub repository that Argo CD deploys from, without its owner',
    limit: {
      type: 'string',
      pattern: '^[A-Za-z0-9._][A-Za-z0-9._-]{0,99}$',
      description: "a repository's name such as platform-apps",
    },
    standard: () => 'platform-apps',
    only: ON_GITHUB,
    quiet: true,
  },
];

/** The flag of a question, as it is typed. */
export function flagOf({ name }: Pick<Question, 'name'>): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The first problem of an answer, or nothing. */
export function problemWith(question: Question, text: string): Problem | undefined {
  const values = question.read?.(text) ?? [text];
  const problem = values.map((value) => breach(flagOf(question), value, question.limit)).find((each) => each !== undefined);
  // A URL may contain a password, which must not be printed.
  return problem && { ...problem, got: problem.got.replace(/\/\/.*/, (rest) => rest.replace(/^.*@/, '//…@')) };
}

/** The default of a question, if it is valid. */
export function standardOf(question: Question, answers: Answers, surroundings: Surroundings): string | undefined {
  const text = question.standard?.(answers, surroundings);
  return text === undefined || problemWith(question, text) ? undefined : text;
}

/** The text of a question. */
export function textOf({ about }: Question, standard: string | undefined): string {
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}${standard === undefined ? '' : ` [${standard}]`}: `;
}

/** The problem of a question without an answer. */
export function unanswered(question: Question, standard: string | undefined): Problem {
  const { withoutStandard } = question;
  const found = breach(flagOf(question), undefined, question.limit)!;
  const missing = standard === undefined && withoutStandard ? { ...found, fix: `${found.fix}; ${withoutStandard}` } : found;
  return standard === undefined ? missing : { ...missing, fix: `${missing.fix}, or --yes for the default, ${show(standard)}` };
}

/** Whether a question applies; unknown until the deciding answer is known. */
export function appliesTo({ only }: Question, answers: Answers): boolean | undefined {
  if (!only) return true;
  const answer = answers[only.on];
  if (answer !== undefined) return only.holds(answer);
  // What is not asked itself decides nothing.
  return appliesTo(QUESTIONS.find(({ name }) => name === only.on)!, answers) === false ? false : undefined;
}
