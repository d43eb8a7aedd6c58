import { join } from 'node:path';
import { buildGoSource } from '../go-source';

/** The newest version on Go's module proxy. */
export const PROMETHEUS_OPERATOR = '0.85.0';

/**
 * Builds the operator's admission webhook for PrometheusRules and AlertmanagerConfigs, some 1,000 packages.
 *
 * @returns the program's path
 * @throws with the reason where it cannot be built
 * @see https://prometheus-operator.dev/docs/platform/webhook/
 */
export function buildPrometheusWebhook(): string {
  return buildGoSource({ name: `prometheus-webhook-v${PROMETHEUS_OPERATOR}`, folder: join(__dirname, 'program'), patienceMinutes: 15 });
}
