import { show } from '../../core/problems';
import { breach } from '../../core/rules';
import { Validation } from '../../core/validation';
import { HTTP_ROUTE_PATH, ROUTE_PATH } from '../limits/kubernetes-limits';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { Routing } from '../props/gitops-app-props';
import { GITOPS_APP_SETTINGS } from '../settings/gitops-app-settings';
import { validateFileBytes, validateMounts } from './file-checks';
import { validateJobs, validateJobsOnly } from './job-checks';
import { objectsOf } from './objects';
import { validateVariables } from './variable-checks';
import { validateVolumes } from './volume-checks';
import { validateUser, validateWorkload } from './workload-checks';
import { validateWorkloadNames } from './workload-names';

/** Checks an application's props, and throws every problem at once. */
export function validateApp(where: string, props: GitOpsAppProps): void {
  const validation = new Validation(where);
  if (!GITOPS_APP_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  validateImage(validation, props);
  validateRouting(validation, props);
  validateMounts(validation, props);
  validateVariables(validation, props);
  validateVolumes(validation, props);
  validateFileBytes(validation, 'files', props.files);
  validateWorkload(validation, '', props, props.service?.serviceName);
  validateWorkloadNames(validation, props);
  objectsOf(props.workloads).forEach((workload, index) =>
    validateWorkload(validation, `workloads[${index}]`, workload, workload.name),
  );
  validateJobs(validation, props);
  if (props.migration) validateUser(validation, 'migration', props.migration);
  if (props.service?.jobsOnly) validateJobsOnly(validation, props);
  validation.throwIfAny();
}

function validateImage(validation: Validation, { imageTag, imageDigest }: GitOpsAppProps): void {
  if (imageTag !== undefined || imageDigest !== undefined) return;
  const fix = "give imageTag: '1.0.0', the version to begin with";
  validation.add({ path: 'imageTag', got: 'neither imageTag nor imageDigest', allowed: 'one of the two', fix });
}

/** What says something of a host has nothing to say without one. */
function validateRouting(validation: Validation, props: GitOpsAppProps): void {
  const { host, path, port, routing = Routing.INGRESS } = props;
  if (host !== undefined && port === undefined) {
    validation.add({
      path: 'host',
      got: show(host),
      allowed: 'a host for an application with a port',
      fix: 'give port, or remove host',
    });
  }
  if (routing === Routing.HTTP_ROUTE && path !== undefined && breach('path', path, ROUTE_PATH) === undefined) {
    validation.required('path', path, HTTP_ROUTE_PATH);
  }
  for (const key of ['path', 'routing', 'tlsSecretName', 'ingressAnnotations'] as const) {
    const isOfIngress = key === 'tlsSecretName' || key === 'ingressAnnotations';
    if (props[key] === undefined || (host !== undefined && !(isOfIngress && routing !== Routing.INGRESS))) continue;
    const allowed =
      host === undefined ? 'nothing without a host' : 'nothing beside an HTTPRoute: its gateway has certificates and filters';
    validation.add({ path: key, got: show(props[key]), allowed, fix: host === undefined ? 'give host' : `remove ${key}` });
  }
}
