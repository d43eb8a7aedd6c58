import { GitOpsApp, MicroserviceInfra, ObjectPatch, Rendering } from '@golden-path/constructs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import { loadAll } from 'js-yaml';
import type { ServiceApp } from '../service-app';
import { attacksOn, manifests } from './entry';

const { refused, allowed, safe } = attacksOn('applications', 'pods');

const application = ({ stack, service }: ServiceApp, more: object) => new GitOpsApp(stack, 'App', {
  service, image: 'ghcr.io/acme/payment-service', imageTag: '2.14.0', port: 8080, host: 'payments.acme.io', ...more,
} as GitOpsAppProps);
const prop = (name: string, more: object) => refused(name, (it) => void application(it, more));
const choice = (name: string, why: string, more: object) => allowed(name, why, (it) => void application(it, more));
const patch = (name: string, spec: object) => refused(name, (it) => {
  application(it, {}).patch('Deployment', ObjectPatch.merge({ spec: { template: { spec } } }), { reason: 'the agent of the node needs it' });
});
const added = (name: string, object: object) => refused(name, (it) => void application(it, {}).add(object));
const EKS_TOKEN = '/var/run/secrets/eks.amazonaws.com/serviceaccount';

export const APPLICATIONS = [
  prop('a security context', { securityContext: { privileged: true } }),
  prop("a sidecar's security context", { sidecars: [{ name: 'x', image: 'x:1', securityContext: { privileged: true } }] }),
  prop("a job's security context", { jobs: [{ name: 'x', schedule: '0 3 * * *', securityContext: { privileged: true } }] }),
  prop('the network of the node', { hostNetwork: true }),
  prop('the processes of the node', { hostPID: true }),
  prop('a folder of the node', { volumes: [{ hostPath: '/' }] }),
  patch('the network of the node by a patch', { hostNetwork: true }),
  patch('a folder of the node by a patch', { volumes: [{ name: 'node', hostPath: { path: '/' } }] }),
  patch('root by a patch', { securityContext: { runAsUser: 0 } }),
  refused('another namespace by a patch', (it) => {
    application(it, {}).patch('Service', ObjectPatch.merge({ metadata: { namespace: 'kube-system' } }), { reason: 'it serves the cluster' });
  }),
  refused('a patch that makes a role of a service', (it) => {
    application(it, {}).patch('Service', ObjectPatch.merge({ kind: 'ClusterRole', rules: [] }), { reason: 'it reads the pods' });
  }),
  added('a privileged deployment of its own', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'own' },
    spec: { template: { spec: { containers: [{ name: 'x', image: 'x:1', securityContext: { privileged: true } }] } } },
  }),
  added('a role of its own', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'own' }, rules: [] }),
  added('a pod of its own', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own' }, spec: {} }),
  added('a network policy of its own', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'own' }, spec: {} }),
  added('an object in another namespace', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', namespace: 'kube-system' } }),
  added('a secret of another service', {
    apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'own' },
    spec: { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' }, data: [{ secretKey: 'x', remoteRef: { key: 'production/ledger-worker/db' } }] },
  }),
  prop('another service account', { serviceAccountName: 'default' }),
  prop('a sidecar image with a line break', { sidecars: [{ name: 'x', image: 'a:b\nc' }] }),
  prop('an image with a template', { image: 'ghcr.io/acme/{{ .Values.x }}' }),
  prop('a schedule with a time zone', { jobs: [{ name: 'x', schedule: 'CRON_TZ=UTC 0 3 * * *' }] }),
  prop('a job whose name ends in a line break', { jobs: [{ name: 'x\n', schedule: '0 3 * * *' }] }),
  prop('a host that ends in a line break', { host: 'a.b\n' }),
  prop('a host that is every host', { host: '*' }),
  refused('a service whose name ends in a line break', ({ stack }) => {
    new MicroserviceInfra(stack, 'Second', { serviceName: 'payment-service\n', teamName: 'payments' });
  }),
  safe('variables that look like YAML', (it) => void application(it, {
    rendering: Rendering.MANIFESTS, env: { A: 'x\nhostNetwork: true', B: '{{ .Values }}', C: '&a *b !!js/function' },
  }), (output) => !JSON.stringify(loadAll(manifests(output, 'deployment'))).includes('"hostNetwork":')),
  choice('a writable /proc', 'the container does not start: the runtime mounts nothing over /proc', { writablePaths: ['/proc'] }),
  choice('a writable folder over the token of the role', 'it hides the token only from its own pods', { writablePaths: [EKS_TOKEN] }),
  choice('a writable folder over the token of the API', 'it hides the token only from its own pods', {
    writablePaths: ['/var/run/secrets/kubernetes.io/serviceaccount'],
  }),
  choice('a file over the token of the role', 'the file does not contain a token, so AWS refuses it', { files: { [`${EKS_TOKEN}/token`]: 'x' } }),
  choice('a file at ..', 'the pod does not start, and nothing of the node is reached', { files: { '/etc/..': 'x' } }),
  choice('a file in /proc', 'the container does not start: the runtime mounts nothing over /proc', { files: { '/proc/self/environ': 'x' } }),
  choice("another service's role by a variable", 'that role trusts only the service account of its own service', {
    env: { AWS_ROLE_ARN: 'arn:aws:iam::444455556666:role/ledger-worker-production', AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/x' },
  }),
  choice('a second network by an annotation', 'it requires a plugin in the cluster, and the platform decides which networks that plugin offers', {
    podAnnotations: { 'k8s.v1.cni.cncf.io/networks': 'hostnet' },
  }),
  choice('no seccomp by an annotation', 'Kubernetes reads only the field since 1.27', {
    podAnnotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
  }),
  prop('no AppArmor by an annotation', { podAnnotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } }),
  choice('annotations of a mesh', 'the mesh decides about injection, and its pods are subject to Pod Security like all others', {
    podAnnotations: { 'sidecar.istio.io/inject': 'false', 'vault.hashicorp.com/agent-inject': 'true' },
  }),
  choice('a host of another domain', 'synth does not know who owns a host; two services of one app with one host are refused', { host: 'ledger.internal.acme.io' }),
  choice('a host with a wildcard', 'it covers one level of a domain, and the certificate must cover it too', { host: '*.acme.io' }),
  choice('an image of another registry', 'an admission policy decides which registries are allowed, because it sees every pod, including those of charts', { image: 'evil.example:5000/x' }),
  choice('the tag latest', 'the GitOps repository decides which tag runs; promotion writes digests', { imageTag: 'latest' }),
  choice('a secret in plain text', 'no pattern distinguishes a secret from other text with certainty; a scanner of the repository sees it before synth does', {
    env: { STRIPE_API_KEY: 'sk_live_51Habcdefghijklmnopqrstuvwx' },
  }),
];
