import type { Config } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { PagerDutyClient } from '../pagerduty/client';
import { describeService, ensureService } from '../pagerduty/ensure-service';
import { RULES, serviceInput, URGENCIES } from '../pagerduty/input';
import { pagerDutySettings } from '../pagerduty/settings';
import { give, runOf } from './run';

/** `golden-path:pagerduty:service:create` */
export function pagerDutyAction(config: Config) {
  return createTemplateAction({
    id: 'golden-path:pagerduty:service:create',
    description: 'Creates a service in PagerDuty, or finds the one of this name.',
    examples: [{ description: 'A service that pages a team', example: EXAMPLE }],
    supportsDryRun: true,
    schema: {
      input: {
        name: (z) => z.string().describe(`The name of the service: ${RULES.name.allowed}`),
        description: (z) => z.string().describe(`What the service does: ${RULES.description.allowed}`).optional(),
        escalationPolicyId: (z) => z.string().describe(`Who is notified: ${RULES.escalationPolicyId.allowed}`),
        urgency: (z) => z.string().describe(`How loudly: ${URGENCIES.join(', ')}; defaults to ${URGENCIES[0]}`).optional(),
      },
      output: {
        serviceId: (z) => z.string().describe("The service's id, for the annotation pagerduty.com/service-id"),
        serviceUrl: (z) => z.string().describe("The service's page"),
        created: (z) => z.boolean().describe('Whether this run created it'),
      },
    },
    handler: (ctx) =>
      give(ctx.output.bind(ctx), async () => {
        const input = serviceInput(ctx.input);
        const settings = pagerDutySettings(config.getOptional('goldenPath.pagerDuty'));
        const run = runOf(ctx);
        return ctx.isDryRun ? describeService(input, run) : ensureService(new PagerDutyClient(settings, ctx.signal), input, run);
      }),
  });
}

const EXAMPLE = `steps:
  - id: pagerduty
    name: Create the PagerDuty service
    action: golden-path:pagerduty:service:create
    input:
      name: \${{ parameters.name }}
      description: \${{ parameters.description }}
      escalationPolicyId: PANZZEQ
`;
