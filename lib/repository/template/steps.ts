import { toYamlInOrder } from '../../core/yaml';
import { namespaceOf } from '../../platform/agreed-names';
import type { Platform } from '../../platform/platform';
import { conditionOf } from '../skeletons/nunjucks';
import { DERIVED } from '../skeletons/service-values';
import type { Option, ServiceValues } from '../skeletons/service-values';
import { ownersOf } from './owners';
import type { TemplateSettings } from './software-template-settings';

/** One step of a template, or nothing that it has to do. */
export interface Step {
  readonly id: string;
  readonly name: string;
  readonly if?: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The folder of a skeleton, and the option that it is for. */
export interface SkeletonFolder {
  readonly folder: string;
  readonly option?: Option;
}

/** What steps follow from. */
export interface StepsOf {
  readonly platform: Platform;
  readonly settings: TemplateSettings;
  readonly folders: readonly SkeletonFolder[];
}

const BRANCH = 'main';

/** An answer of the form, as an expression. */
const answer = (name: string): string => `parameters.${name}`;

/** An expression in a step's input. */
const given = (expression: string): string => `\${{ ${expression} }}`;

/**
 * The steps, in the order in which they run. PagerDuty comes first, since the files name its service; a task that fails later can be
 * started again, and finds it. All else that stays follows the files.
 */
export function stepsOf(of: StepsOf): Step[] {
  return [...pagerDuty(of), ...fetch(of), publish(of), ...environments(of), ...vault(of), ...registration(of), REGISTER];
}

/** @see https://backstage.io/docs/features/software-templates/builtin-actions */
function fetch(of: StepsOf): Step[] {
  const { platform, folders } = of;
  const ids = pagerDuty(of).map(({ id }) => ['pagerDutyId', given(`steps["${id}"].output.serviceId`)]);
  const values = { ...valuesOf(platform), ...Object.fromEntries(ids) };
  return folders.map(({ folder, option }) => ({
    id: option === undefined ? 'fetch' : `fetch-${option}`,
    name: option === undefined ? 'Write the files' : `Write the files of the ${option}`,
    ...(option !== undefined && { if: given(conditionOf(option, answer)) }),
    action: 'fetch:template',
    input: { url: `./${folder}`, values },
  }));
}

/** The values of a skeleton, from the answers. */
function valuesOf(platform: Platform): Record<string, unknown> {
  const plain: readonly (keyof ServiceValues)[] = [
    'name', 'description', 'port', 'host', 'database', 'databaseName', 'storageGb', 'oneZone', 'singleAzReason', 'cache', 'cacheName',
    'bucket', 'bucketName', 'topics',
  ];
  const owners = [...ownersOf(platform)];
  const byOwner = (of: (team: Platform['teams'][number]) => string) =>
    given(`${JSON.stringify(Object.fromEntries(owners.map(([ref, team]) => [ref, of(team)])))}[${answer('owner')}]`);
  return {
    ...Object.fromEntries(plain.map((name) => [name, given(answer(name))])),
    team: byOwner(({ name }) => name),
    group: byOwner(({ catalogGroup }) => catalogGroup),
    organization: platform.organization,
    system: given(`${answer('system')} | replace("system:default/", "")`),
    ...Object.fromEntries(Object.entries(DERIVED).map(([name, { expression }]) => [name, given(expression(answer))])),
  };
}

function repositoryUrl({ organization }: Platform): string {
  return `github.com?owner=${organization}&repo=${given(answer('name'))}`;
}

/**
 * @see https://github.com/backstage/backstage/blob/master/plugins/scaffolder-backend-module-github/src/actions/github.ts
 * @see https://docs.github.com/en/rest/branches/branch-protection
 */
function publish({ platform, settings: { language, requiredChecks, visibility } }: StepsOf): Step {
  return {
    id: 'publish',
    name: 'Create the repository',
    action: 'publish:github',
    input: {
      repoUrl: repositoryUrl(platform),
      description: given(answer('description')),
      repoVisibility: visibility,
      defaultBranch: BRANCH,
      gitCommitMessage: 'feat: start from the template of the platform',
      topics: ['golden-path', language ?? given(answer('language'))],
      collaborators: [{ team: valuesOf(platform).group, access: 'push' }],
      protectDefaultBranch: true,
      protectEnforceAdmins: true,
      requiredApprovingReviewCount: 1,
      requireCodeOwnerReviews: true,
      dismissStaleReviews: true,
      requiredConversationResolution: true,
      ...(requiredChecks.length > 0 && { requiredStatusCheckContexts: requiredChecks }),
      allowMergeCommit: false,
      allowRebaseMerge: false,
      deleteBranchOnMerge: true,
      hasWiki: false,
    },
  };
}

/** The environments of the platform, and that of the App which writes to the GitOps repository: only the protected branch gets in. */
function environments({ platform }: StepsOf): Step[] {
  return [...platform.environments.map(({ name }) => name), 'gitops'].map((name) => ({
    id: `environment-${name}`,
    name: `Create the environment ${name}`,
    action: 'github:environment:create',
    input: {
      repoUrl: repositoryUrl(platform),
      name,
      deploymentBranchPolicy: { protected_branches: true, custom_branch_policies: false },
    },
  }));
}

/** @see packages/backstage-actions/README.md */
function pagerDuty({ settings: { pagerDutyEscalationPolicyId: escalationPolicyId } }: StepsOf): Step[] {
  if (escalationPolicyId === undefined) return [];
  return [
    {
      id: 'pagerduty',
      name: 'Create the service in PagerDuty',
      action: 'golden-path:pagerduty:service:create',
      input: { name: given(answer('name')), description: given(answer('description')), escalationPolicyId },
    },
  ];
}

function vault({ platform, settings: { vaultEnvironment } }: StepsOf): Step[] {
  if (vaultEnvironment === undefined) return [];
  const name = given(answer('name'));
  return [
    {
      id: 'vault',
      name: 'Create the namespace, policy and role in Vault',
      action: 'golden-path:vault:namespace:create',
      input: {
        namespace: valuesOf(platform).team,
        service: name,
        kubernetes: { namespace: namespaceOf(name, { name: vaultEnvironment }), serviceAccount: name },
      },
    },
  ];
}

function registration({ platform, settings: { registrationRepository: repository } }: StepsOf): Step[] {
  if (repository === undefined) return [];
  const name = given(answer('name'));
  const location = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name },
    spec: { type: 'url', target: `https://github.com/${platform.organization}/${name}/blob/${BRANCH}/catalog-info.yaml` },
  };
  return [
    {
      id: 'registration',
      name: `Propose the service to ${repository}`,
      action: 'golden-path:github:pull-request',
      input: {
        repository,
        title: `feat: add ${name}`,
        branch: `add-${name}`,
        files: [{ path: `services/${name}.yaml`, content: toYamlInOrder(location) }],
      },
    },
  ];
}

