import type { OwnGuardrail } from './expectations';
import type { Guardrail } from './guardrail';
import { ARGO_CD_ROWS } from './rows/argo-cd';
import { AWS_NETWORK_ROWS } from './rows/aws-network';
import { BUCKET_ROWS } from './rows/buckets';
import { CILIUM_ROWS } from './rows/cilium';
import { CLUSTER_ROWS } from './rows/cluster';
import { COMPANION_ROWS } from './rows/companions';
import { COMPOSITION_ROWS } from './rows/compositions';
import { DATA_ROWS } from './rows/data';
import { EXPOSURE_ROWS } from './rows/exposure';
import { GITOPS_ROWS } from './rows/gitops';
import { IAM_ROWS } from './rows/iam';
import { NETWORK_ROWS } from './rows/network';
import { SERVICE_GUARDRAILS } from './rows/own';
import { ARGO_CD_GUARDRAILS } from './rows/own-argo-cd';
import { COMPANION_GUARDRAILS } from './rows/own-companions';
import { COMPOSITION_GUARDRAILS } from './rows/own-compositions';
import { IDENTITY_GUARDRAILS } from './rows/own-identity';
import { NETWORK_GUARDRAILS } from './rows/own-network';
import { OBJECT_GUARDRAILS } from './rows/own-requests';
import { OWNERSHIP_ROWS } from './rows/ownership';
import { POD_SECURITY_ROWS } from './rows/pod-security';
import { POD_ROWS } from './rows/pods';
import { REQUEST_ROWS } from './rows/requests';
import { TERRAFORM_ROWS } from './rows/terraform';
import { UNKNOWN_ROWS } from './rows/unknown';

/** Every promise about what a team writes, or the library in its name. */
export const GUARDRAILS: readonly Guardrail[] = [
  ...POD_SECURITY_ROWS,
  ...POD_ROWS,
  ...NETWORK_ROWS,
  ...CILIUM_ROWS,
  ...AWS_NETWORK_ROWS,
  ...IAM_ROWS,
  ...EXPOSURE_ROWS,
  ...DATA_ROWS,
  ...COMPANION_ROWS,
  ...COMPOSITION_ROWS,
  ...BUCKET_ROWS,
  ...CLUSTER_ROWS,
  ...GITOPS_ROWS,
  ...ARGO_CD_ROWS,
  ...REQUEST_ROWS,
  ...OWNERSHIP_ROWS,
  ...TERRAFORM_ROWS,
  ...UNKNOWN_ROWS,
];

/** What is promised of what the library itself makes. A companion has further guardrails of its own, in its folder. */
export const OWN_GUARDRAILS: readonly OwnGuardrail[] = [
  ...Object.values(SERVICE_GUARDRAILS),
  ...Object.values(IDENTITY_GUARDRAILS),
  ...Object.values(NETWORK_GUARDRAILS),
  ...Object.values(OBJECT_GUARDRAILS),
  ...Object.values(COMPOSITION_GUARDRAILS),
  ...Object.values(COMPANION_GUARDRAILS),
  ...Object.values(ARGO_CD_GUARDRAILS),
];
