import { ObservabilityPlatform } from '@golden-path/constructs';
import type { PlatformStack } from '@golden-path/constructs';

/** Where logs and alerts of all services go. */
export function observability(stack: PlatformStack): void {
  new ObservabilityPlatform(stack, 'Observability', {
    logsEndpoint: 'http://loki-gateway.logs.svc/otlp',
    slackSecret: 'slack',
    pagerDutySecret: 'pagerduty',
  });
}
