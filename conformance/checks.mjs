import { argocd } from './checks/argocd.mjs';
import { backstageActions } from './checks/backstage-actions.mjs';
import { backstage } from './checks/backstage.mjs';
import { checkov } from './checks/checkov.mjs';
import { clusterInShort } from './checks/cluster.mjs';
import { compositions, compositionSchemas } from './checks/compositions.mjs';
import { dashboardSchema } from './checks/dashboard-schema.mjs';
import { helm } from './checks/helm.mjs';
import { iamDocuments } from './checks/iam-documents.mjs';
import { clusterImagePolicies, imagePolicy } from './checks/image-policy.mjs';
import { listDefaults } from './checks/list-defaults.mjs';
import { logs } from './checks/logs.mjs';
import { moduleRegistry } from './checks/module-registry.mjs';
import { modules } from './checks/modules.mjs';
import { networkPolicies } from './checks/network-policies.mjs';
import { observability } from './checks/observability.mjs';
import { packedTarball } from './checks/packed-tarball.mjs';
import { podSecurity } from './checks/pod-security.mjs';
import { registry } from './checks/registry.mjs';
import { skeletons } from './checks/skeletons.mjs';
import { suites } from './checks/suites.mjs';
import { terraform } from './checks/terraform.mjs';
import { workflowCalls, workflowRunner, workflowScripts, workflowSecurity } from './checks/workflows.mjs';

/**
 * Every check of `npm run conformance`, in the order in which they begin: one list after the other, two lists at a time. Checks that
 * build or fetch the same program are in one list.
 *
 * A check has a name, what it needs in words, and `run(say)`, which gives back `passed`, `failed`, `note` and `output`
 * as a step of a report does. It throws NotRun with the reason where its need is neither there nor can be brought.
 */
export const CHECKS = [
  // Those that take longest come first, so that both lanes end at about the same time.
  [registry],
  [backstage, backstageActions],
  [skeletons, workflowScripts, workflowCalls, workflowSecurity],
  [workflowRunner],
  [checkov],
  [observability],
  [compositionSchemas, compositions],
  [iamDocuments],
  [clusterInShort],
  [argocd],
  [logs],
  [dashboardSchema],
  [helm],
  [networkPolicies],
  [imagePolicy, clusterImagePolicies],
  [modules],
  [moduleRegistry],
  [terraform],
  [listDefaults],
  [podSecurity],
  [packedTarball],
];

/** The suites use every core by themselves, so they run alone. */
export const FIRST = suites;
