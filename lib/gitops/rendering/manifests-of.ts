import type { ManifestProps } from '../../output/manifests';
import { changed } from '../patches/change';
import type { AppValues, PatchValues } from '../values/app-values';
import { claims } from './claims';
import { controller } from './deployment';
import { filesConfigMap } from './files';
import { cronJob, MIGRATION, migrationJob } from './jobs';
import { sortedEntries } from './k8s';
import { serviceMonitor } from './monitoring';
import { routingObjects } from './routing';
import { scaling } from './scaling';
import { headlessService, service } from './service';
import { jobWorkload, mainWorkload, workloadsOf } from './workload';
import type { Workload } from './workload';

/** The Kubernetes objects of an application, as plain documents: the same ones that its chart gives. */
export function manifestsOf(values: AppValues): ManifestProps[] {
  const { patches = [] } = values;
  return patches.reduce(patched, unpatchedManifestsOf(values));
}

function patched(documents: readonly ManifestProps[], { kind, name, change }: PatchValues): ManifestProps[] {
  return documents.map((document) => {
    if (document.kind !== kind || document.metadata.name !== name) return document;
    return changed(JSON.parse(JSON.stringify(document)), change) as ManifestProps;
  });
}

/** The same before any patch. */
export function unpatchedManifestsOf(values: AppValues): ManifestProps[] {
  const { jobs, migration } = values;
  return [
    ...workloadsOf(values).flatMap(objectsOf),
    ...claims(values),
    ...filesOf(values).map(filesConfigMap),
    ...routingObjects(values),
    ...(migration ? [migrationJob(values, migration)] : []),
    ...sortedEntries(jobs).map(([name, job]) => cronJob(values, name, job)),
  ];
}

function objectsOf(workload: Workload): ManifestProps[] {
  return [
    controller(workload),
    ...(workload.kind === 'StatefulSet' ? [headlessService(workload)] : []),
    ...scaling(workload),
    ...(workload.service.enabled ? [service(workload)] : []),
    ...(workload.monitoring.enabled ? [serviceMonitor(workload)] : []),
  ];
}

/** What has files: the application, and jobs with some of their own. */
function filesOf(values: AppValues): Workload[] {
  const { files, jobs, migration } = values;
  const all = sortedEntries({ ...jobs, ...(migration && { [MIGRATION]: migration }) });
  const own = all.filter(([, job]) => job.files !== undefined).map(([name, job]) => jobWorkload(values, name, job));
  return [...(Object.keys(files).length > 0 ? [mainWorkload(values)] : []), ...own];
}
