import { Validation } from '../../core/validation';
import type { Environment } from '../../platform/environment';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { GITOPS_APP_SETTINGS } from '../settings/gitops-app-settings';
import { validateCertificates } from './certificate-checks';
import { validateFileBytes, validateMounts } from './file-checks';
import { validateJobs, validateJobsOnly } from './job-checks';
import { objectsOf } from './objects';
import { validateRollouts } from './rollout-checks';
import { validateRoutes } from './route-checks';
import { validatePlacement } from './scheduling-checks';
import { validateVariables } from './variable-checks';
import { validateVolumes } from './volume-checks';
import { validateUser, validateWorkload } from './workload-checks';
import { validateWorkloadNames } from './workload-names';

/** Checks an application's props, and throws every problem at once. */
export function validateApp(where: string, props: GitOpsAppProps, environment: Environment): void {
  const validation = new Validation(where);
  if (!GITOPS_APP_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  validateImage(validation, props);
  validateRoutes(validation, props);
  validateCertificates(validation, props, environment);
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
  validateRollouts(validation, props);
  validatePlacement(validation, props);
  validation.throwIfAny();
}

function validateImage(validation: Validation, { imageTag, imageDigest }: GitOpsAppProps): void {
  if (imageTag !== undefined || imageDigest !== undefined) return;
  const fix = "give imageTag: '1.0.0', the version to begin with";
  validation.add({ path: 'imageTag', got: 'neither imageTag nor imageDigest', allowed: 'one of the two', fix });
}
