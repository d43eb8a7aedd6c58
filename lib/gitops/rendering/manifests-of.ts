import type { ManifestProps } from '../../output/manifests';
import type { AppValues } from '../app-values';
import { deployment } from './deployment';
import { filesConfigMap } from './files';
import { cronJob } from './jobs';
import { sortedEntries } from './k8s';
import { serviceMonitor } from './monitoring';
import { httpRoute, ingress } from './routing';
import { service } from './service';

/** The Kubernetes objects of an application, as plain documents: the same ones that its chart gives. */
export function manifestsOf(values: AppValues): ManifestProps[] {
  return [
    deployment(values),
    ...(values.service.enabled ? [service(values)] : []),
    ...(Object.keys(values.files).length > 0 ? [filesConfigMap(values)] : []),
    ...(values.ingress.enabled ? [ingress(values)] : []),
    ...(values.httpRoute.enabled ? [httpRoute(values)] : []),
    ...(values.monitoring.enabled ? [serviceMonitor(values)] : []),
    ...sortedEntries(values.jobs).map(([name, job]) => cronJob(values, name, job)),
  ];
}
