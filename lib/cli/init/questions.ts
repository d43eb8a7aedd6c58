import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import type { Limit } from '../../core/rules';
import { breach } from '../../core/rules';
import { APP_LIMITS } from '../../gitops/app-rules';
import { ENVIRONMENT_LIMITS } from '../../platform/environment-rules';
import { RESERVED_SERVICE_NAMES } from '../../platform/ownership';
import { SERVICE_NAME } from '../../platform/service-name';
import { TEAM_LIMITS } from '../../platform/team';
import { library, ownWorkflows, scopeOf } from './library';
import type { Release } from './library';

/** The answers as they were typed or given by flags, by question. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** What is known of the place where the command runs, to offer as an answer. */
export interface Surroundings {
  /** The name of the folder that the repository is made in. */
  readonly folder: string;
  /** The registry that packages of a scope come from here. */
  registryOf(scope: string): string | undefined;
  /** What the installed library was released as; absent in a build that is no release. */
  readonly release?: Release;
}

/** What another question's answer has to be. */
export interface Condition {
  readonly on: string;
  readonly holds: (answer: string) => boolean;
  /** What stands in the way where it does not hold. */
  readonly otherwise: string;
}

/** One thing to know before a repository can be made. */
export interface Question {
  /** The name of its answer, and of its flag in camel case. */
  readonly name: string;
  /** What the flag's value is called. */
  readonly value: string;
  /** What is asked for, as the question and the help say it. */
  readonly about: string;
  /** What each of its values has to keep to. */
  readonly limit: Limit;
  /** How the limit's values are read from a text; without it, the text is the value. */
  readonly read?: (text: string) => unknown[];
  /** What holds where nothing is said; without it, somebody has to say it. */
  readonly standard?: (answers: Answers, surroundings: Surroundings) => string | undefined;
  /** The answer before it that decides whether it is of any interest. */
  readonly only?: Condition;
  /** It is asked only where there is no standard: a repository is changed faster than a question is answered. */
  readonly quiet?: boolean;
  /** Why there may be no standard, where that is not plain. */
  readonly withoutStandard?: string;
  /** Nothing is an answer as well. */
  readonly optional?: boolean;
}

/** What is written for a thing that the repository does without. */
export const NONE = 'none';

const WITH_PACKAGE: Condition = {
  on: 'platformPackage',
  holds: (answer) => answer !== NONE,
  otherwise: 'without --platform-package',
};
const WITHOUT_PACKAGE: Condition = {
  on: 'platformPackage',
  holds: (answer) => answer === NONE,
  otherwise: 'beside --platform-package, which declares them',
};
const ON_GITHUB: Condition = { on: 'ci', holds: (answer) => answer === 'github', otherwise: 'without --ci github' };

const PACKAGE = /^(?:(@[a-z0-9][a-z0-9._-]*)\/)?[a-z0-9][a-z0-9._-]*/;

/** In the order in which they are asked. */
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
  { name: 'team', value: 'name', about: 'team that owns it', limit: TEAM_LIMITS.name },
  {
    name: 'platformPackage',
    value: 'package',
    about: "package with the platform team's definition, or none for an example to start from",
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
    about: 'name under which that package exports the platform',
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
    about: 'scope of your organisation in npm, after which an example platform is named',
    limit: { type: 'string', pattern: '^@?[a-z0-9][a-z0-9._-]*$', maxLength: 100, description: 'a scope such as @acme' },
    standard: ({ platformPackage }) => scopeOf(nameOf(platformPackage)),
    quiet: true,
  },
  {
    name: 'environments',
    value: 'names',
    about: 'environments of the example',
    limit: { ...ENVIRONMENT_LIMITS.name, description: `names with commas between them, each ${ENVIRONMENT_LIMITS.name.description}` },
    read: (text) => text.split(','),
    standard: () => 'staging,production',
    only: WITHOUT_PACKAGE,
    quiet: true,
  },
  {
    name: 'image',
    value: 'image',
    about: 'image without its tag',
    limit: APP_LIMITS.image,
    quiet: true,
    optional: true,
  },
  {
    name: 'port',
    value: 'number',
    about: 'port that it serves, or none for a worker',
    limit: { ...APP_LIMITS.port, description: `an integer from ${APP_LIMITS.port.minimum} to ${APP_LIMITS.port.maximum}, or none` },
    read: (text) => exceptNone(text).map((value) => (/^\d+$/.test(value) ? Number(value) : value)),
    standard: () => '8080',
  },
  {
    name: 'registry',
    value: 'url',
    about: 'registry that serves these packages',
    limit: {
      type: 'string',
      pattern:
        '^(https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|http://(localhost|127\\.0\\.0\\.1))(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*/?$',
      maxLength: 500,
      description: 'a URL that begins with https://, or http:// on this machine, and holds no name, password or token',
    },
    standard: (_, surroundings) => surroundings.registryOf(scopeOf(library().name)!),
  },
  {
    name: 'ci',
    value: 'system',
    about: 'where changes are planned and applied, github or none',
    limit: { type: 'string', enum: ['github', NONE] },
    standard: () => 'github',
  },
  {
    name: 'workflows',
    value: 'repository@commit#tag',
    about: "GitHub repository of the platform's reusable workflows, and a commit of it",
    limit: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@[0-9a-f]{40}(#[A-Za-z0-9][A-Za-z0-9._-]{0,100})?$',
      description: 'owner, repository and a full commit, with or without its tag, such as acme/platform@' +
        `${'0123456789'.repeat(4)}#v1.2.3: a tag or branch can be moved; git ls-remote shows the commit of a tag`,
    },
    standard: (_, { release }) => release && ownWorkflows(release),
    withoutStandard: 'this build of the library is no release, so it cannot name the commit of its own workflows',
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

/** The flag that gives an answer, as it is typed. */
export function flagOf({ name }: Pick<Question, 'name'>): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The first thing wrong with an answer, or nothing. */
export function problemWith(question: Question, text: string): Problem | undefined {
  const values = question.read?.(text) ?? [text];
  const problem = values.map((value) => breach(flagOf(question), value, question.limit)).find((each) => each !== undefined);
  // A URL may hold a password, which is nobody else's to read.
  return problem && { ...problem, got: problem.got.replace(/\/\/.*/, (rest) => rest.replace(/^.*@/, '//…@')) };
}

/** What a question offers, if that is an answer to it. */
export function standardOf(question: Question, answers: Answers, surroundings: Surroundings): string | undefined {
  const text = question.standard?.(answers, surroundings);
  return text === undefined || problemWith(question, text) ? undefined : text;
}

/** A question as it is asked. */
export function textOf({ about }: Question, standard: string | undefined): string {
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}${standard === undefined ? '' : ` [${standard}]`}: `;
}

/** What is wrong with a question that nobody answered. */
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

/** Whether a question is of interest; unknown as long as the answer that decides is. */
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
