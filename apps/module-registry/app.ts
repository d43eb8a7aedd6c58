import { AppVolume, GitOpsApp, Probe, ServiceObservability } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';

/** `golden-path registry serve` as it runs: it reads the bucket with the role of its pod, and tokens from a Secret. */
export function moduleRegistryApp(service: MicroserviceInfra, { bucket, host }: { bucket: string; host: string }): void {
  const stack = service.node.scope!;
  const clients = '/etc/registry';
  const app = new GitOpsApp(stack, 'App', {
    service,
    image: 'ghcr.io/acme/module-registry',
    imageTag: '1.0.0',
    port: 8080,
    metricsPort: 8080,
    host,
    command: ['golden-path', 'registry', 'serve'],
    args: [`--root=s3://${bucket}`, `--tokens=${clients}/tokens`, `--signing-key=${clients}/signing-key`, '--listen=0.0.0.0:8080'],
    readinessProbe: Probe.http('/healthz'),
    volumes: { [clients]: AppVolume.fromSecret('registry-clients') },
  });
  new ServiceObservability(stack, 'Observability', { service, app });
}
