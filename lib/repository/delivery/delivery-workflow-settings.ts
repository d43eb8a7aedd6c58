import type { Limit } from '../../core/limits';
import { oneLine } from '../../core/one-line';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { CODE_REPOSITORY, DELIVERY_WORKFLOW_REF, WORKFLOW, WORKFLOW_REF } from '../../platform/workflow-limits';
import { ServiceLanguage } from '../skeletons/service-language';
import { ImagePlatform } from './delivery-workflow-props';
import type { DeliveryWorkflowProps } from './delivery-workflow-props';

/** A file or folder of a repository. */
const PLACE: Limit = {
  type: 'string',
  pattern: '^(\\.|[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*)$',
  example: 'services/checkout',
  maxLength: 200,
  description: 'a path inside of the repository such as services/checkout, without . and .. in it',
};

const FILE: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$',
  example: 'docker/Dockerfile',
  maxLength: 200,
  description: 'the file in the working directory, such as Dockerfile or docker/Dockerfile, without . and .. in it',
};

const PATTERN: Limit = {
  type: 'string',
  pattern: '^!?[A-Za-z0-9._*?/-]+$',
  example: 'services/checkout/**',
  maxLength: 200,
  description: 'a pattern of paths such as services/checkout/**',
};

/** @see https://git-scm.com/docs/git-check-ref-format */
const BRANCH: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?(/[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?)*$',
  example: 'main',
  maxLength: 200,
  description: 'the name of a branch, without wildcards',
};

const IMAGE: Limit = {
  type: 'string',
  pattern: '^([a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9-]+(\\.[a-z0-9-]+)*:[0-9]{1,5}|localhost)(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)+$',
  example: 'ghcr.io/acme/payment-service',
  maxLength: 200,
  description: 'an image with the host of its registry, and without a tag or digest, such as ghcr.io/acme/payment-service',
};

/** The name of an environment; the platform says which there are. */
const ENVIRONMENT: Limit = { type: 'string', maxLength: 63, description: 'an environment of the platform' };

const COMMAND = oneLine(500, 'make test');

const TABLE = {
  service: { form: { kind: 'object' }, required: true, text: 'The service, of the same stack' },
  language: {
    form: value({ type: 'string', enum: Object.values(ServiceLanguage) }),
    default: undefined,
    defaultText: 'nothing is set up; `commands` is required',
    text: 'The language of its code, a `ServiceLanguage`, which says what to set up and [how to lint and test](#lint-and-test)',
  },
  commands: {
    form: { kind: 'list', limit: COMMAND },
    default: undefined,
    defaultText: 'those of the language',
    text: 'The commands that lint and test',
  },
  image: {
    form: value(IMAGE),
    default: undefined,
    defaultText: '`<imageRegistry>/<service>`',
    text: 'The name of the image, without a tag',
  },
  platforms: {
    form: { kind: 'list', limit: { type: 'string', enum: Object.values(ImagePlatform) } },
    default: [ImagePlatform.AMD64],
    defaultText: '`[ImagePlatform.AMD64]`',
    text: 'The platforms of the image; the other choice is `ImagePlatform.ARM64`, or both',
  },
  workingDirectory: {
    form: value(PLACE),
    default: '.',
    text: 'The folder with the code and the Dockerfile, if a [repository has several services](#several-services-in-one-repository)',
  },
  dockerfile: { form: value(FILE), default: 'Dockerfile', text: 'The Dockerfile in that folder' },
  paths: {
    form: { kind: 'list', limit: PATTERN },
    default: undefined,
    defaultText: 'all files; those of `workingDirectory` and the workflow itself if that is given',
    text: 'The paths whose changes are delivered, as patterns of GitHub',
  },
  branch: { form: value(BRANCH), default: 'main', text: 'The default branch of the repository' },
  staging: {
    form: value(ENVIRONMENT),
    default: undefined,
    defaultText: 'the last one that is not for production',
    text: 'The environment that each commit is deployed to',
  },
  production: {
    form: value(ENVIRONMENT),
    default: undefined,
    defaultText: 'the first one for production; nothing is promoted if there is none',
    text: 'The environment that a pull request promotes it to',
  },
  infrastructureRepository: {
    form: value(CODE_REPOSITORY),
    default: undefined,
    defaultText: 'the repository of the code',
    text: 'The repository with the infrastructure of the service, whose `golden-path sync` writes its folder',
  },
  folder: {
    form: value(PLACE),
    default: '.',
    text: 'The folder with a `package.json` and `package-lock.json` that install the command `golden-path`',
  },
  workflow: {
    form: value(WORKFLOW),
    default: undefined,
    defaultText: '`<organization>/workflows/.github/workflows/delivery.yml`',
    text: 'The reusable workflow that delivers',
  },
  workflowRef: {
    form: value(WORKFLOW_REF),
    default: DELIVERY_WORKFLOW_REF,
    text: 'Its version, one of `workflowRefs` of the [ImagePolicy](image-policy.md): a commit, or a full ref, which can be moved',
  },
} as const satisfies Settings<DeliveryWorkflowProps>;

/** Every setting of a delivery workflow: its check, its default and its documentation. */
export const DELIVERY_WORKFLOW_SETTINGS = new SettingsTable<DeliveryWorkflowProps, typeof TABLE>(TABLE);
