import { Autoscaling, Rendering } from '@golden-path/constructs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import { load } from 'js-yaml';
import { Validation } from '../../lib/core/validation';
import { validateWorkloadNames } from '../../lib/gitops/checks/workload-names';
import { scaledObjectFaults } from '../support/schemas/scaled-object';
import type { Json } from '../support/synth';
import { filesOf } from './support';

const KEDA = { maxReplicas: 10, triggers: [{ type: 'aws-sqs-queue', metadata: { queueURL: 'https://sqs.eu-central-1.amazonaws.com/1/orders' } }] };

test('an autoscaler has a name of ours where KEDA would give it too long a name', () => {
  const configOf = (name: string) => {
    const workloads = [{ name, autoscaling: Autoscaling.keda(KEDA) }];
    const files = filesOf({ environment: 'staging', props: { rendering: Rendering.MANIFESTS, workloads } });
    const scaled = load(files[`manifests/staging/scaledobject-checkout-${name}.yaml`]) as Json;
    expect(scaledObjectFaults(scaled)).toEqual([]);
    return scaled.spec.advanced?.horizontalPodAutoscalerConfig as Json;
  };
  // KEDA's own are keda-hpa-checkout-<name>, of 63 characters and of 64.
  expect(configOf('w'.repeat(45))).toBeUndefined();
  expect(configOf('w'.repeat(46))).toEqual({ name: `checkout-${'w'.repeat(46)}` });
});

test('KEDA is refused for a service whose ScaledObject would get too long a name', () => {
  const problems = (serviceName: string, autoscaling: Autoscaling) => {
    const validation = new Validation('GitOpsApp');
    validateWorkloadNames(validation, { autoscaling, service: { serviceName } } as GitOpsAppProps);
    return validation.found.map(({ path, fix }) => `${path}: ${fix}`);
  };
  const [keda, hpa] = [Autoscaling.keda(KEDA), Autoscaling.hpa({ minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 })];
  expect(problems('s'.repeat(57), keda)).toEqual(['autoscaling: shorten the name of the service by 2, or use Autoscaling.hpa']);
  expect([problems('s'.repeat(55), keda), problems('s'.repeat(57), hpa)]).toEqual([[], []]);
});
