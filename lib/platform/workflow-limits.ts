import type { Limit } from '../core/limits';

const REPOSITORY_NAME = '[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}';

/** A reusable workflow of GitHub. */
export const WORKFLOW: Limit = {
  type: 'string',
  pattern: `^${REPOSITORY_NAME}/\\.github/workflows/[A-Za-z0-9._-]{1,100}\\.ya?ml$`,
  example: 'acme/workflows/.github/workflows/delivery.yml',
  description: 'a workflow such as acme/workflows/.github/workflows/delivery.yml',
};

/** The version of a workflow, as callers write it after the `@`. */
export const WORKFLOW_REF: Limit = {
  type: 'string',
  pattern: '^([0-9a-f]{40}|refs/(heads|tags)/[A-Za-z0-9][A-Za-z0-9._/-]{0,199})$',
  example: 'refs/tags/v1.2.3',
  description: 'a commit of 40 hexadecimal digits, or a full ref such as refs/tags/v1.2.3',
};

/** A repository of GitHub. */
export const CODE_REPOSITORY: Limit = {
  type: 'string',
  pattern: `^${REPOSITORY_NAME}$`,
  example: 'acme/shop',
  description: 'a repository such as acme/shop',
};

/** The reusable workflow that builds and signs, unless the platform names another one. */
export function deliveryWorkflowOf(organization: string): string {
  return `${organization}/workflows/.github/workflows/delivery.yml`;
}

/** The version of it that is trusted, unless the platform names others. */
export const DELIVERY_WORKFLOW_REF = 'refs/heads/main';
