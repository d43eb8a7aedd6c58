import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { many } from '../../core/json';
import { show } from '../../core/problems';
import type { ManifestGuard } from '../../output/manifests';
import { platformContext } from '../../stack/platform-context';
import { argoCdFolder } from './folder';
import { serviceKinds } from './kinds';

/** The name of the project that every service's Application belongs to. */
export const SERVICES_PROJECT = 'services';

/**
 * The bounds of what services may deploy: from the GitOps repository, into the namespaces of their environment and the one
 * of Kafka, the kinds of objects that a service is made of and nothing that belongs to the cluster.
 *
 * Throws `InvalidProps` outside of a PlatformStack.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class ServicesProject extends Construct {
  /** The AppProject. */
  public readonly project: ApiObject;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const context = platformContext(this, 'ServicesProject');
    const { environment, platform } = context;
    const folder = argoCdFolder(environment);
    const server = environment.argoCdDestination;
    const spec = {
      description: `The services of ${environment.name}`,
      sourceRepos: [platform.gitOpsRepository],
      destinations: [
        { server, namespace: `*-${environment.name}` },
        { server, namespace: environment.kafkaNamespace },
      ],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: serviceKinds(platform),
    };
    const metadata = { name: SERVICES_PROJECT, namespace: environment.argoCdNamespace };
    this.project = context.manifests.add(this, folder, { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata, spec }, [
      boundedGuard(),
    ]);
  }
}

/** A project that allows everything is none. */
function boundedGuard(): ManifestGuard {
  return {
    rule: 'repositories, destinations and kinds by name: no bare *, and nothing that belongs to the cluster',
    breach: ({ spec }) => {
      const { sourceRepos, destinations, clusterResourceWhitelist, namespaceResourceWhitelist } = (spec ?? {}) as Json;
      if (canonical(clusterResourceWhitelist ?? []) !== '[]') return `clusterResourceWhitelist: ${show(clusterResourceWhitelist)}`;
      const named = [
        ...(sourceRepos as unknown[]),
        ...[...many(destinations), ...many(namespaceResourceWhitelist)].flatMap((entry) => Object.values(entry)),
      ];
      return named.includes('*') ? 'a bare *' : undefined;
    },
  };
}
