import { WORKFLOW_ISSUER } from '../../platform/attestations';
import { imageRulesOf, ImagePolicyMode } from '../../platform/image-rules';
import type { ImageException } from '../../platform/image-rules';
import { deliveryWorkflowOf } from '../../platform/workflow-limits';
import type { StackContext } from '../../stack/stack-context';
import type { ImagePolicyProps } from './image-policy-props';
import { IMAGE_POLICY_SETTINGS } from './image-policy-settings';

const GITHUB = 'https://github.com';

/** Whose images a cluster trusts. */
export interface Trust {
  readonly isEnforced: boolean;
  readonly exceptions: readonly ImageException[];
  readonly issuer: string;
  /** The workflow at each version, as a certificate names it. */
  readonly workflows: readonly string[];
  /** What the names of our images begin with. */
  readonly prefix: string;
  /** What the addresses of repositories begin with that are called like their images. */
  readonly owner: string;
  /** The addresses of the others, by the first part of the image's name. */
  readonly repositories: Readonly<Record<string, string>>;
  /** The label that namespaces of services have. */
  readonly label: string;
}

/**
 * Who may build what: the reusable workflow, since a caller cannot change what it does, and for each image the repository that
 * called it.
 *
 * @see https://docs.github.com/en/actions/concepts/security/artifact-attestations
 */
export function trustOf({ environment, platform }: StackContext, props: ImagePolicyProps): Trust {
  const { mode, exceptions } = imageRulesOf(environment);
  const { domain, imageRegistry, organization } = platform;
  const { workflow = deliveryWorkflowOf(organization), workflowRefs, repositories } =
    IMAGE_POLICY_SETTINGS.resolveAll(props);
  return {
    isEnforced: mode === ImagePolicyMode.ENFORCE,
    exceptions,
    issuer: WORKFLOW_ISSUER,
    workflows: workflowRefs.map((ref) => workflowAt(workflow, ref)),
    prefix: `${imageRegistry}/`,
    owner: `${GITHUB}/${organization}/`,
    repositories: Object.fromEntries(
      Object.keys(repositories)
        .sort()
        .map((image) => [image, `${GITHUB}/${repositories[image]}`]),
    ),
    label: `${domain}/team`,
  };
}

/** A workflow at a version, as a certificate names it. */
export function workflowAt(workflow: string, ref: string): string {
  return `${GITHUB}/${workflow}@${ref}`;
}

/** The repository that an image has to be built from. */
export function repositoryOf({ owner, repositories }: Trust, image: string): string {
  return repositories[image] ?? `${owner}${image}`;
}

/** The reasons of the exceptions, for whoever reads the policy. */
export function noteOf({ expires, image, reason }: ImageException): string {
  return `${image}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`;
}

/** The annotation that lists the exceptions; nothing where there are none. */
export function annotationsOf({ exceptions, label }: Trust): { readonly annotations?: Record<string, string> } {
  if (exceptions.length === 0) return {};
  return { annotations: { [label.replace(/team$/, 'image-exceptions')]: exceptions.map(noteOf).join('\n') } };
}
