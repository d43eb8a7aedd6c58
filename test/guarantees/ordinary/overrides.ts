import { Peer } from '@golden-path/constructs';
import { ordinary } from './entry';

export const OVERRIDES = [
  ordinary('overrides: a slower autoscaler', (_, service) => {
    service.autoscaler!.addOverride('spec.behavior', [{ scale_down: [{ policy: [{ type: 'Pods', value: 1, period_seconds: 60 }] }] }]);
  }),
  ordinary('overrides: a further metric for the autoscaler', (_, service) => {
    service.autoscaler!.addOverride('spec.metric.1', {
      type: 'External', external: { metric: { name: 'queue_length' }, target: { type: 'AverageValue', average_value: '30' } },
    });
  }),
  ordinary('overrides: other bounds for the autoscaler', (_, service) => {
    service.autoscaler!.addOverride('spec.max_replicas', 40);
  }),
  ordinary('overrides: a larger quota', (_, service) => {
    service.quota.addOverride('spec.hard', { 'limits.memory': '24Gi', 'pods': '40', 'requests.cpu': '14', 'requests.memory': '15Gi' });
  }),
  ordinary('overrides: other limits for containers', (_, service) => {
    service.limits.addOverride('spec.limit.0.default', { memory: '1Gi' });
  }),
  ordinary('overrides: a stricter disruption budget', (_, service) => {
    service.disruptionBudget!.addOverride('spec.min_available', '75%');
  }),
  ordinary('overrides: a label and an annotation of the team on the namespace', (_, service) => {
    const { name, labels, annotations } = service.namespace.metadataInput!;
    service.namespace.putMetadata({
      name, labels: { ...labels, 'acme.io/tier': 'gold' }, annotations: { ...annotations, 'acme.io/contact': '#team-payments' },
    });
  }),
  ordinary('overrides: a longer wait for the namespace', (_, service) => service.namespace.addOverride('timeouts', { delete: '15m' })),
  ordinary('overrides: a token for the API in the pods', (_, service) => { service.serviceAccount.automountServiceAccountToken = true; }),
  ordinary('overrides: pull secrets of the service account', (_, service) => service.serviceAccount.addOverride('image_pull_secret', [{ name: 'ghcr' }])),
  ordinary('overrides: a tag of the team on the role', (_, service) => service.role.addOverride('tags.tier', 'gold')),
  ordinary('overrides: a permissions boundary of the platform', (_, service) => {
    service.role.permissionsBoundary = 'arn:aws:iam::444455556666:policy/boundary';
  }),
  ordinary('overrides: a description of the role', (_, service) => service.role.addOverride('description', 'the pods of payment-service')),
  ordinary('overrides: no limits for containers', (_, service) => void service.node.tryRemoveChild('Limits')),
  ordinary('overrides: a further port in a rule of the library', (_, service) => {
    service.allowTo(Peer.service('ledger-worker'), 8080, 'books refunds').addOverride('spec.egress.0.ports.1', { port: '9090', protocol: 'TCP' });
  }),
  ordinary('overrides: fewer callers in a rule of the library', (_, service) => {
    service.allowFrom(Peer.namespace('ingress-nginx'), 8080, 'requests')
      .addOverride('spec.ingress.0.from.0.pod_selector', { match_labels: { app: 'controller' } });
  }),
  ordinary('overrides: tags of the team for everything in AWS', (stack) => {
    stack.addOverride('provider.aws.0.default_tags.0.tags.tier', 'gold');
  }),
  ordinary('overrides: more retries of the provider', (stack) => stack.addOverride('provider.aws.0.max_retries', 10)),
  ordinary('overrides: a newer Terraform', (stack) => stack.addOverride('terraform.required_version', '>= 1.11.0')),
  ordinary('overrides: the namespace before the budget', (_, service) => service.quota.addOverride('depends_on', ['kubernetes_limit_range_v1.limits'])),
];
