import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { oneLine } from '../../core/one-line';
import { SettingsTable, value } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import { PLATFORM_EXPORT, PLATFORM_PACKAGE, REGISTRY_URL, WORKFLOWS } from '../infrastructure/repository-limits';
import { LANGUAGES, ServiceLanguage } from '../skeletons/service-language';
import type { SoftwareTemplateProps } from './software-template-props';

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#tags-optional */
const TAG: Limit = {
  type: 'string',
  pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$',
  example: 'python',
  maxLength: 63,
  description: 'lowercase letters, digits and :+#, with single hyphens between them, at most 63 characters',
};
const CHECK: Limit = oneLine(100, 'test');
const REPOSITORY: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$',
  example: 'acme/platform-catalog',
  description: 'a repository such as acme/platform-catalog',
};
const ESCALATION_POLICY: Limit = {
  type: 'string',
  pattern: '^[A-Z0-9]{1,32}$',
  example: 'PANZZEQ',
  description: 'the id of an escalation policy, such as PANZZEQ',
};

const oneOf = (values: readonly string[]): Form => value({ type: 'string', enum: values });

function inLanguage(language: ServiceLanguage | undefined): string {
  return language === undefined ? '' : ` in ${LANGUAGES[language].title} (${LANGUAGES[language].tools})`;
}

const TABLE = {
  platformPackage: {
    form: value(PLATFORM_PACKAGE),
    required: true,
    text: 'The package that exports the platform, with a version, such as `@acme/platform@^1.0.0`',
  },
  registry: { form: value(REGISTRY_URL), required: true, text: 'The npm registry of that package and of this library' },
  workflows: {
    form: value(WORKFLOWS),
    required: true,
    text: "The platform's [reusable workflows](ci.md) with a commit and its tag, such as `acme/platform@<commit>#v1.2.3`",
  },
  language: {
    form: oneOf(Object.values(ServiceLanguage)),
    default: undefined,
    defaultText: 'the form asks for one of all',
    text: 'The language of the services, a `ServiceLanguage`',
  },
  templateName: {
    form: value(DNS_LABEL),
    default: ({ language }) => (language === undefined ? 'service' : `${language}-service`),
    defaultText: '`<language>-service`; `service` if the form asks for the language',
    text: 'The name of the template in the catalog, and of its folder',
  },
  title: {
    form: value(oneLine(60, 'Python service')),
    default: ({ language }) => (language === undefined ? 'Service' : `${LANGUAGES[language].title} service`),
    defaultText: '`Python service` and its like',
    text: 'What people read in the list of templates',
  },
  description: {
    form: value(oneLine(200, 'A service in Python')),
    default: ({ language }) => `A service${inLanguage(language)} that builds, deploys and is in the catalog from the start`,
    defaultText: 'a sentence about the language',
    text: 'What the template makes, in one line',
  },
  tags: {
    form: { kind: 'list', limit: TAG },
    default: ({ language }) => [...(language === undefined ? [] : [language]), 'recommended'],
    defaultText: 'the language, and `recommended`',
    text: 'Tags of the template in the catalog',
  },
  platformExport: {
    form: value(PLATFORM_EXPORT),
    default: undefined,
    defaultText: "the package's scope in camel case: `acme` for `@acme/platform`",
    text: 'The export of the package that contains the platform',
  },
  visibility: {
    form: oneOf(['private', 'internal', 'public']),
    default: 'private',
    text: 'Who sees the new repositories: `private`, `internal` or `public`',
  },
  requiredChecks: {
    form: { kind: 'list', limit: CHECK },
    default: [],
    defaultText: 'none',
    text: 'The status checks that a pull request must pass before it can be merged',
  },
  pagerDutyEscalationPolicyId: {
    form: value(ESCALATION_POLICY),
    default: undefined,
    defaultText: 'nothing is created in PagerDuty',
    text: 'The escalation policy with which PagerDuty gets a service for each new one',
  },
  vaultEnvironment: {
    form: value({ type: 'string', description: 'an environment of the platform' }),
    default: undefined,
    defaultText: 'nothing is created in Vault',
    text: 'The environment in which services read their secrets from the Vault that Backstage is configured for',
  },
  registrationRepository: {
    form: value(REPOSITORY),
    default: undefined,
    defaultText: 'no pull request',
    text: 'The repository to which a pull request adds a Location of each new service',
  },
} as const satisfies Settings<SoftwareTemplateProps>;

/** Every setting of a template: its check, its default and its documentation. */
export const SOFTWARE_TEMPLATE_SETTINGS = new SettingsTable<SoftwareTemplateProps, typeof TABLE>(TABLE);

/** The props of a template with their defaults. */
export type TemplateSettings = ReturnType<typeof SOFTWARE_TEMPLATE_SETTINGS.resolveAll>;
