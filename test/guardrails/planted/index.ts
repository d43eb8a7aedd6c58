import { BUCKET_PLANTS } from './buckets';
import { DATA_PLANTS } from './data';
import { IAM_PLANTS } from './iam';
import { GITOPS_PLANTS, KUBERNETES_PLANTS } from './kubernetes';
import { OBJECT_PLANTS } from './objects';
import type { Planted } from './plant';
import { TERRAFORM_PLANTS } from './terraform';

/** A violation of every row of the table. */
export const PLANTED: Planted = {
  ...BUCKET_PLANTS,
  ...DATA_PLANTS,
  ...GITOPS_PLANTS,
  ...IAM_PLANTS,
  ...KUBERNETES_PLANTS,
  ...OBJECT_PLANTS,
  ...TERRAFORM_PLANTS,
};
