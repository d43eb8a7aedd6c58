import { DataAwsIamPolicy } from '@cdktf/provider-aws/lib/data-aws-iam-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { STACK_ID } from '../service-app';
import { ADMINISTRATOR, ROLE } from './entry';
import type { Attack } from './entry';

/** An attack that a plan of Terraform carries out, if nothing refuses it before. */
export interface Confirmed {
  /** The name of the attack. */
  readonly attack: string;
  readonly stack: string;
  /** What writes the same without a verb of the library, which would refuse it at once. */
  readonly write?: Attack['write'];
  readonly type: string;
  /** What the plan says of it, as JSON. */
  readonly shows: readonly string[];
}

const confirmed = (attack: string, type: string, shows: string[], more: Partial<Confirmed> = {}): Confirmed =>
  ({ attack, stack: STACK_ID, type, shows, ...more });

const BESIDE = { stack: 'payments-extra' };
const PRIVILEGED = '"pod-security.kubernetes.io/enforce":"privileged"';
const EVERYTHING = '\\"Action\\":\\"*\\"';

/** Those whose danger stands in the values of a plan. */
export const CONFIRMED: readonly Confirmed[] = [
  confirmed('resource policies: a role of the service, from a stack beside it', 'aws_iam_role_policy_attachment', [ROLE, ADMINISTRATOR], BESIDE),
  confirmed("policies: attached: a data source's ARN, by ARN", 'aws_iam_role_policy_attachment', [ADMINISTRATOR], {
    write: ({ stack }) => void new IamRolePolicyAttachment(stack, 'X', { role: ROLE, policyArn: new DataAwsIamPolicy(stack, 'A', { arn: ADMINISTRATOR }).arn }),
  }),
  confirmed('policies: a resource: for_each', 'aws_iam_role_policy_attachment', [ADMINISTRATOR]),
  confirmed('policies: a resource: an ARN in parts', 'aws_iam_role_policy_attachment', [ADMINISTRATOR]),
  confirmed('policies: managed_policy_arns: an expression', 'aws_iam_role', [ADMINISTRATOR]),
  confirmed('permissions: a dynamic inline policy', 'aws_iam_role', ['s3:*']),
  confirmed('permissions: a local in the action', 'aws_iam_role_policy', [EVERYTHING]),
  confirmed('permissions: a function of Terraform for the whole text', 'aws_iam_role_policy', [EVERYTHING]),
  confirmed('trust: a second pod identity for the role', 'aws_eks_pod_identity_association', ['"namespace":"ledger-worker-production"']),
  confirmed('cluster: administration for the account of the service', 'kubernetes_cluster_role_binding_v1', ['cluster-admin', 'payment-service']),
  confirmed('pod security: labels from a sibling stack', 'kubernetes_labels', [PRIVILEGED], BESIDE),
  confirmed('pod security: labels from beside, by an expression', 'kubernetes_labels', [PRIVILEGED]),
  confirmed('pod security: another namespace by a dynamic block', 'kubernetes_namespace_v1', [PRIVILEGED]),
  confirmed('network: an open policy by kubernetes_manifest', 'kubernetes_manifest', ['"ingress":[{}]', '"egress":[{}]']),
  confirmed('network: an empty rule in a list in a list', 'kubernetes_network_policy_v1', ['"ingress":[{"from":[],"ports":[]}]']),
  confirmed('network: a dynamic rule', 'kubernetes_network_policy_v1', ['"ingress":[{"from":[],"ports":[]}]']),
  confirmed('network: to everywhere in halves', 'kubernetes_network_policy_v1', ['0.0.0.0/1', '128.0.0.0/1']),
  confirmed('network: a sibling stack', 'kubernetes_network_policy_v1', ['"ingress":[{"from":[],"ports":[]}]'], BESIDE),
  confirmed('own data: aws_db_instance, a replica of nothing', 'aws_db_instance', ['"replicate_source_db":""', '"storage_encrypted":false']),
  confirmed('bucket: a second resource that suspends its versions', 'aws_s3_bucket_versioning', ['"status":"Suspended"']),
];

/** One whose danger is no value: Terraform runs it. */
export const COMMAND = { attack: 'terraform: a command on this machine', shows: '"type":"local-exec"' } as const;
