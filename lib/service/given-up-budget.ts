import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { Json } from '../core/json';
import { Preflight } from '../output/preflight';

/** An override of a disruption budget that the application makes instead would be lost without a word. */
export function refuseOverrides(budget: PodDisruptionBudgetV1): void {
  const { path } = budget.node;
  const { rawOverrides } = budget as unknown as { readonly rawOverrides: Json };
  Preflight.of(budget).addCheck(
    () =>
      Object.keys(rawOverrides).map((argument) => ({
        path: `${path} ${argument}`,
        got: 'an override of a disruption budget that is not in Terraform',
        allowed: 'a change of the disruption budget that the GitOpsApp makes',
        fix: "call patch('PodDisruptionBudget', ...) of the GitOpsApp instead of addOverride",
      })),
    'InvalidRule',
  );
}
