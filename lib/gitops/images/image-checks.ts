import { listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { SignedServices } from '../../output/signed-services';
import { exceptionFor, imageRulesOf, ImagePolicyMode } from '../../platform/image-rules';
import { DELIVERY_WORKFLOW_REF, deliveryWorkflowOf } from '../../platform/workflow-limits';
import type { AppEntry } from '../applications';
import { workflowAt } from './trust';
import { TrustedWorkflows } from './trusted-workflows';
import { usedImages } from './used-images';

/** A use of images, as the checks see it. */
interface Use {
  readonly entry: AppEntry;
  readonly image: string;
  readonly places: readonly string[];
  /** Whether it is the application's own image, which its delivery writes by digest. */
  readonly isOwn: boolean;
}

/**
 * An image that is not the one that the service's delivery builds, and what the cluster would refuse of an application's images: nothing
 * until its environment enforces the rules.
 */
export function imageProblems(entry: AppEntry): Problem[] {
  const { context } = entry;
  const rules = imageRulesOf(context.environment);
  const others = undelivered(entry);
  if (rules.mode !== ImagePolicyMode.ENFORCE) return others;
  const uses = usesOf(entry).filter(({ image }) => !exceptionFor(rules.exceptions, image));
  return [
    ...others,
    ...uses.filter((use) => !isOurs(use)).map(foreign),
    ...uses.filter((use) => isOurs(use) && !hasDigest(use)).map(movable),
    ...unsigned(entry, rules.signedElsewhere, uses),
    ...untrusted(entry),
  ];
}

function usesOf(entry: AppEntry): Use[] {
  const { digest, repository, tag } = entry.values().image;
  const own = digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
  const used = usedImages(entry.documents());
  return [...new Set(used.map(({ image }) => image))].map((image) => ({
    entry,
    image,
    places: used.filter((each) => each.image === image).map(({ place }) => place),
    isOwn: image === own,
  }));
}

function isOurs({ entry, image }: Use): boolean {
  return image.startsWith(`${entry.context.platform.imageRegistry}/`);
}

function hasDigest({ entry, image, isOwn }: Use): boolean {
  return image.includes('@') || (isOwn && SignedServices.of(entry.construct).has(entry.service.serviceName));
}

/** The delivery writes the digest of what it builds: of another image there is none with that digest. */
function undelivered({ construct, context, service, values }: AppEntry): Problem[] {
  const delivered = SignedServices.of(construct).imageOf(service.serviceName);
  if (delivered === undefined) return [];
  const { repository } = values().image;
  const { by, image = `${context.platform.imageRegistry}/${service.serviceName}` } = delivered;
  if (repository === image) return [];
  return [
    {
      path: `${construct.node.path}: image`,
      got: show(repository),
      allowed: `${show(image)}, which the DeliveryWorkflow at ${by} builds, and of which it writes the digest`,
      fix: `write the same image in both, or remove the DeliveryWorkflow if somebody else builds ${show(repository)}`,
    },
  ];
}

function foreign({ entry, image, places }: Use): Problem {
  const { environment, platform } = entry.context;
  const entryOfList = `{ image: '${nameOf(image)}@sha256:*', reason: '...' }`;
  return {
    path: `${entry.construct.node.path}: ${places[0]}`,
    got: show(image),
    allowed: `an image of ${platform.imageRegistry}, or one that imageRules of ${show(environment.name)} lists`,
    fix: `ask the platform team for ${entryOfList} in exceptions, or build it into an image of your own`,
  };
}

/** An image without its tag and digest. */
function nameOf(image: string): string {
  return image.split('@')[0].replace(/:[^/:]*$/, '');
}

function movable({ entry, image, isOwn, places }: Use): Problem {
  const named = `write ${nameOf(image)}@sha256:..., the digest of that tag`;
  return {
    path: `${entry.construct.node.path}: ${places[0]}`,
    got: show(image),
    allowed: `an image by its digest: the cluster of ${show(entry.context.environment.name)} refuses a tag`,
    fix: isOwn ? "give imageDigest: 'sha256:...'" : named,
  };
}

function unsigned(entry: AppEntry, signedElsewhere: readonly string[], uses: readonly Use[]): Problem[] {
  const { construct, context, service } = entry;
  const { serviceName } = service;
  const isSigned = SignedServices.of(construct).has(serviceName) || signedElsewhere.includes(serviceName);
  if (isSigned || !uses.some((use) => use.isOwn && isOurs(use))) return [];
  return [
    {
      path: construct.node.path,
      got: `the service ${show(serviceName)}, whose delivery does not sign its image`,
      allowed: `services with signed images: the cluster of ${show(context.environment.name)} refuses any other`,
      fix: 'if the delivery workflow signs it, have the platform team list the service in imageRules.signedElsewhere',
    },
  ];
}

/** A delivery whose signature the cluster does not take, if the policy of the cluster is in the same app. */
function untrusted({ construct, context: { environment, platform }, service }: AppEntry): Problem[] {
  const trusted = TrustedWorkflows.of(construct).in(environment.name);
  const delivered = SignedServices.of(construct).imageOf(service.serviceName);
  if (trusted === undefined || delivered === undefined) return [];
  const { by, workflow = deliveryWorkflowOf(platform.organization), workflowRef = DELIVERY_WORKFLOW_REF } = delivered;
  const signer = workflowAt(workflow, workflowRef);
  if (trusted.workflows.includes(signer)) return [];
  return [
    {
      path: `${by}: workflowRef`,
      got: `'${signer}'`,
      allowed: `a workflow that the ImagePolicy at ${trusted.by} trusts in ${show(environment.name)}: ${listed(trusted.workflows)}`,
      fix: 'add its version to workflowRefs of the ImagePolicy first, or call one of these',
    },
  ];
}
