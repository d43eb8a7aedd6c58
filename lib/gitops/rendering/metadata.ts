import type { ManifestMetadata } from '../../output/manifests';
import { MANAGED_BY_ARGO_CD } from '../../platform/ownership';
import { COMPONENT } from '../../service/selectors';
import type { AppValues } from '../values/app-values';
import type { Workload } from './workload';

interface LabelsAndAnnotations {
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** What names an object and says whose it is, with what only this object carries. */
export function objectMetadata(values: AppValues, name: string, own: Partial<LabelsAndAnnotations> = {}): ManifestMetadata {
  return { name, namespace: values.namespace, ...ownership(values, own) };
}

/** The same for a pod, which is replaced when its files change. */
export function podMetadata(workload: Workload): LabelsAndAnnotations {
  const { component, podAnnotations, filesChecksum } = workload;
  const annotations = { ...podAnnotations, ...(filesChecksum !== '' && { 'checksum/files': filesChecksum }) };
  return ownership(workload, { labels: { [COMPONENT]: component }, annotations });
}

function ownership(values: AppValues, own: Partial<LabelsAndAnnotations>): LabelsAndAnnotations {
  const annotations = { ...values.annotations, ...own.annotations };
  return {
    labels: { ...values.labels, ...MANAGED_BY_ARGO_CD, ...own.labels },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
