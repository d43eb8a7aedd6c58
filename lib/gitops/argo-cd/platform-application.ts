import { Release } from '@cdktf/provider-helm/lib/release';
import { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import type { Json } from '../../core/json';
import { checkId } from '../../core/own-place';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { platformContext } from '../../stack/platform-context';
import { IGNORED_DIFFERENCES } from './added-defaults';
import { ARGO_HELM, ArgoCd } from './argo-cd';
import { PLATFORM_KINDS } from './kinds';

/** Which Argo CD it is for. */
export interface PlatformApplicationProps {
  /** The Argo CD of the same stack. */
  readonly argoCd: ArgoCd;
}

const NAME = 'platform';

/** The name of the release, in Helm and in Terraform. */
const RELEASE = 'argocd-platform';

/** The API server of the cluster that Argo CD itself runs in. */
const OWN_CLUSTER = 'https://kubernetes.default.svc';

/** The chart `argocd-apps`, which makes Applications and projects once their kinds are there. */
const CHART_VERSION = '2.0.7';

/**
 * Has Argo CD deploy what the platform team keeps in the GitOps repository, `platform/<environment>`, and thereby the
 * ApplicationSet of the services: after one `terraform apply`, all that follows is commits. It heals by itself and never
 * prunes: a definition that is removed would take every request for data with it.
 *
 * Throws `InvalidProps` outside of a PlatformStack, and where Argo CD deploys to another cluster than its own.
 *
 * @see https://github.com/argoproj/argo-helm/tree/main/charts/argocd-apps
 */
export class PlatformApplication extends Construct {
  /** The release. */
  public readonly release: Release;

  public constructor(scope: Construct, id: string, props: PlatformApplicationProps) {
    super(scope, checkId('PlatformApplication', scope, id));
    const { environment, manifests, platform } = platformContext(this, 'PlatformApplication');
    const given = snapshot(props, ['argoCd']);
    validate(this, environment, given);
    const release = new Release(this, 'Release', {
      name: RELEASE,
      repository: ARGO_HELM,
      chart: 'argocd-apps',
      version: CHART_VERSION,
      namespace: environment.argoCdNamespace,
      atomic: true,
      dependsOn: [given.argoCd.release],
    });
    this.release = fixedAddress(release, RELEASE);
    // Constructs that come later may write into other namespaces. What somebody else set stays.
    let written: string[] | undefined;
    manifests.tellNamespaces((namespaces) => {
      if (release.valuesInput !== written) return;
      written = [valuesOf(platform, environment, namespaces)];
      release.values = written;
    });
  }
}

function validate(construct: Construct, { argoCdDestination, name }: Environment, props: PlatformApplicationProps): void {
  const validation = new Validation(`PlatformApplication at ${construct.node.path}`);
  validation.props(props, { limits: {}, others: ['argoCd'] });
  if (!(props?.argoCd instanceof ArgoCd)) {
    validation.add({ path: 'argoCd', got: show(props?.argoCd), allowed: 'the ArgoCd of the same stack', fix: 'give the ArgoCd' });
  }
  if (argoCdDestination !== OWN_CLUSTER) {
    validation.add({
      path: `environment ${show(name)} argoCdDestination`,
      got: show(argoCdDestination),
      allowed: `'${OWN_CLUSTER}': the platform's objects are of Argo CD's own cluster and of the services' one, which are the same`,
      fix: 'leave argoCdDestination out, or write Applications for both clusters instead',
    });
  }
  validation.throwIfAny();
}

function valuesOf(platform: Platform, environment: Environment, namespaces: readonly string[]): string {
  return JSON.stringify({ projects: projects(platform, environment, namespaces), applications: applications(platform, environment) });
}

/** Argo CD syncs nothing of a folder in which one object is for a namespace that the project does not name. */
function projects({ gitOpsRepository }: Platform, environment: Environment, namespaces: readonly string[]): Json {
  const { argoCdNamespace: namespace, name } = environment;
  const others = namespaces.filter((each) => each !== namespace);
  return {
    [NAME]: {
      namespace,
      description: `What the platform team runs in ${name}`,
      sourceRepos: [gitOpsRepository],
      destinations: [namespace, ...others].map((each) => ({ server: OWN_CLUSTER, namespace: each })),
      clusterResourceWhitelist: PLATFORM_KINDS.cluster,
      namespaceResourceWhitelist: PLATFORM_KINDS.namespaced,
    },
  };
}

/** The kinds of some files come with what others install, which takes minutes. */
function applications({ gitOpsRepository }: Platform, { argoCdNamespace: namespace, name }: Environment): Json {
  return {
    [NAME]: {
      namespace,
      project: NAME,
      source: { repoURL: gitOpsRepository, targetRevision: 'HEAD', path: `platform/${name}`, directory: { recurse: true } },
      destination: { server: OWN_CLUSTER, namespace },
      ignoreDifferences: IGNORED_DIFFERENCES,
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'],
        retry: { limit: 10, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '5m' } },
      },
    },
  };
}
