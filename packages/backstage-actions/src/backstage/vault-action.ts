import type { Config } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { VaultClient } from '../vault/client';
import { describeNamespace, ensureNamespace } from '../vault/ensure-namespace';
import { namespaceInput, RULES } from '../vault/input';
import { planFor } from '../vault/plan';
import { vaultSettings } from '../vault/settings';
import { give, runOf } from './run';

/** `golden-path:vault:namespace:create` */
export function vaultAction(config: Config) {
  return createTemplateAction({
    id: 'golden-path:vault:namespace:create',
    description: 'Creates a namespace in Vault with a key-value engine, and a policy and a role with which a service reads its secrets.',
    examples: [{ description: 'Secrets of a service', example: EXAMPLE }],
    supportsDryRun: true,
    schema: {
      input: {
        namespace: (z) => z.string().describe(`The namespace, such as the team's: ${RULES.namespace.allowed}`),
        service: (z) => z.string().describe(`Who reads: ${RULES.service.allowed}`),
        kubernetes: (z) =>
          z
            .object({
              namespace: z.string().describe(RULES.kubernetesNamespace.allowed),
              serviceAccount: z.string().describe(RULES.serviceAccount.allowed),
            })
            .describe("The service's account, which logs in"),
        policies: (z) =>
          z
            .array(z.string())
            .describe(`What it may read, below its own name: ${RULES.policies.allowed}. Defaults to everything there`)
            .optional(),
      },
      output: {
        namespace: (z) => z.string().describe('The namespace of policy and role, as X-Vault-Namespace has it; empty for the root'),
        mount: (z) => z.string().describe('The path of the key-value engine'),
        policy: (z) => z.string().describe('The name of the policy'),
        authPath: (z) => z.string().describe('The path of the auth method'),
        role: (z) => z.string().describe('The name of the role'),
        created: (z) => z.boolean().describe('Whether this run made or changed something'),
      },
    },
    handler: (ctx) =>
      give(ctx.output.bind(ctx), async () => {
        const input = namespaceInput(ctx.input);
        const settings = vaultSettings(config.getOptional('goldenPath.vault'));
        const plan = planFor(input, settings);
        const run = runOf(ctx);
        return ctx.isDryRun ? describeNamespace(plan, run) : ensureNamespace(new VaultClient(settings, ctx.signal), plan, run);
      }),
  });
}

const EXAMPLE = `steps:
  - id: vault
    name: Create the Vault namespace
    action: golden-path:vault:namespace:create
    input:
      namespace: payments
      service: \${{ parameters.name }}
      kubernetes:
        namespace: \${{ parameters.name }}
        serviceAccount: \${{ parameters.name }}
`;
