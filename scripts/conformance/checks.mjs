import { argocd } from './argocd.mjs';
import { checkov } from './checkov.mjs';
import { compositions, compositionSchemas } from './compositions.mjs';
import { helm } from './helm.mjs';
import { iamDocuments } from './iam-documents.mjs';
import { networkPolicies } from './network-policies.mjs';
import { packedTarball } from './packed-tarball.mjs';
import { podSecurity } from './pod-security.mjs';
import { registry } from './registry.mjs';
import { terraform } from './terraform.mjs';
import { workflows, workflowScripts } from './workflows.mjs';

/**
 * Every check of `npm run conformance`, in the order in which they run.
 *
 * A check has a name, what it needs in words, and `run(say)`, which gives back `passed`, `failed`, `note` and `output`
 * as a step of a report does. It throws NotRun with the reason where its need is neither there nor can be brought.
 */
export const CHECKS = [
  terraform,
  compositionSchemas,
  compositions,
  helm,
  argocd,
  workflows,
  workflowScripts,
  podSecurity,
  networkPolicies,
  checkov,
  iamDocuments,
  packedTarball,
  registry,
];
