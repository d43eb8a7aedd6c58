import type { Guardrail } from './guardrail';
import { AWS_NETWORK_ROWS } from './rows/aws-network';
import { BUCKET_ROWS } from './rows/buckets';
import { CLUSTER_ROWS } from './rows/cluster';
import { DATA_ROWS } from './rows/data';
import { EXPOSURE_ROWS } from './rows/exposure';
import { GITOPS_ROWS } from './rows/gitops';
import { IAM_ROWS } from './rows/iam';
import { NETWORK_ROWS } from './rows/network';
import { OWNERSHIP_ROWS } from './rows/ownership';
import { POD_SECURITY_ROWS } from './rows/pod-security';
import { TERRAFORM_ROWS } from './rows/terraform';
import { UNKNOWN_ROWS } from './rows/unknown';

/** Every promise about what a team writes; what the library makes itself is in `rows/own`. */
export const GUARDRAILS: readonly Guardrail[] = [
  ...POD_SECURITY_ROWS,
  ...NETWORK_ROWS,
  ...AWS_NETWORK_ROWS,
  ...IAM_ROWS,
  ...EXPOSURE_ROWS,
  ...DATA_ROWS,
  ...BUCKET_ROWS,
  ...CLUSTER_ROWS,
  ...GITOPS_ROWS,
  ...OWNERSHIP_ROWS,
  ...TERRAFORM_ROWS,
  ...UNKNOWN_ROWS,
];
