import type { Limit } from '../../core/limits';
import type { Validation } from '../../core/validation';
import { whole } from '../limits/scaling-limits';
import type { BehaviorValues, ScalingRulesValues } from '../values/scaling-values';
import type { ScalingBehavior, ScalingRules } from './scaling-options';

const DIRECTIONS = ['scaleUp', 'scaleDown'] as const;

const RULES: Record<keyof ScalingRules, Limit> = {
  pods: whole(1, 100),
  percent: whole(1, 1000),
  periodSeconds: whole(1, 1800),
  stabilizationSeconds: whole(0, 3600),
  disabled: { type: 'boolean' },
};

/** Checks how fast the number of pods changes. */
export function checkBehavior(validation: Validation, given: ScalingBehavior): void {
  for (const direction of DIRECTIONS) {
    const rules = given[direction];
    const path = `options.${direction}`;
    if (rules === undefined || !validation.fields(path, rules, { limits: RULES })) continue;
    const { disabled, pods, percent, periodSeconds, stabilizationSeconds } = rules;
    const isLimited = pods !== undefined || percent !== undefined;
    if (disabled === true && (isLimited || stabilizationSeconds !== undefined)) {
      const allowed = 'nothing else beside disabled: true';
      validation.add({ path, got: 'limits of a change that never happens', allowed, fix: 'remove disabled or the limits' });
    } else if (periodSeconds !== undefined && !isLimited) {
      const allowed = 'nothing without pods or percent';
      validation.add({ path: `${path}.periodSeconds`, got: String(periodSeconds), allowed, fix: 'give pods or percent' });
    }
  }
}

/** The same as Kubernetes has it; nothing where nothing is said. */
export function behaviorOf(given: ScalingBehavior): { readonly behavior?: BehaviorValues } {
  const said = DIRECTIONS.flatMap((direction): [string, ScalingRulesValues][] => {
    const values = rulesOf(given[direction] ?? {});
    return Object.keys(values).length > 0 ? [[direction, values]] : [];
  });
  return said.length > 0 ? { behavior: Object.fromEntries(said) } : {};
}

function rulesOf({ disabled, pods, percent, periodSeconds = 60, stabilizationSeconds }: ScalingRules): ScalingRulesValues {
  if (disabled) return { selectPolicy: 'Disabled' };
  const policies = [
    ...(pods === undefined ? [] : [{ type: 'Pods' as const, value: pods, periodSeconds }]),
    ...(percent === undefined ? [] : [{ type: 'Percent' as const, value: percent, periodSeconds }]),
  ];
  return {
    ...(stabilizationSeconds !== undefined && { stabilizationWindowSeconds: stabilizationSeconds }),
    ...(policies.length > 0 && { policies }),
  };
}
