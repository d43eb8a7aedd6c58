import type { ServiceLanguage } from '../skeletons/service-language';

/** The props of a SoftwareTemplate. */
export interface SoftwareTemplateProps {
  /** The package that exports the platform, with a version, such as `@acme/platform@^1.0.0`. New repositories depend on it. */
  readonly platformPackage: string;
  /** The npm registry of that package and of this library, such as `https://npm.acme.io/`. */
  readonly registry: string;
  /** The platform's reusable workflows, with a commit and its tag, such as `acme/platform@<commit>#v1.2.3`. */
  readonly workflows: string;
  /**
   * The language of the services.
   *
   * @default - the form asks for one of all
   */
  readonly language?: ServiceLanguage;
  /**
   * The name of the template in the catalog, and of its folder.
   *
   * @default - `<language>-service`; `service` if the form asks for the language
   */
  readonly templateName?: string;
  /**
   * What people read in the list of templates.
   *
   * @default - `Python service` and its like
   */
  readonly title?: string;
  /**
   * What the template makes, in one line.
   *
   * @default - a sentence about the language
   */
  readonly description?: string;
  /**
   * Tags of the template in the catalog.
   *
   * @default - the language, and `recommended`
   */
  readonly tags?: string[];
  /**
   * The export of the package that contains the platform.
   *
   * @default - the package's scope in camel case: `acme` for `@acme/platform`
   */
  readonly platformExport?: string;
  /**
   * Who sees the new repositories: `private`, `internal` or `public`.
   *
   * @default 'private'
   */
  readonly visibility?: string;
  /**
   * The status checks that a pull request must pass before it can be merged.
   *
   * @default - none
   */
  readonly requiredChecks?: string[];
  /**
   * The escalation policy with which PagerDuty gets a service for each new one.
   *
   * @default - nothing is created in PagerDuty
   */
  readonly pagerDutyEscalationPolicyId?: string;
  /**
   * The environment in which services read their secrets from the Vault that Backstage is configured for. Each new service gets a
   * policy and a role there, in the namespace of its team.
   *
   * @default - nothing is created in Vault
   */
  readonly vaultEnvironment?: string;
  /**
   * The repository, such as `acme/platform-catalog`, to which a pull request adds a Location of each new service.
   *
   * @default - no pull request
   */
  readonly registrationRepository?: string;
}
