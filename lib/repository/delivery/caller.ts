import type { Json } from '../../core/json';
import { toYamlInOrder } from '../../core/yaml';
import type { ServiceLanguage } from '../skeletons/service-language';
import type { ImagePlatform } from './delivery-workflow-props';
import { plainText } from './expression';

/** A delivery of which everything is known. */
export interface Delivery {
  readonly service: string;
  readonly language?: ServiceLanguage;
  /** One a line. */
  readonly commands: string;
  readonly image: string;
  readonly platforms: readonly ImagePlatform[];
  readonly workingDirectory: string;
  readonly dockerfile: string;
  readonly paths?: readonly string[];
  readonly branch: string;
  readonly staging: string;
  /** Empty if nothing is promoted. */
  readonly production: string;
  readonly environments: readonly string[];
  readonly infrastructureRepository?: string;
  readonly folder: string;
  readonly workflow: string;
  readonly workflowRef: string;
  readonly gitOpsOwner: string;
  readonly gitOpsRepository: string;
  readonly channel?: string;
}

/** The root of the repository. */
const ROOT = '.';

/** The registry that takes the token of the workflow itself. */
const OWN_REGISTRY = 'ghcr.io/';

/** What all jobs of the called workflow may do together; each of them has less. */
const PERMISSIONS = { 'contents': 'read', 'deployments': 'write', 'id-token': 'write', 'packages': 'write' };

/**
 * The workflow that calls the platform's one, with its path in the repository of the code.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */
export function callerOf(delivery: Delivery): { readonly path: string; readonly text: string } {
  const path = pathOf(delivery);
  const document = {
    name: `delivery of ${delivery.service}`,
    on: triggersOf(delivery, path),
    permissions: {},
    jobs: {
      delivery: {
        permissions: PERMISSIONS,
        uses: `${delivery.workflow}@${delivery.workflowRef}`,
        with: inputsOf(delivery),
        secrets: secretsOf(delivery),
      },
    },
  };
  return { path, text: toYamlInOrder(document) };
}

/** Services in one repository have a file each. */
function pathOf({ service, workingDirectory }: Delivery): string {
  return `.github/workflows/delivery${workingDirectory === ROOT ? '' : `-${service}`}.yml`;
}

function triggersOf({ branch, environments, paths, production, staging, workingDirectory }: Delivery, path: string): Json {
  const own = workingDirectory === ROOT ? undefined : [`${workingDirectory}/**`, path];
  const filter = paths ?? own;
  const filtered = filter && { paths: [...filter] };
  return {
    pull_request: filtered ?? null,
    merge_group: null,
    push: { branches: [branch], ...filtered },
    workflow_dispatch: {
      inputs: {
        kind: {
          description: 'planned and hotfix deliver this branch with all checks and approvals; hotfix is a label. rollback builds nothing',
          type: 'choice',
          options: ['planned', 'hotfix', 'rollback'],
          default: 'planned',
        },
        environment: {
          description: 'The environment to roll back',
          type: 'choice',
          options: [...environments],
          default: production || staging,
        },
        to: { description: 'Roll back to: previous, or a digest or tag that ran there', type: 'string', default: 'previous' },
        reason: { description: 'The reason of the rollback', type: 'string' },
      },
    },
  };
}

function inputsOf(delivery: Delivery): Json {
  const { channel, commands, dockerfile, folder, image, infrastructureRepository, language, platforms, service } = delivery;
  const { gitOpsOwner, gitOpsRepository, production, staging, workflow, workflowRef, workingDirectory } = delivery;
  return {
    service,
    image,
    'signer': `${workflow}@${workflowRef}`,
    ...(language && { language }),
    'commands': plainText(commands),
    ...(workingDirectory !== ROOT && { 'working-directory': workingDirectory }),
    ...(dockerfile !== 'Dockerfile' && { dockerfile }),
    'platforms': platforms.join(','),
    'kind': "${{ inputs.kind || 'planned' }}",
    staging,
    production,
    'rollback-environment': `\${{ inputs.environment || '${production || staging}' }}`,
    'rollback-to': "${{ inputs.to || 'previous' }}",
    'rollback-reason': "${{ inputs.reason || '' }}",
    ...(!usesOwnRegistry(delivery) && { 'registry-user': '${{ vars.REGISTRY_USER }}' }),
    'gitops-repository': gitOpsRepository,
    'gitops-owner': gitOpsOwner,
    'app-client-id': '${{ vars.GITOPS_APP_CLIENT_ID }}',
    ...(infrastructureRepository && { source: infrastructureRepository }),
    ...(folder !== ROOT && { folder }),
    ...(channel && { channel }),
  };
}

function secretsOf(delivery: Delivery): Json {
  const names = [
    'NODE_AUTH_TOKEN',
    'APP_PRIVATE_KEY',
    ...(usesOwnRegistry(delivery) ? [] : ['REGISTRY_PASSWORD']),
    ...(delivery.channel ? ['SLACK_WEBHOOK_URL'] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`]));
}

function usesOwnRegistry({ image }: Delivery): boolean {
  return image.startsWith(OWN_REGISTRY);
}
