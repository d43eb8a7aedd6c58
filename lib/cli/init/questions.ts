import type { Limit } from '../../core/limits';
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
import type { Release } from '../../repository/infrastructure/library';

/** The answers as they were typed or given by flags, by question. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** Facts about the machine and the folder, which provide defaults. */
export interface Surroundings {
  /** The name of the folder in which the repository is created. */
  readonly folder: string;
  /** The registry that this machine uses for packages of a scope. */
  registryOf(scope: string): string | undefined;
  /** The release of the installed library; absent in a build that is not a release. */
  readonly release?: Release;
}

/** A condition on the answer to another question. */
export interface Condition {
  readonly on: string;
  readonly holds: (answer: string) => boolean;
  /** The reason in the error message if the condition is not met. */
  readonly otherwise: string;
}

/** A question that must be answered before a repository can be created. */
export interface Question {
  /** The name of its answer, and of its flag in camel case. */
  readonly name: string;
  /** The placeholder of the flag's value. */
  readonly value: string;
  /** The text of the question and of the help. */
  readonly about: string;
  /** The limit of each of its values. */
  readonly limit: Limit;
  /** Splits the text into the values for the limit; without it, the text is the value. */
  readonly read?: (text: string) => unknown[];
  /** The default; without it, the answer is required. */
  readonly standard?: (answers: Answers, surroundings: Surroundings) => string | undefined;
  /** The earlier answer that decides whether the question is asked. */
  readonly only?: Condition;
  /** Asked only if there is no default, because it is easier to change the repository than to answer a question. */
  readonly quiet?: boolean;
  /** The reason why there may be no default, if that is not obvious. */
  readonly withoutStandard?: string;
  /** Whether the answer may be left out. */
  readonly optional?: boolean;
}

/** The answer for something that the repository does not have. */
export const NONE = 'none';

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
const ON_GITHUB: Condition = { on: 'ci', holds: (answer) => answer === 'github', otherwise: 'without --ci github' };

const PACKAGE = /^(?:(@[a-z0-9][a-z0-9._-]*)\/)?[a-z0-9][a-z0-9._-]*/;

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
    limit: {
      type: 'string',
      pattern: `${PACKAGE.source}(@[~^]?[0-9A-Za-z][0-9A-Za-z.+-]*)?$`,
      maxLength: 214,
      description: "a package's name such as @acme/platform, with or without a version such as @acme/platform@^1.2.0, or none",
    },
    read: exceptNone,
    standard: () => NONE,
  },
  {
    name: 'platformExport',
    value: 'name',
    about: 'name of the export that contains the platform',
    limit: {
      type: 'string',
      pattern: '^[A-Za-z_$][A-Za-z0-9_$]*$',
      maxLength: 100,
      description: 'the name of an export such as acme',
    },
    standard: ({ platformPackage }) => camelCase(nameOf(platformPackage).replace(/^@/, '').split('/')[0]),
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
    name: 'image',
    value: 'image',
    about: 'container image without a tag',
    limit: APP_LIMITS.image,
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
  {
    name: 'registry',
    value: 'url',
    about: 'registry of these npm packages',
    limit: {
      type: 'string',
      pattern:
        '^(https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|http://(localhost|127\\.0\\.0\\.1))(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*/?$',
      maxLength: 500,
      description: 'a URL that begins with https://, or http:// for this machine, and contains no user name, password or token',
    },
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
    limit: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@[0-9a-f]{40}(#[A-Za-z0-9][A-Za-z0-9._-]{0,100})?$',
      description:
        'owner, repository and a full commit, optionally with its tag, such as acme/platform@' +
        `${'0123456789'.repeat(4)}#v1.2.3; a commit is required, because tags can be moved: git ls-remote shows the commit of a tag`,
    },
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

/** A package's name without the version that may follow it. */
export function nameOf(text: string = NONE): string {
  return PACKAGE.exec(text)?.[0] ?? '';
}

/** Whether a question applies; unknown until the deciding answer is known. */
export function appliesTo({ only }: Question, answers: Answers): boolean | undefined {
  if (!only) return true;
  const answer = answers[only.on];
  return answer === undefined ? undefined : only.holds(answer);
}

function exceptNone(text: string): string[] {
  return text === NONE ? [] : [text];
}

function camelCase(text: string): string {
  return text.replace(/[^a-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
