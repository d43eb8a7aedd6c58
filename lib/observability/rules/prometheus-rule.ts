import type { ManifestProps } from '../../output/manifests';
import type { RuleGroup } from './rule';

/**
 * The rules of a service as the operator of Prometheus reads them.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export function prometheusRule(name: string, namespace: string, groups: readonly RuleGroup[]): ManifestProps {
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name, namespace }, spec: { groups } };
}
