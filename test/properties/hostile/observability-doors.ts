import { ServiceObservability, Slo } from '@golden-path/constructs';
import type { ServiceObservabilityProps } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import type { Door } from './doors';
import { SAMPLES } from './samples';
import type { World } from './world';

/** An objective of the world's application. */
const objective = (make: (...given: never[]) => Slo): Door['open'] => ({ application, service }, given) => {
  const scope = service.node.scope!;
  return new ServiceObservability(scope, 'Qx', { service, app: application, objectives: [make(...given)] });
};
const withSamples = (name: string, ...own: unknown[]) => (world: World) => {
  // Made before the call, so that it stays for the next one.
  const { application } = world;
  return application ? SAMPLES[name](world).map((options) => [...own, options]) : [];
};

/** What says how a service is observed. */
export const OBSERVABILITY_DOORS: Readonly<Record<string, Door>> = {
  'ServiceObservability': {
    arguments: (world) => SAMPLES.ServiceObservabilityProps(world).map((props) => [world.service.node.scope, 'Qx', props]),
    open: (_, given) => new ServiceObservability(...(given as unknown as [Construct, string, ServiceObservabilityProps])),
  },
  'Slo.availability': { arguments: withSamples('RequestSloOptions', 99.5), open: objective(Slo.availability) },
  'Slo.latency': { arguments: withSamples('LatencySloOptions', 99.5), open: objective(Slo.latency) },
  'Slo.jobSuccess': { arguments: withSamples('SloOptions', 99.5, 'qx-job'), open: objective(Slo.jobSuccess) },
  'Slo.freshness': { arguments: withSamples('FreshnessSloOptions', 99.5), open: objective(Slo.freshness) },
  'Slo.consumerLag': { arguments: withSamples('ConsumerLagSloOptions', 99.5), open: objective(Slo.consumerLag) },
  'Slo.custom': {
    arguments: withSamples('SloOptions', 99.5, 'sum(rate(qx_good_total[$window]))', 'sum(rate(qx_total[$window]))'),
    open: objective(Slo.custom),
  },
};
