import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Json } from '../../core/json';
import { checkId } from '../../core/own-place';
import { show } from '../../core/problems';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { toYaml } from '../../core/yaml';
import type { TreeContribution } from '../../output/gitops-tree';
import { owned } from '../../output/manifests';
import { Preflight } from '../../output/preflight';
import { exceptionFor } from '../../platform/image-rules';
import { platformContext } from '../../stack/platform-context';
import type { StackContext } from '../../stack/stack-context';
import { Applications } from '../applications';
import { ImagePolicyEngine } from './image-policy-props';
import type { ImagePolicyProps } from './image-policy-props';
import { IMAGE_POLICY_SETTINGS } from './image-policy-settings';
import { kyvernoPolicy } from './kyverno';
import { exceptionPolicies, imagePolicy } from './policy-controller';
import { trustOf } from './trust';
import type { Trust } from './trust';
import { TrustedWorkflows } from './trusted-workflows';

/**
 * Has the cluster refuse an image of a service that the delivery workflow has not built, signed and attested from the image's
 * own repository, or that is named by its tag alone. Until `imageRules.mode` of the environment says `ENFORCE` it reports and
 * refuses nothing.
 *
 * Kyverno or policy-controller has to be there, and is not installed by this construct.
 *
 * Throws `InvalidProps` with every problem of its props, and outside of a PlatformStack.
 *
 * @see https://kyverno.io/docs/policy-types/image-validating-policy/
 * @see https://docs.sigstore.dev/policy-controller/overview/
 */
export class ImagePolicy extends Construct {
  private readonly objects: ApiObject[];

  public constructor(scope: Construct, id: string, props: ImagePolicyProps = {}) {
    super(scope, checkId('ImagePolicy', scope, id));
    const context = platformContext(this, 'ImagePolicy');
    const given = snapshot(props);
    const { engine, repositories, services } = validated(this, context, given);
    const trust = trustOf(context, given);
    TrustedWorkflows.of(this).set(context.environment.name, { by: this.node.path, workflows: trust.workflows });
    const usesKyverno = engine === ImagePolicyEngine.KYVERNO;
    const documents = usesKyverno ? [kyvernoPolicy(trust)] : exceptionPolicies(trust);
    this.objects = documents.map((document) => context.manifests.add(this, folderOf(context), document));
    if (usesKyverno) return;
    const named = [...services, ...Object.keys(repositories)];
    Preflight.of(this).addFiles(() => policiesOf(this, context, trust, [...named, ...imagesOfApp(this, context, trust)]));
  }

  /** The objects that it writes, but those of single services. You can change them until they are written. */
  public get manifests(): ApiObject[] {
    return readOnlyList(this.objects);
  }
}

function folderOf({ environment: { name } }: StackContext): string {
  return `platform/${name}/images`;
}

function validated(construct: Construct, { environment, platform }: StackContext, props: ImagePolicyProps) {
  const validation = new Validation(`ImagePolicy at ${construct.node.path}`);
  if (!IMAGE_POLICY_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  const { engine = ImagePolicyEngine.KYVERNO, services, workflowRefs } = props;
  if (workflowRefs?.length === 0) {
    const allowed = 'at least one version: nothing would be trusted';
    validation.add({ path: 'workflowRefs', got: '[]', allowed, fix: "write workflowRefs: ['refs/heads/main']" });
  }
  if (services !== undefined && engine === ImagePolicyEngine.KYVERNO) {
    const allowed = 'nothing with Kyverno, whose one policy knows every image by its name';
    validation.add({ path: 'services', got: show(services), allowed, fix: 'remove it, or choose ImagePolicyEngine.POLICY_CONTROLLER' });
  }
  const whole = exceptionFor(environment.imageRules?.exceptions ?? [], `${platform.imageRegistry}/`);
  if (whole) {
    validation.add({
      path: `environment ${show(environment.name)} imageRules.exceptions`,
      got: show(whole.image),
      allowed: `images of others, or single ones of ${platform.imageRegistry}: no image would be checked`,
      fix: 'list the images one by one',
    });
  }
  validation.throwIfAny();
  return IMAGE_POLICY_SETTINGS.resolveAll(props);
}

/** The first parts of the names of the images that the app's services run in this environment. */
function imagesOfApp(construct: Construct, { environment }: StackContext, { prefix }: Trust): string[] {
  return Applications.of(construct)
    .imagesIn(environment.name)
    .filter((image) => image.startsWith(prefix))
    .map((image) => image.slice(prefix.length).split(/[/:@]/)[0]);
}

/** One policy for each name, known only once every service is there. */
function policiesOf(construct: Construct, context: StackContext, trust: Trust, names: readonly string[]): TreeContribution {
  const bodies = [...new Set(names)].sort().map((name) => owned(imagePolicy(trust, name) as Json, context.owner!));
  const nameOf = ({ metadata }: Json): string => String((metadata as Json).name);
  return {
    files: bodies.map((body) => ({
      path: `${folderOf(context)}/clusterimagepolicy-${nameOf(body)}.yaml`,
      text: toYaml(body),
      owner: construct,
    })),
    documents: bodies.map((body) => ({ stack: context.stack.node.id, path: `${construct.node.path}: ${nameOf(body)}`, body })),
    conflicts: [],
  };
}
