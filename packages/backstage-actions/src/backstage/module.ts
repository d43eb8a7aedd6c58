import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { DefaultGithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { pagerDutyAction } from './pagerduty-action';
import { pullRequestAction } from './pull-request-action';
import { vaultAction } from './vault-action';

/** Adds the actions of Golden Path to Backstage's scaffolder. */
export const goldenPathActions = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-path-actions',
  register({ registerInit }) {
    registerInit({
      deps: { scaffolder: scaffolderActionsExtensionPoint, config: coreServices.rootConfig },
      async init({ scaffolder, config }) {
        const registry = ScmIntegrations.fromConfig(config);
        const credentials = DefaultGithubCredentialsProvider.fromIntegrations(registry);
        scaffolder.addActions(pagerDutyAction(config), vaultAction(config), pullRequestAction(config, { registry, credentials }));
      },
    });
  },
});
