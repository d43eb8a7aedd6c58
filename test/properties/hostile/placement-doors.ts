import { Autoscaling, GitOpsApp, ScalingMetric, Spread } from '@golden-path/constructs';
import type { AppWorkload } from '@golden-path/constructs';
import type { Door } from './doors';
import { SAMPLES } from './samples';
import type { World } from './world';

/** An application with a worker that has what a door gives. */
const worker = (props: (given: never[]) => Partial<AppWorkload>): Door['open'] => ({ stack, service }, given) =>
  new GitOpsApp(stack, 'App', {
    service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080, workloads: [{ name: 'worker', ...props(given) }],
  });

const scaled = (make: (...given: never[]) => Autoscaling) => worker((given) => ({ autoscaling: make(...given) }));
const metric = (make: (...given: never[]) => ScalingMetric) => scaled((...given) => (
  Autoscaling.hpa({ minReplicas: 1, maxReplicas: 2, metrics: [make(...given)] })
));
const spread = (make: (...given: never[]) => Spread) => worker((given) => ({ scheduling: { spread: make(...given) } }));
const withSamples = (name: string, ...own: unknown[]) => (world: World) => SAMPLES[name](world).map((options) => [...own, options]);

/** What says how pods scale and keep apart. */
export const PLACEMENT_DOORS: Readonly<Record<string, Door>> = {
  'Autoscaling.hpa': { arguments: withSamples('HpaOptions'), open: scaled(Autoscaling.hpa) },
  'Autoscaling.keda': { arguments: withSamples('KedaOptions'), open: scaled(Autoscaling.keda) },
  'ScalingMetric.pods': { arguments: () => [['qx-metric', '7']], open: metric(ScalingMetric.pods) },
  'ScalingMetric.object': {
    arguments: (world) => SAMPLES.MetricObject(world).map((described) => [described, 'qx-metric', '7']),
    open: metric(ScalingMetric.object),
  },
  'ScalingMetric.external': { arguments: withSamples('ExternalMetricOptions', 'qx-metric', '7'), open: metric(ScalingMetric.external) },
  'Spread.preferred': { arguments: () => [[]], open: spread(Spread.preferred) },
  'Spread.required': { arguments: withSamples('SpreadOptions'), open: spread(Spread.required) },
  'Spread.none': { arguments: () => [[]], open: spread(Spread.none) },
};
