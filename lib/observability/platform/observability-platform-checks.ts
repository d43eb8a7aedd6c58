import { listed } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Team } from '../../platform/team';
import { LogCollector } from './observability-platform-props';
import type { ObservabilityPlatformProps } from './observability-platform-props';
import { OBSERVABILITY_PLATFORM_SETTINGS } from './observability-platform-settings';

/** Checks each prop by itself, and those that mean nothing without another one. */
export function validateObservabilityPlatform(validation: Validation, props: ObservabilityPlatformProps): void {
  if (!OBSERVABILITY_PLATFORM_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  const { logCollector, logCollectorImage, logsEndpoint } = props;
  for (const [path, given] of Object.entries({ logCollector, logCollectorImage })) {
    if (given === undefined || logsEndpoint !== undefined) continue;
    const fix = `give logsEndpoint, or leave ${path} out`;
    validation.add({ path, got: 'a collector without logsEndpoint', allowed: 'a collector that knows where logs go', fix });
  }
  if (logCollector === LogCollector.FLUENT_BIT && logCollectorImage === undefined) {
    const fix = "name the version that you run, such as logCollectorImage: 'cr.fluentbit.io/fluent/fluent-bit:4.1.0'";
    validation.add({ path: 'logCollectorImage', got: 'nothing', allowed: 'an image of Fluent Bit 3.1 or newer', fix });
  }
  validation.throwIfAny();
}

/** With only a webhook, a team without a channel would not be notified, unless the platform team has a channel to stand in for it. */
export function checkChannels(validation: Validation, props: ObservabilityPlatformProps, teams: readonly Team[], fallback: Team): void {
  if (props.slackSecret === undefined || props.pagerDutySecret !== undefined || fallback.slackChannel !== undefined) return;
  const silent = teams.filter(({ slackChannel }) => slackChannel === undefined).map(({ name }) => name);
  if (silent.length === 0) return;
  const fix = `give the team ${fallback.name} a slackChannel: it stands in for teams without one; or give pagerDutySecret`;
  validation.add({ path: 'slackSecret', got: `no channel for ${listed(silent)}`, allowed: 'a channel for each team', fix });
}
