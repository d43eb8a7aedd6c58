import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { CODE_REPOSITORY, DELIVERY_WORKFLOW_REF, WORKFLOW, WORKFLOW_REF } from '../../platform/workflow-limits';
import { ImagePolicyEngine } from './image-policy-props';
import type { ImagePolicyProps } from './image-policy-props';

const IMAGE_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$',
  example: 'checkout',
  maxLength: 100,
  description: "the first part of an image's name below the registry, such as checkout",
};

const TABLE = {
  engine: {
    form: value({ type: 'string', enum: Object.values(ImagePolicyEngine) }),
    default: ImagePolicyEngine.KYVERNO,
    defaultText: '`ImagePolicyEngine.KYVERNO`',
    text: 'What verifies images in the cluster; the other choice is `POLICY_CONTROLLER`',
  },
  workflow: {
    form: value(WORKFLOW),
    default: undefined,
    defaultText: '`<organization>/workflows/.github/workflows/delivery.yml`',
    text: 'The reusable workflow that builds and signs',
  },
  workflowRefs: {
    form: { kind: 'list', limit: WORKFLOW_REF },
    default: [DELIVERY_WORKFLOW_REF],
    text:
      'The versions of the workflow that are trusted, as callers write them after the `@`: commits, or full refs such as ' +
      '`refs/tags/v1.2.3`',
  },
  repositories: {
    form: { kind: 'map', keys: IMAGE_NAME, limit: CODE_REPOSITORY },
    default: {},
    defaultText: 'each image is built from `<organization>/<first part of its name>`',
    text: 'The repositories of images that are not called like them, by the first part of their names',
  },
  services: {
    form: { kind: 'list', limit: IMAGE_NAME },
    default: [],
    defaultText: 'those of the services of this app, and of `repositories`',
    text: 'Images besides those of this app, of which `POLICY_CONTROLLER` is told one by one; Kyverno needs no list',
  },
} as const satisfies Settings<ImagePolicyProps>;

/** The settings of an ImagePolicy. */
export const IMAGE_POLICY_SETTINGS = new SettingsTable<ImagePolicyProps, typeof TABLE>(TABLE);
