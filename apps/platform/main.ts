import { acme, DELIVERY_VERSION } from '@acme/platform';
import {
  ArgoCd, DataPlatform, ImagePolicy, PlatformApplication, PlatformStack, ServiceApplicationSet, ServicesProject,
} from '@golden-path/constructs';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { observability } from './observability';
import { offering } from './offering';

/** The platform team's own stacks, one for each environment. */
export function platformStacks(app: Construct): void {
  for (const { name: environment } of acme.environments) {
    const stack = new PlatformStack(app, `platform-${environment}`, { platform: acme, environment });
    new DataPlatform(stack, 'Data');
    const argoCd = new ArgoCd(stack, 'ArgoCd', { host: `argocd.${environment}.acme.io`, slackTokenSecret: 'argocd/slack-token' });
    new PlatformApplication(stack, 'Platform', { argoCd });
    new ServicesProject(stack, 'Project');
    new ServiceApplicationSet(stack, 'Services');
    offering(stack);
    new ImagePolicy(stack, 'Images', { workflowRefs: [DELIVERY_VERSION] });
    observability(stack);
  }
}

if (require.main === module) {
  const app = new App();
  platformStacks(app);
  app.synth();
}
