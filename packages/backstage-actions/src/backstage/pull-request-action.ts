import type { Config } from '@backstage/config';
import type { GithubCredentialsProvider, ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { failure, show } from '../core/problems';
import type { GithubAccess } from '../github/client';
import { GithubClient } from '../github/client';
import { describePullRequest, ensurePullRequest } from '../github/ensure-pull-request';
import { proposedFiles } from '../github/files';
import type { CheckedPullRequest } from '../github/input';
import { pullRequestInput, RULES } from '../github/input';
import { checkAllowed, pullRequestSettings } from '../github/settings';
import { give, runOf } from './run';

/** What the action needs of Backstage's integrations. */
export interface Integrations {
  readonly registry: ScmIntegrationRegistry;
  readonly credentials: GithubCredentialsProvider;
}

/** `golden-path:github:pull-request` */
export function pullRequestAction(config: Config, integrations: Integrations) {
  return createTemplateAction({
    id: 'golden-path:github:pull-request',
    description: 'Proposes files to another repository by a pull request, or finds the one that is there.',
    examples: [{ description: 'A new application in the GitOps repository', example: EXAMPLE }],
    supportsDryRun: true,
    schema: {
      input: {
        repository: (z) => z.string().describe(RULES.repository.allowed),
        host: (z) => z.string().describe('The host of the GitHub integration; defaults to github.com').optional(),
        title: (z) => z.string().describe(`The title, and the message of the commit: ${RULES.title.allowed}`),
        description: (z) => z.string().describe('The text of the pull request, in Markdown').optional(),
        branch: (z) => z.string().describe(`The branch of the change: ${RULES.branch.allowed}`),
        base: (z) => z.string().describe('The branch to change; defaults to the default branch').optional(),
        files: (z) =>
          z
            .array(z.object({ path: z.string(), content: z.string() }))
            .describe('Files with their text; give this or sourcePath')
            .optional(),
        sourcePath: (z) => z.string().describe('A folder of the workspace with the files; give this or files').optional(),
        targetPath: (z) => z.string().describe('The folder of the repository that the files go to; defaults to its root').optional(),
      },
      output: {
        pullRequestUrl: (z) => z.string().describe('The page of the pull request; missing if there was nothing to propose').optional(),
        pullRequestNumber: (z) => z.number().describe('The number of the pull request').optional(),
        created: (z) => z.boolean().describe('Whether this run opened it'),
      },
    },
    handler: (ctx) =>
      give(ctx.output.bind(ctx), async () => {
        const input = pullRequestInput(ctx.input);
        checkAllowed(pullRequestSettings(config.getOptional('goldenPath.pullRequests')), input.owner, input.name);
        const files = await proposedFiles(input, ctx.workspacePath);
        const run = runOf(ctx);
        if (ctx.isDryRun) return describePullRequest(input, files, run);
        return ensurePullRequest(new GithubClient(await accessTo(input, integrations), ctx.signal), input, files, run);
      }),
  });
}

/** The token of the integration, or of the app that is installed there: the same that Backstage's own actions use. */
async function accessTo({ host, owner, name }: CheckedPullRequest, { registry, credentials }: Integrations): Promise<GithubAccess> {
  const apiUrl = registry.github.byHost(host)?.config.apiBaseUrl;
  if (apiUrl === undefined) {
    throw failure('settings', {
      path: 'host',
      got: show(host),
      allowed: 'a host of integrations.github',
      fix: 'add an integration to app-config.yaml',
    });
  }
  const { headers, token } = await credentials.getCredentials({ url: `https://${host}/${owner}/${name}` });
  if (headers === undefined || token === undefined) {
    const fix = 'add a token or an app to integrations.github in app-config.yaml, and install the app there';
    throw failure('settings', {
      path: `integrations.github (${host})`,
      got: `no credentials for ${owner}/${name}`,
      allowed: 'a token or an app',
      fix,
    });
  }
  return { apiUrl, owner, name, headers, token };
}

const EXAMPLE = `steps:
  - id: gitops
    name: Propose the application to the GitOps repository
    action: golden-path:github:pull-request
    input:
      repository: acme/gitops
      title: Add \${{ parameters.name }}
      branch: add-\${{ parameters.name }}
      sourcePath: ./gitops
      targetPath: apps/\${{ parameters.name }}
`;
