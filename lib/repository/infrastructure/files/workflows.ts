import { createHash } from 'node:crypto';
import { INFRASTRUCTURE_FOLDER } from '../repository';
import type { Repository, Workflows } from '../repository';
import { lines } from './settings';

/** The workflow for pull requests and the main branch, which calls the platform's reusable workflows. */
export function infrastructureYml(repository: Repository): string {
  const { gitopsRepository } = repository.github!;
  return lines(
    'name: infrastructure',
    '',
    'on:',
    '  pull_request:',
    '  push:',
    '    branches: [main]',
    '  workflow_dispatch:',
    '',
    'permissions: {}',
    '',
    'jobs:',
    ...job('plan', repository, {
      head: ["if: github.event_name == 'pull_request'"],
      permissions: ['contents: read', 'id-token: write', 'pull-requests: write'],
    }),
    '',
    ...job('apply', repository, {
      head: ["if: github.ref == 'refs/heads/main'"],
      permissions: ['actions: read', 'contents: read', 'id-token: write'],
      inputs: ["all: ${{ github.event_name == 'workflow_dispatch' }}"],
    }),
    '',
    ...job('gitops', repository, {
      head: ['needs: apply', "if: ${{ !cancelled() && needs.apply.result == 'success' }}"],
      permissions: ['contents: read'],
      inputs: [`gitops-repository: '${gitopsRepository}'`, 'app-client-id: ${{ vars.GITOPS_APP_CLIENT_ID }}'],
      secrets: ['APP_PRIVATE_KEY: ${{ secrets.APP_PRIVATE_KEY }}'],
    }),
  );
}

/** The workflow that opens the pull request for a promotion. */
export function promoteYml(repository: Repository): string {
  const { gitopsRepository } = repository.github!;
  return lines(
    'name: promote',
    '',
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    '      service:',
    '        required: true',
    '        type: string',
    '      from:',
    '        type: string',
    '        default: staging',
    '      to:',
    '        type: string',
    '        default: production',
    '      only:',
    '        type: choice',
    '        options: [both, image, configuration]',
    '',
    'permissions: {}',
    '',
    'jobs:',
    ...job('promote', repository, {
      head: [],
      permissions: ['contents: read'],
      inputs: [
        ...['service', 'from', 'to', 'only'].map((name) => `${name}: \${{ inputs.${name} }}`),
        `gitops-repository: '${gitopsRepository}'`,
        'app-client-id: ${{ vars.GITOPS_APP_CLIENT_ID }}',
      ],
      secrets: ['APP_PRIVATE_KEY: ${{ secrets.APP_PRIVATE_KEY }}'],
    }),
  );
}

/** The workflow that checks for drift every working day. */
export function driftYml(repository: Repository): string {
  return lines(
    'name: drift',
    '',
    'on:',
    '  schedule:',
    `    - cron: '${minuteOf(repository)} 5 * * 1-5'`,
    '  workflow_dispatch:',
    '',
    'permissions: {}',
    '',
    'jobs:',
    ...job('drift', repository, { head: [], permissions: ['contents: read', 'id-token: write', 'issues: write'] }),
  );
}

/**
 * The workflow that opens the pull request with files that constructs have written anew. It waits for its GitHub App: without the
 * variable, nothing runs.
 *
 * @see https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-variables
 */
export function repositoryYml(repository: Repository): string {
  return lines(
    'name: repository',
    '',
    'on:',
    '  push:',
    '    branches: [main]',
    `    paths: ['${INFRASTRUCTURE_FOLDER}/**']`,
    '  workflow_dispatch:',
    '',
    'permissions: {}',
    '',
    'jobs:',
    ...job('repository', repository, {
      head: ["if: vars.REPOSITORY_APP_CLIENT_ID != ''"],
      permissions: ['contents: read'],
      inputs: [
        `service: ${repository.service}`,
        'repository: ${{ github.event.repository.name }}',
        'app-client-id: ${{ vars.REPOSITORY_APP_CLIENT_ID }}',
      ],
      secrets: ['APP_PRIVATE_KEY: ${{ secrets.APP_PRIVATE_KEY }}'],
    }),
  );
}

/** Spreads the repositories over the hour. */
function minuteOf({ name, withApplication }: Repository): string {
  return withApplication ? 'skeleton-minute' : String(hashedMinute(name));
}

function hashedMinute(name: string): number {
  return createHash('sha256').update(name).digest().readUInt16BE() % 60;
}

/** The workflows that synthesise, for which packages are installed. */
const SYNTHESISE = ['plan', 'apply', 'gitops', 'drift', 'repository'];

interface Job {
  readonly head: readonly string[];
  readonly permissions: readonly string[];
  readonly inputs?: readonly string[];
  readonly secrets?: readonly string[];
}

/** A job that calls the reusable workflow with the same name. */
function job(name: string, repository: Repository, { head, permissions, inputs = [], secrets = [] }: Job): string[] {
  const { github, python, withApplication } = repository;
  const { repository: location, commit, tag }: Workflows = github!.workflows;
  const index = python ? ['PYTHON_INDEX_TOKEN: ${{ secrets.PYTHON_INDEX_TOKEN }}'] : [];
  const given = [...(withApplication ? [`folder: ${INFRASTRUCTURE_FOLDER}`] : []), ...inputs];
  return [
    `  ${name}:`,
    ...head.map((line) => `    ${line}`),
    '    permissions:',
    ...permissions.map((line) => `      ${line}`),
    `    uses: ${location}/.github/workflows/${name}.yml@${commit}${tag === undefined ? '' : ` # ${tag}`}`,
    ...(given.length > 0 ? ['    with:', ...given.map((line) => `      ${line}`)] : []),
    '    secrets:',
    '      NODE_AUTH_TOKEN: ${{ secrets.NODE_AUTH_TOKEN }}',
    ...[...(SYNTHESISE.includes(name) ? index : []), ...secrets].map((line) => `      ${line}`),
  ];
}
