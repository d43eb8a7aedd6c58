import { Release } from '@cdktf/provider-helm/lib/release';
import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { JobV1 } from '@cdktf/provider-kubernetes/lib/job-v1';
import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { GitOpsApp, ObjectPatch } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { explain, ordinary, own } from './entry';

const labels = { app: 'worker' };
const selector = { matchLabels: labels };

/** A pod that Pod Security `restricted` lets in. */
const pod = (more = {}) => ({
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: '1000', seccompProfile: { type: 'RuntimeDefault' } },
  container: [{
    name: 'worker', image: 'ghcr.io/acme/payment-worker:1.8.2', resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  }],
  ...more,
});
const deployment = (scope: Construct, service: MicroserviceInfra, more = {}) =>
  new DeploymentV1(scope, 'Worker', {
    metadata: own(service, 'worker'), spec: { replicas: '2', selector, template: { metadata: { labels }, spec: pod(more) } },
  });
const job = (restartPolicy: string, more = {}) => ({ template: { metadata: { labels }, spec: pod({ restartPolicy, ...more }) } });
const manifest = (scope: Construct, apiVersion: string, kind: string, metadata: object, spec: object) =>
  new Manifest(scope, kind, { manifest: { apiVersion, kind, metadata, spec } });

export const WORKLOADS = [
  ordinary('workloads: a deployment of a worker', (stack, service) => void deployment(stack, service)),
  ordinary('workloads: a worker under the account of the service', (stack, service) => {
    deployment(stack, service, { serviceAccountName: service.serviceAccountName });
  }),
  ordinary('workloads: a worker with settings and a temporary folder', (stack, service) => {
    deployment(stack, service, { volume: [{ name: 'tmp', emptyDir: {} }, { name: 'settings', configMap: { name: 'settings' } }] });
  }),
  ordinary('workloads: a job each night', (stack, service) => {
    new CronJobV1(stack, 'Nightly', {
      metadata: own(service, 'nightly'), spec: { schedule: '0 3 * * *', concurrencyPolicy: 'Forbid', jobTemplate: { metadata: {}, spec: job('OnFailure') } },
    });
  }),
  ordinary('workloads: a migration', (stack, service) => {
    new JobV1(stack, 'Migrate', { metadata: own(service, 'migrate'), spec: job('Never'), waitForCompletion: true });
  }),
  ordinary('workloads: a set with volumes', (stack, service) => {
    new StatefulSetV1(stack, 'Set', {
      metadata: own(service, 'index'),
      spec: {
        serviceName: 'index', replicas: '3', selector, template: { metadata: { labels }, spec: pod() },
        volumeClaimTemplate: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } }],
      },
    });
  }),
  ordinary('workloads: a claim of a volume', (stack, service) => {
    new PersistentVolumeClaimV1(stack, 'Claim', {
      metadata: own(service, 'files'), spec: { accessModes: ['ReadWriteMany'], storageClassName: 'efs', resources: { requests: { storage: '5Gi' } } },
    });
  }),
  ordinary('workloads: a disruption budget of the worker', (stack, service) => {
    new PodDisruptionBudgetV1(stack, 'Budget', { metadata: own(service, 'worker'), spec: { maxUnavailable: '1', selector } });
  }),
  ordinary('workloads: an autoscaler of the worker', (stack, service) => {
    new HorizontalPodAutoscalerV2(stack, 'Scaler', {
      metadata: own(service, 'worker'),
      spec: {
        minReplicas: 2, maxReplicas: 6, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
        metric: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
      },
    });
  }),
  ordinary('workloads: a ScaledObject of KEDA', (stack, service) => {
    manifest(stack, 'keda.sh/v1alpha1', 'ScaledObject', own(service, 'worker'), {
      scaleTargetRef: { name: 'worker' }, minReplicaCount: 0, maxReplicaCount: 10,
      triggers: [{ type: 'cron', metadata: { timezone: 'Europe/Berlin', start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '5' } }],
    });
  }),
  ordinary('workloads: advice about resources', (stack, service) => {
    manifest(stack, 'autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', own(service, 'worker'), {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' }, updatePolicy: { updateMode: 'Off' },
    });
  }),
  ordinary('workloads: a certificate of cert-manager', (stack, service) => {
    manifest(stack, 'cert-manager.io/v1', 'Certificate', own(service, 'admin'), {
      secretName: 'admin-tls', dnsNames: ['admin.payments.acme.io'], issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
    });
  }),
  ordinary('workloads: a route of a gateway', (stack, service) => {
    manifest(stack, 'gateway.networking.k8s.io/v1', 'HTTPRoute', own(service, 'admin'), {
      parentRefs: [{ name: 'internal', namespace: 'gateways' }], hostnames: ['admin.payments.acme.io'],
      rules: [{ backendRefs: [{ name: 'admin', port: 80 }] }],
    });
  }),
  ordinary('workloads: a secret of External Secrets below the own prefix', (stack, service) => {
    manifest(stack, 'external-secrets.io/v1', 'ExternalSecret', own(service, 'paypal'), {
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' }, refreshInterval: '1h',
      data: [{ secretKey: 'token', remoteRef: { key: 'production/payment-service/paypal', property: 'token' } }],
    });
  }),
  ordinary('workloads: the application with a side container and jobs', (stack, service) => {
    new GitOpsApp(stack, 'App', {
      service, image: 'ghcr.io/acme/payment-service', imageTag: '2.14.0', port: 8080, host: 'payments.acme.io', env: { LOG_LEVEL: 'info' },
      sidecars: [{ name: 'proxy', image: 'ghcr.io/acme/proxy:1.2.0' }], jobs: [{ name: 'settle', schedule: '0 3 * * *' }],
    });
  }),
  ordinary('workloads: the application with a patch, and an object of its own', (stack, service) => {
    const app = new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/payment-service', imageTag: '2.14.0', port: 8080 });
    app.patch('Deployment', ObjectPatch.merge({ spec: { template: { spec: { hostname: 'payments' } } } }), {
      reason: 'the licence of the report engine names this host',
    });
    app.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'payment-flags' }, data: { fast: 'on' } });
  }),
  ordinary('workloads: a chart of a side service in the own namespace', (stack, service, _, reason) => {
    const release = new Release(stack, 'Imgproxy', {
      name: 'imgproxy', namespace: service.namespaceName, repository: 'https://helm.imgproxy.net', chart: 'imgproxy', version: '1.1.0',
      values: [JSON.stringify({ replicaCount: 2, serviceAccount: { create: false } })],
    });
    explain(service, release, reason);
  }, 'what a chart makes is not seen by synth'),
  ordinary('workloads: an object by YAML that is decoded in Terraform', (stack, service, _, reason) => {
    const made = new Manifest(stack, 'Decoded', { manifest: {} });
    made.addOverride('manifest', `\${yamldecode("apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: x\\n  namespace: ${service.namespaceName}\\n")}`);
    explain(service, made, reason);
  }, 'what Terraform puts together is not seen by synth'),
];
