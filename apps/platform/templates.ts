import { ServiceLanguage, SoftwareTemplate } from '@golden-path/constructs';
import type { PlatformStack } from '@golden-path/constructs';

/** What the repositories of all services have in common. */
export const NEW_REPOSITORIES = {
  platformPackage: '@acme/platform@^1.0.0',
  registry: 'https://npm.acme.io/',
  workflows: 'acme/platform@0123456789012345678901234567890123456789#v1.2.3',
};

/** The forms with which a team creates a service. */
export function softwareTemplates(stack: PlatformStack): void {
  for (const language of Object.values(ServiceLanguage)) {
    new SoftwareTemplate(stack, `Template-${language}`, {
      ...NEW_REPOSITORIES,
      language,
      pagerDutyEscalationPolicyId: 'PANZZEQ',
      vaultEnvironment: 'production',
      registrationRepository: 'acme/platform-catalog',
    });
  }
}