/** @see https://backstage.io/docs/features/software-templates/builtin-actions */
const REGISTER: Step = {
  id: 'register',
  name: 'Register it in the catalog',
  action: 'catalog:register',
  input: { repoContentsUrl: given('steps["publish"].output.repoContentsUrl'), catalogInfoPath: '/catalog-info.yaml' },
};

/** Where to go on, by the step that knows it. */
const LINKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  publish: { title: 'Repository', icon: 'github', url: 'remoteUrl' },
  register: { title: 'Open in the catalog', icon: 'catalog', entityRef: 'entityRef' },
  pagerduty: { title: 'PagerDuty', icon: 'alert', url: 'serviceUrl' },
  registration: { title: 'Pull request to review', url: 'pullRequestUrl' },
};

/** @see https://backstage.io/docs/features/software-templates/writing-templates#outputs */
export function outputOf(steps: readonly Step[]): Readonly<Record<string, unknown>> {
  const links = Object.entries(LINKS)
    .filter(([step]) => steps.some(({ id }) => id === step))
    .map(([step, link]) =>
      Object.fromEntries(
        Object.entries(link).map(([key, text]) => [
          key,
          ['entityRef', 'url'].includes(key) ? given(`steps["${step}"].output.${text}`) : text,
        ]),
      ),
    );
  return { links };
}
