import * as path from 'node:path';
import { DashboardDelivery, LogCollector, ObservabilityPlatform, PlatformStack, Slo } from '@golden-path/constructs';
import type { ObservabilityPlatformProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import type { GrafanaDashboard } from '../../lib/observability/dashboards/grafana';
import { panelsOf } from '../../lib/observability/dashboards/panels';
import { platformDashboard } from '../../lib/observability/dashboards/platform-dashboard';
import { serviceDashboard } from '../../lib/observability/dashboards/service-dashboard';
import { plain } from '../../lib/observability/dashboards/text';
import { dashboardUid, teamUid } from '../../lib/observability/dashboards/uid';
import { FLUENT_BIT_SIGNALS } from '../../lib/observability/logs/collector-signals';
import { platformRoutes } from '../../lib/observability/platform/platform-routes';
import { faultOfQuery } from '../../lib/observability/promql/parse';
import { Team } from '../../lib/platform/team';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform } from '../support/platform';
import { temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { observed } from './support';

function platformFiles(props: ObservabilityPlatformProps): Record<string, string> {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new PlatformStack(app, 'platform-production', { platform: aPlatform(), environment: 'production' });
  new ObservabilityPlatform(stack, 'Observability', props);
  app.synth();
  return filesIn(path.join(app.outdir, 'gitops/platform/production/observability'));
}

const refusal = (props: ObservabilityPlatformProps) => thrownBy(() => platformFiles(props));

describe('ObservabilityPlatform', () => {
  const files = platformFiles({ logsEndpoint: 'http://loki.logs.svc/otlp', slackSecret: 'slack', pagerDutySecret: 'pagerduty' });
  const read = (name: string) => load(files[name]) as Json;
  const measuredIn = (dashboard: string) => [...new Set(dashboard.match(/otelcol(?=_)|fluentbit(?=_)/g) ?? [])];

  test('writes a collector that reads the pods of its node and sends to the endpoint', () => {
    const config = load(read('configmap-otel-collector.yaml').data['config.yaml']) as Json;
    expect(config.exporters.otlphttp.endpoint).toBe('http://loki.logs.svc/otlp');
    const { containers, volumes } = read('daemonset-otel-collector.yaml').spec.template.spec;
    expect(volumes.map(({ hostPath }: Json) => hostPath?.path)).toContain('/var/log/pods');
    expect(containers[0].securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
  });

  test('sends each alert to its team, and what has none to the platform team', () => {
    const { inhibitRules, receivers, route } = read('alertmanagerconfig-golden-path.yaml').spec;
    expect(route.receiver).toBe('platform-ticket');
    const names = receivers.map(({ name }: Json) => name);
    const used = (each: Json): string[] => [each.receiver, ...(each.routes ?? []).flatMap(used)];
    expect(used(route).filter((name) => !names.includes(name))).toEqual([]);
    expect(route.routes.find(({ receiver }: Json) => receiver === 'payments-ticket').matchers).toEqual(
      [{ name: 'team', value: 'payments', matchType: '=' }],
    );
    expect(inhibitRules[0].equal).toEqual(['environment', 'service', 'slo']);
  });

  test.each([
    ['a team without a channel', { slackSecret: 'slack' }, [['#ops'], ['#ops']]],
    ['a ticket where there is no Slack', { pagerDutySecret: 'pagerduty' }, [['shop'], ['shop']]],
  ])('leaves %s with nobody: never', (_, secrets, expected) => {
    const [fallback, team] = [new Team({ name: 'platform', slackChannel: 'ops' }), new Team({ name: 'shop' })];
    const { receivers } = platformRoutes({ namespace: 'observability', teams: [team, fallback], fallback, ...secrets }).spec as Json;
    const told = ({ pagerdutyConfigs = [], slackConfigs = [] }: Json) => [
      ...(slackConfigs as Json[]).map(({ channel }) => channel as string),
      ...(pagerdutyConfigs as Json[]).map(({ routingKey }) => routingKey.key as string),
    ];
    expect((receivers as Json[]).slice(0, 2).map(told)).toEqual(expected);
  });

  test('has promises of its own, recorded as those of a service', () => {
    const records = (read('prometheusrule-platform.yaml').spec.groups as Json[]).flatMap(({ rules }) => rules as Json[]);
    expect(new Set(records.map(({ labels }) => labels.slo))).toEqual(new Set(['scaffold', 'plan', 'catalog-search']));
  });

  test('writes GrafanaDashboards by choice, and no collector without an endpoint', () => {
    const other = platformFiles({ dashboards: DashboardDelivery.GRAFANA_OPERATOR, objectives: [Slo.availability(99)] });
    expect(Object.keys(other)).toContain('grafanadashboard-dashboard-platform.yaml');
    expect(Object.keys(other).filter((name) => name.includes('collector'))).toEqual([]);
    expect(measuredIn(other['grafanadashboard-dashboard-platform.yaml'])).toEqual([]);
    expect(measuredIn(files['configmap-dashboard-platform.yaml'])).toEqual(['otelcol']);
  });

  test('writes Fluent Bit by choice', () => {
    const image = 'cr.fluentbit.io/fluent/fluent-bit:4.1.0';
    const other = platformFiles({ logsEndpoint: 'https://logs.acme.io/otlp', logCollector: LogCollector.FLUENT_BIT, logCollectorImage: image });
    const [output] = (load((load(other['configmap-fluent-bit.yaml']) as Json).data['fluent-bit.yaml']) as Json).pipeline.outputs;
    expect(output).toMatchObject({ host: 'logs.acme.io', port: 443, tls: true, logs_uri: '/otlp/v1/logs' });
    const [endpoint] = (load(other['podmonitor-fluent-bit.yaml']) as Json).spec.podMetricsEndpoints as Json[];
    expect(endpoint).toEqual({ portNumber: 2020, path: '/api/v2/metrics/prometheus' });
    expect(measuredIn(other['configmap-dashboard-platform.yaml'])).toEqual(['fluentbit']);
    expect(Object.keys(other).filter((name) => name.startsWith('alertmanagerconfig'))).toEqual([]);
  });

  test('refuses a collector that does not know where logs go, and Fluent Bit without its image', () => {
    expect(refusal({ logCollector: LogCollector.OPENTELEMETRY }).message).toContain('give logsEndpoint, or leave logCollector out');
    expect(refusal({ logsEndpoint: 'http://a', logCollector: LogCollector.FLUENT_BIT }).message).toContain('an image of Fluent Bit');
    expect(refusal({ namespace: 'Not a name' }).message).toContain('namespace');
  });
});

describe('a dashboard', () => {
  const text = observed({ environments: ['production'] })['gitops/apps/checkout/manifests/production/configmap-checkout-dashboard.yaml'];
  const written = JSON.parse(Object.values((load(text) as Json).data)[0] as string) as GrafanaDashboard;
  const platform = platformDashboard({ environment: 'production', service: 'platform', links: [], collector: FLUENT_BIT_SIGNALS });

  test('of a service is named after its namespace and links to its runbook', () => {
    expect(written.uid).toBe('checkout-production');
    expect(written.links.map(({ title }) => title)).toContain('Runbook');
    expect(written.annotations.list[0].expr).toContain('kube_replicaset_created{namespace="checkout-production"}');
  });

  test.each([['a service', written], ['the platform', platform]])('of %s has queries that can be read, and panels of their own', (_, { panels }) => {
    const all = panelsOf(panels);
    const filled = (expr: string) => expr.replaceAll('$__rate_interval', '5m');
    expect(all.flatMap(({ targets }) => targets.map(({ expr }) => faultOfQuery(filled(expr)))).filter(Boolean)).toEqual([]);
    expect(faultOfQuery('sum(rate(up[5m])')).toBeDefined();
    const ids = [...panels, ...all].map(({ id }) => id);
    expect(new Set(ids).size).toBe(new Set([...panels.map(({ id }) => id), ...all.map(({ id }) => id)]).size);
    const cells = all.flatMap(({ gridPos: { h, w, x, y } }) => Array.from({ length: h * w }, (__, at) => `${x + (at % w)},${y + Math.floor(at / w)}`));
    expect(new Set(cells).size).toBe(cells.length);
  });

  test('keeps a name in its query, whatever the name is', () => {
    const name = 'a"} or up{x="$pod[[b]]';
    const subject = { service: 'shop', environment: 'staging', account: '1', namespace: name };
    const { panels } = serviceDashboard({ subject, team: 'a', hasObjectives: true, hasJobs: true, dependencies: [], links: [] });
    const { expr } = panelsOf(panels).at(-1)!.targets[0];
    expect(expr).toContain('namespace="a\\"} or up{x=\\"$pod[[b]]"');
    expect(faultOfQuery(expr)).toBeUndefined();
  });

  test.each(['$pod', '${pod}', '[[pod]]', '{{pod}}', '<b>'])('shows %s as text', (hostile) => {
    expect(plain(hostile)).not.toContain(hostile);
    expect(plain(hostile).replaceAll('\u2060', '')).toBe(hostile);
  });

  test('has a uid that Grafana takes and that no other has', () => {
    const long = 'a'.repeat(60);
    expect(dashboardUid(long)).toHaveLength(40);
    expect(dashboardUid(long)).not.toBe(dashboardUid(`${long}b`));
    expect(teamUid('payments', 'production')).toBe('team_payments-production');
  });
});
