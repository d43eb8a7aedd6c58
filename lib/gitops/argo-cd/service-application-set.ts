import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { ManifestGuard } from '../../output/manifests';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { platformContext } from '../../stack/platform-context';
import { argoCdFolder } from './folder';
import { SYNC_FAILED } from './notifications';
import { SERVICES_PROJECT } from './services-project';

/**
 * Makes an Application of every service that has a file for this environment in the GitOps repository: a pull request that
 * adds one folder is all it takes to deploy.
 *
 * Throws `InvalidProps` outside of a PlatformStack.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 */
export class ServiceApplicationSet extends Construct {
  /** The ApplicationSet. */
  public readonly applicationSet: ApiObject;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const context = platformContext(this, 'ServiceApplicationSet');
    const { environment, platform } = context;
    const folder = argoCdFolder(environment);
    const metadata = { name: SERVICES_PROJECT, namespace: environment.argoCdNamespace };
    this.applicationSet = context.manifests.add(
      this,
      folder,
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: specOf(platform, environment) },
      environment.production ? [keptGuard()] : [],
    );
  }
}

/** In production a folder that disappears takes neither its Application nor what that has made with it. */
const KEPT = { applicationsSync: 'create-update', preserveResourcesOnDeletion: true };

function specOf(platform: Platform, environment: Environment): Json {
  return {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        git: {
          repoURL: platform.gitOpsRepository,
          revision: 'HEAD',
          // An environment's own files alone: the cluster of another one is not this Argo CD's.
          files: [{ path: `apps/*/envs/${environment.name}.yaml` }],
        },
      },
    ],
    ...(environment.production && { syncPolicy: KEPT }),
    template: { metadata: metadataOf(platform), spec: applicationSpec() },
    templatePatch: patchOf(platform),
  };
}

function metadataOf({ domain }: Platform): Json {
  return {
    name: '{{ .service }}-{{ .environment }}',
    labels: {
      'app.kubernetes.io/name': '{{ .service }}',
      [`${domain}/env`]: '{{ .environment }}',
      [`${domain}/team`]: '{{ .team }}',
    },
  };
}

/** Terraform makes the namespace; where it is not there yet, Argo CD tries again until it is. */
function applicationSpec(): Json {
  return {
    project: SERVICES_PROJECT,
    destination: { server: '{{ .cluster }}', namespace: '{{ .namespace }}' },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ['ServerSideApply=true', 'PruneLast=true'],
      retry: { limit: 3, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
    },
  };
}

/** What a service has decides which sources its Application has: a source without files would break it. */
function patchOf({ gitOpsRepository }: Platform): string {
  const repository = JSON.stringify(gitOpsRepository);
  return `{{- if .slackChannel }}
metadata:
  annotations:
    notifications.argoproj.io/subscribe.${SYNC_FAILED}.slack: {{ .slackChannel | toJson }}
{{- end }}
spec:
  sources:
    {{- if .chart }}
    - repoURL: ${repository}
      targetRevision: {{ .revision | toJson }}
      path: {{ printf "apps/%s" .service | toJson }}
      helm:
        releaseName: {{ .service | toJson }}
        valueFiles:
          - values.yaml
          - {{ printf "values-%s.yaml" .environment | toJson }}
    {{- end }}
    {{- if .manifests }}
    - repoURL: ${repository}
      targetRevision: {{ .revision | toJson }}
      path: {{ printf "apps/%s/manifests/%s" .service .environment | toJson }}
    {{- end }}
`;
}

function keptGuard(): ManifestGuard {
  return {
    rule: 'production that outlives its folder: applicationsSync create-update and preserveResourcesOnDeletion',
    breach: ({ spec }) => {
      const policy = ((spec as Json).syncPolicy ?? {}) as Json;
      const lost = Object.entries(KEPT).find(([key, value]) => policy[key] !== value);
      return lost && `syncPolicy.${lost[0]}: ${show(policy[lost[0]])}`;
    },
  };
}
